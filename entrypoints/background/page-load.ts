/** Pages of favourites that a person opens: one that fails is asked about at once, and believed after a moment. */

import { besidesOn } from '@/utils/catalogue/belonging';
import { isPaused } from '@/utils/incidents/paused';
import type { Reason } from '@/utils/incidents/step';
import type { EpochMs, HttpObservation, ServiceId } from '@/utils/model';
import type { PageLoad } from '@/utils/platform/page-load';
import { errorTypeOf } from '@/utils/probes/net-errors';
import { failedLoad } from './failed-load';
import { type Held, SETTLE_MS } from './held';
import type { Knowing, Known } from './known';
import type { TabAnswers } from './tab-answers';
import type { Visits } from './visits';

/** Errors that only say that somebody gave up, or that a download began (docs/decisions.md, 18). */
const NOT_A_FAILURE: ReadonlySet<string> = new Set([
  'abandoned',
  'local.refused',
  'local.network_changed',
  'local.suspended',
]);
/** A tab that fails again this soon was reloaded by the browser, or by somebody in a hurry: one visit. */
const SAME_VISIT_MS = 35_000;

interface Failure {
  service: ServiceId;
  seen: HttpObservation;
  /** When it failed last. */
  at: EpochMs;
  isHeld: boolean;
}

interface PageWatchEdges {
  knowing: Knowing;
  visits: Visits;
  held: Pick<Held, 'put' | 'drop'>;
  answers: Pick<TabAnswers, 'expect' | 'remember' | 'clear'>;
  tick(reason: Reason): void;
  wait(ms: number): Promise<void>;
}

/** Makes the receiver of page loads. Other hosts leave no trace. */
export function createPageWatch(edges: PageWatchEdges): (load: PageLoad) => Promise<void> | null {
  const failures = new Map<number, Failure>();

  function fail(load: PageLoad, service: ServiceId, besides: readonly ServiceId[]): void {
    const before = failures.get(load.tabId);
    if (before?.service === service && load.at - before.at < SAME_VISIT_MS) {
      before.at = load.at;
      return;
    }
    const { at, cause, status, ip } = load;
    const failure = { service, seen: failedLoad(load, service), at, isHeld: true };
    failures.set(load.tabId, failure);
    edges.held.put(load.tabId, { service, at, cause, status, ip });
    edges.answers.expect(load.tabId);
    // The question goes out now; only what the page itself told has to wait.
    edges.tick({ wanted: [service, ...besides], seen: [], waiting: true });
    void edges.wait(SETTLE_MS).then(() => settle(load.tabId, failure));
  }

  function settle(tabId: number, failure: Failure): void {
    if (!failure.isHeld) return;
    failure.isHeld = false;
    edges.held.drop(tabId);
    edges.answers.remember(tabId, { service: failure.service, at: failure.seen.at });
    edges.tick({ wanted: [], seen: [failure.seen], waiting: true });
  }

  /** The tab shows its page after all. */
  function open(tabId: number): void {
    const failure = failures.get(tabId);
    if (failure !== undefined) failure.isHeld = false;
    failures.delete(tabId);
    edges.held.drop(tabId);
    edges.answers.clear(tabId);
  }

  function take(load: PageLoad, known: Known): void {
    const { find, troubled } = known;
    const watched = find(load.host, load.port);
    if (watched === null || isPaused(known, load.at)) return;
    const ending = endingOf(load);
    if (ending === 'failed') {
      fail(load, watched.id, besidesOn(watched, known.watched));
      return;
    }
    if (ending === null || (ending === 'shown' && isBroken(failures.get(load.tabId)))) return;
    open(load.tabId);
    if (ending !== 'well') return;
    edges.visits.note({ service: watched.id, at: load.at, status: load.status ?? 0, inTab: false });
    if (troubled.has(watched.id)) edges.tick({ wanted: [], seen: [] });
  }

  return (load) => edges.knowing.with((known) => take(load, known));
}

/** A broken page is shown too; that it is shown says nothing new. */
function isBroken(failure: Failure | undefined): boolean {
  return failure?.seen.status != null;
}

/** `shown` tells that a tab has its page, `well` that a server answered it now and as it should; null tells nothing. */
function endingOf({ cause, status, fresh }: PageLoad): 'failed' | 'shown' | 'well' | null {
  if (cause !== null) return NOT_A_FAILURE.has(errorTypeOf(cause)) ? null : 'failed';
  if (status !== null && status >= 500) return 'failed';
  return status !== null && status < 400 && fresh ? 'well' : 'shown';
}
