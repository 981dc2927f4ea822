/** What is urgent need not wait for the alarm, as long as the worker lives anyway. If it dies, the alarm comes. */
import { nextBadgeAt } from '@/utils/incidents/badge';
import { nextUrgentAt } from '@/utils/incidents/plan';
import type { KeptStep } from '@/utils/incidents/step';
import type { EpochMs } from '@/utils/model';

/** Shorter than the half minute after which an idle worker is stopped. */
const LONGEST_MS = 25_000;

interface Linger {
  /** Takes note of a step. */
  note(step: KeptStep): void;
  /** A tick is over: looks again at the next urgent time, if that is near. */
  rest(): Promise<void>;
}

/** Makes it. `look` starts a tick. */
export function createLinger(
  edges: { now(): EpochMs; wait(ms: number): Promise<void> },
  look: () => void,
): Linger {
  let urgentAt: EpochMs | null = null;
  let latest = 0;
  let lateFor: EpochMs | null = null;
  return {
    note({ state, watched, settings, now }) {
      const asked = nextUrgentAt(state, watched, settings.sources, now);
      const times = [asked, nextBadgeAt(state, now)].filter((at) => at !== null);
      urgentAt = times.length === 0 ? null : Math.min(...times);
    },
    async rest() {
      latest += 1;
      const mine = latest;
      const waitMs = urgentAt === null ? null : urgentAt - edges.now();
      const isLate = waitMs !== null && waitMs <= 0;
      // A slow tick may end with something overdue; the same thing twice waits for something else than time.
      if (waitMs === null || waitMs > LONGEST_MS || (isLate && lateFor === urgentAt)) return;
      await edges.wait(Math.max(0, waitMs));
      if (mine !== latest) return;
      lateFor = isLate ? urgentAt : null;
      look();
    },
  };
}
