/** Whether the reader's own line is in question: a control that was asked by itself has failed. Pure. */
import { isGenuine, isVoid } from '@/utils/diagnosis/connection';
import type { EpochMs } from '@/utils/model';
import { FRESH_MS, type State } from './state';

/**
 * When the control was asked that failed, where none has answered since; null while the line is above suspicion, or
 * known to be at fault.
 */
export function ownDoubtedAt({ controls, own, ownEndedAt }: State, now: EpochMs): EpochMs | null {
  if (own !== null) return null;
  const fresh = Object.values(controls).filter(
    (seen) => now - seen.at <= FRESH_MS && seen.at >= (ownEndedAt ?? 0) && !isVoid(seen),
  );
  const answeredAt = Math.max(0, ...fresh.filter(isGenuine).map(({ at }) => at));
  const failed = fresh.filter((seen) => !isGenuine(seen)).map(({ at, tookMs }) => at - (tookMs ?? 0));
  const since = failed.filter((at) => at > answeredAt);
  return since.length === 0 ? null : Math.min(...since);
}
