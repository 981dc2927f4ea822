/** Puts measurements elsewhere into the state: started ones to collect, and the answers of places. Pure. */
import type { BackOff, EpochMs, VantageObservation, VantagePending } from '@/utils/model';
import type { ServiceState, State } from './state';

const PLACES_KEPT = 18;
const SHOWN_MS = 3_600_000;
/** Places answer within the `timeout: 5` that we ask for; the first look comes a little earlier. */
const FIRST_LOOK_MS = 1_500;
const NEXT_LOOK_MS = 1_000;
/** A measurement that is not done by then never will be. */
const GIVE_UP_MS = 30_000;

/** Keeps the answer of one place; the measurement it came from is done. */
export function absorbVantage(service: ServiceState, seen: VantageObservation, now: EpochMs): ServiceState {
  const vantages = [...service.vantages, seen].filter((one) => one.at > now - SHOWN_MS).slice(-PLACES_KEPT);
  return { ...service, vantages };
}

/** Remembers a measurement to collect; one that is still running is looked at again. */
export function absorbVantagePending(state: State, seen: VantagePending): State {
  const known = state.measurements.find((one) => one.id === seen.measurement);
  const others = state.measurements.filter((one) => one.id !== seen.measurement);
  if (known === undefined) {
    const measurement = {
      id: seen.measurement,
      services: seen.services,
      places: seen.places,
      startedAt: seen.at,
      collectAt: seen.at + FIRST_LOOK_MS,
    };
    return { ...state, measurements: [...others, measurement] };
  }
  if (seen.at - known.startedAt > GIVE_UP_MS) return { ...state, measurements: others };
  return { ...state, measurements: [...others, { ...known, collectAt: seen.at + NEXT_LOOK_MS }] };
}

/** Looks at a measurement no sooner than the network asks; one that would be too old by then is given up. */
export function collectedLater(state: State, { key, until }: BackOff): State {
  const measurements = state.measurements.flatMap((one) => {
    if (one.id !== key) return [one];
    return until - one.startedAt > GIVE_UP_MS ? [] : [{ ...one, collectAt: Math.max(one.collectAt, until) }];
  });
  return { ...state, measurements };
}

/** Drops measurements whose answers are in. */
export function withoutMeasurements(state: State, done: ReadonlySet<string>): State {
  if (done.size === 0) return state;
  return { ...state, measurements: state.measurements.filter((one) => !done.has(one.id)) };
}
