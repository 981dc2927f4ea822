/** Leaves a source alone that refused or failed, longer each time. Pure. */
import type { BackOff } from '@/utils/model';
import { collectedLater } from './absorb-vantage';
import type { State } from './state';

/** Longest a source is left alone after failing again and again. */
const BACK_OFF_MAX_MS = 30 * 60_000;
const BACK_OFF_FIRST_MS = 15_000;

/** A source that was left alone and then not heard of for this long is forgiven. */
const FORGIVEN_MS = 30 * 60_000;

/** Notes until when; what was asked together counts once. */
export function absorbBackOff(state: State, seen: BackOff): State {
  if (seen.of === 'vantage-collect') return collectedLater(state, seen);
  const key = `${seen.of}:${seen.key}`;
  const before = state.backOff[key] ?? { until: 0, failures: 0 };
  // Answers to what was asked together are one failure.
  if (seen.at < before.until) {
    const until = Math.max(before.until, seen.until);
    return { ...state, backOff: { ...state.backOff, [key]: { ...before, until } } };
  }
  // While nothing answers here, silence is nobody's fault: it is not held against them afterwards.
  if (state.own !== null && seen.outcome === 'timeout') return state;
  const failures = seen.at - before.until < FORGIVEN_MS ? before.failures + 1 : 1;
  const grown = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** (failures - 1));
  const until = Math.max(seen.until, seen.at + grown);
  return { ...state, backOff: { ...state.backOff, [key]: { until, failures } } };
}
