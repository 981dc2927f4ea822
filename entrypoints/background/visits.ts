/** Good visits, kept until the next step takes them in: a page that works needs no step of its own. */
import type { HttpObservation } from '@/utils/model';
import { readVisits, type WaitingVisit, writeVisits } from '@/utils/store/session';

export interface Visits {
  note(visit: WaitingVisit): void;
  /** Hands over everything that waits, that of an earlier worker too. */
  drain(): Promise<HttpObservation[]>;
}

/** Visits that come this close together are written together, before an idle worker is stopped. */
const WRITE_MS = 20_000;
/** More than a person can open between two steps. */
const MOST = 200;

/** Starts with what an earlier worker left. `wait` resolves after so many ms. */
export function createVisits(wait: (ms: number) => Promise<void>): Visits {
  let waiting: WaitingVisit[] = [];
  let isWriting = false;
  let restored: Promise<void> | null = null;

  /** Before anything is written over it. */
  function restore(): Promise<void> {
    restored ??= readVisits().then((left) => {
      waiting = [...left, ...waiting];
    });
    return restored;
  }

  async function writeSoon(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    await wait(WRITE_MS);
    await restore();
    isWriting = false;
    if (waiting.length > 0) await writeVisits(waiting);
  }

  return {
    note(visit) {
      waiting = [...waiting, visit].slice(-MOST);
      void writeSoon();
    },
    async drain() {
      await restore();
      const taken = waiting;
      waiting = [];
      if (taken.length > 0) await writeVisits([]);
      return taken.map(observationOf);
    },
  };
}

function observationOf({ service, at, status, inTab }: WaitingVisit): HttpObservation {
  return {
    source: 'page-load',
    target: service,
    at,
    outcome: 'ok',
    tookMs: null,
    errorType: null,
    status,
    landed: 'same',
    genuine: null,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
    ...(inTab && { inTab }),
  };
}
