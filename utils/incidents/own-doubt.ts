/** When the reader's own line came into question: a control that was asked has failed. Pure. */
import { isGenuine, isVoid, startOf } from '@/utils/diagnosis/control-answer';
import type { EpochMs } from '@/utils/model';
import { FRESH_MS, type State } from './state';

/** Since when no control that was asked has answered; null while the last of all answers was a good one. */
export function silentSince(state: State, now: EpochMs): EpochMs | null {
  const { failedAt, answeredAt } = timesOf(state, now);
  const since = failedAt.filter((at) => at > answeredAt);
  return since.length === 0 ? null : Math.min(...since);
}

/** When the control was asked that failed last; 0 when none did lately. */
export function lastFailureAt(state: State, now: EpochMs): EpochMs {
  return Math.max(0, ...timesOf(state, now).failedAt);
}

function timesOf({ controls, ownEndedAt }: State, now: EpochMs) {
  const fresh = Object.values(controls).filter(
    (seen) => now - seen.at <= FRESH_MS && seen.at >= (ownEndedAt ?? 0) && !isVoid(seen),
  );
  return {
    /** When those were asked that failed. */
    failedAt: fresh.filter((seen) => !isGenuine(seen)).map(startOf),
    answeredAt: Math.max(0, ...fresh.filter(isGenuine).map(({ at }) => at)),
  };
}
