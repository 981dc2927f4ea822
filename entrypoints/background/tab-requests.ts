/** Background requests of favourites that are open in a tab: counted, and told when they make a failure. */

import { isPaused } from '@/utils/incidents/paused';
import type { Reason } from '@/utils/incidents/step';
import { type Ending, noteRequest, type TabTrouble, TELL_EVERY_MS } from '@/utils/incidents/tab-trouble';
import type { EpochMs, HttpObservation, ServiceId } from '@/utils/model';
import type { TabRequest } from '@/utils/platform/tab-request';
import { errorTypeOf } from '@/utils/probes/net-errors';
import { readTold, writeTold } from '@/utils/store/session';
import { failedLoad } from './failed-load';
import { guard } from './guard';
import type { Knowing, Known } from './known';
import type { Visits } from './visits';

interface TabWatchEdges {
  knowing: Knowing;
  visits: Visits;
  tick(reason: Reason): void;
}

/** Makes the receiver of requests. Those of other pages and to other hosts leave no trace. */
export function createTabWatch(edges: TabWatchEdges): (request: TabRequest) => Promise<void> | null {
  let trouble: TabTrouble = {};
  let told: Record<ServiceId, EpochMs> | null = null;

  async function tell(service: ServiceId, seen: HttpObservation): Promise<void> {
    told ??= await readTold();
    const isNew = seen.at - (told[service] ?? 0) >= TELL_EVERY_MS;
    edges.tick({ wanted: [service], seen: isNew ? [seen] : [], waiting: true });
    if (!isNew) return;
    told = { ...told, [service]: seen.at };
    await writeTold(told);
  }

  function take(request: TabRequest, known: Known): void {
    const { find } = known;
    const watched = find(request.host);
    if (watched === null || find(request.page)?.id !== watched.id) return;
    if (isPaused(known, request.at)) return;
    const ending = endingOf(request);
    if (ending === null) return;
    const { id } = watched;
    const { trouble: next, telling } = noteRequest(trouble, id, ending, request.at);
    trouble = next;
    if (telling === 'well') {
      edges.visits.note({ service: id, at: request.at, status: request.status ?? 0, inTab: true });
    } else if (telling === 'probe') {
      edges.tick({ wanted: [id], seen: [] });
    } else if (telling === 'evidence') {
      guard(tell(id, { ...failedLoad(request, id), inTab: true }));
    }
  }

  return (request) => edges.knowing.with((known) => take(request, known));
}

/**
 * Null tells nothing: a request that was given up, blocked or refused on this side, a cached answer, or one that says
 * "not you".
 */
function endingOf({ socket, cause, status, fresh }: TabRequest): Ending | null {
  if (socket) return 'socket';
  if (cause !== null) return SILENT.test(errorTypeOf(cause)) ? null : 'unreached';
  if (status === null || !fresh) return null;
  if (status >= 500) return 'broken';
  return status < 400 ? 'answered' : null;
}

const SILENT = /^(?:local\.|abandoned|unknown)/;
