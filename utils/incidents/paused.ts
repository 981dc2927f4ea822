/** Is the watch paused by the person? Pure. */
import type { EpochMs, Settings } from '@/utils/model';

/** Tells whether a pause holds now. */
export function isPaused({ pausedUntil }: Pick<Settings, 'pausedUntil'>, now: EpochMs): boolean {
  return pausedUntil !== null && pausedUntil > now;
}
