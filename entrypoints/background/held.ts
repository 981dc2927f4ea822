/** Pages that failed and are not believed yet. A worker that dies meanwhile leaves them to the next. */
import type { EpochMs, HttpObservation } from '@/utils/model';
import { type HeldLoad, readHeld, writeHeld } from '@/utils/store/session';
import { failedLoad } from './failed-load';
import { guard } from './guard';
import type { TabAnswers } from './tab-answers';

/** A failure is believed when its tab has shown nothing better by then (docs/decisions.md, 25). */
export const SETTLE_MS = 2_500;

export interface Held {
  put(tabId: number, load: HeldLoad): void;
  /** It was told, or the tab shows its page after all. */
  drop(tabId: number): void;
  /** Hands over what an earlier worker did not live to tell. */
  drain(now: EpochMs): Promise<HttpObservation[]>;
}

/** Starts with what an earlier worker left. */
export function createHeld(answers: Pick<TabAnswers, 'expect' | 'remember'>): Held {
  const mine = new Map<number, HeldLoad>();
  const left = new Map<number, HeldLoad>();
  let restored: Promise<void> | null = null;
  let isRestored = false;

  /** Before anything is written over it. */
  function restore(): Promise<void> {
    restored ??= readHeld().then((kept) => {
      isRestored = true;
      for (const [tab, load] of kept) {
        if (mine.has(tab)) continue;
        left.set(tab, load);
        answers.expect(tab);
      }
    });
    return restored;
  }

  async function write(): Promise<void> {
    await restore();
    await writeHeld([...left, ...mine]);
  }

  async function forget(tabId: number): Promise<void> {
    await restore();
    const wasLeft = left.delete(tabId);
    if (mine.delete(tabId) || wasLeft) await write();
  }

  return {
    put(tabId, load) {
      mine.set(tabId, load);
      left.delete(tabId);
      guard(write());
    },
    drop(tabId) {
      // Said of every page that opens well.
      if (!isRestored || mine.has(tabId) || left.has(tabId)) guard(forget(tabId));
    },
    async drain(now) {
      await restore();
      const due = [...left].filter(([, { at }]) => now - at >= SETTLE_MS);
      for (const [tab, { service, at }] of due) {
        left.delete(tab);
        answers.remember(tab, { service, at });
      }
      if (due.length > 0) await write();
      return due.map(([, load]) => failedLoad(load, load.service));
    },
  };
}
