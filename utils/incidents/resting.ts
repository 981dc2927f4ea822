/** Resting: nobody is there, or data is dear. The watch looks less often, and nothing that fails waits (docs/decisions.md, 37). Pure. */
import type { EpochMs, Watched } from '@/utils/model';
import { SPARK_BARS, SPARK_SLOT_MS, type State } from './state';

const SLOWER = 5;
/** No interval grows beyond this by a rest. */
const LONGEST_MS = 1_800_000;
/** What the hour's history shows. */
const SHOWN_MS = SPARK_BARS * SPARK_SLOT_MS;

/** Notes at the beginning of a tick whether the watch rests; not known is no. `lastTickAt`: of the tick before. */
export function noteRest(
  state: State,
  lastTickAt: EpochMs | null,
  resting: boolean | null,
  now: EpochMs,
): State {
  const kept = state.rests.filter(({ to }) => to === null || now - to < SHOWN_MS);
  // Sleep is no rest: it ends one.
  const slept = state.wokeAt === now;
  const isOver = resting !== true || slept;
  const end = slept ? (lastTickAt ?? now) : now;
  const before = isOver ? kept.map((one) => (one.to === null ? { ...one, to: end } : one)) : kept;
  if (resting !== true || before.at(-1)?.to === null) return { ...state, rests: before };
  return { ...state, rests: [...before, { from: now, to: null }] };
}

/** Whether the watch looks less often now: it rests, and nothing is going on. */
export function isSlowed({ rests, own, services }: State, watched: readonly Watched[]): boolean {
  if (rests.at(-1)?.to !== null || own !== null) return false;
  return watched.every(({ id }) => {
    const service = services[id];
    return (
      service === undefined ||
      (service.nextProbeAt === null && !service.inIncident && service.failingSince === null)
    );
  });
}

/** Gives the interval that holds while resting. */
export function restedInterval(intervalMs: number): number {
  return Math.max(intervalMs, Math.min(SLOWER * intervalMs, LONGEST_MS));
}

/** Whether a time was rested, at least in part. */
export function wasResting({ rests }: Pick<State, 'rests'>, from: EpochMs, to: EpochMs): boolean {
  return rests.some((one) => one.from < to && (one.to === null || one.to > from));
}
