/** What was remembered while the clock ran ahead, once it has been set back. Pure. */
import type { EpochMs } from '@/utils/model';
import type { State } from './state';

/** Smaller numbers are durations, counts and states of the network's own, never a time of ours. */
const FIRST_TIME = 1_000_000_000_000;
/** What others say of time is theirs, and verdicts keep figures. */
const NOT_OURS: ReadonlySet<string> = new Set(['serverDate', 'wordsAt', 'numbers']);

/**
 * Brings every time of ours that lies ahead of a clock that was set back to where it can be reached again: what had
 * happened happened just now, and what was planned keeps its distance. Without it a clock that was a year wrong for
 * a minute would leave services and sources alone for a year.
 */
export function withClock(state: State, now: EpochMs): State {
  const last = state.lastTickAt;
  if (last === null || last <= now) return state;
  return moved(state, (at) => (at <= last ? now : at - (last - now)), now) as State;
}

function moved(value: unknown, change: (at: EpochMs) => EpochMs, now: EpochMs): unknown {
  if (typeof value === 'number') return value > Math.max(now, FIRST_TIME) ? change(value) : value;
  if (Array.isArray(value)) return value.map((one) => moved(one, change, now));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
    return [key, NOT_OURS.has(key) ? one : moved(one, change, now)];
  });
  const kept = 'source' in value && 'until' in value ? { until: value.until } : {};
  return { ...Object.fromEntries(entries), ...kept };
}
