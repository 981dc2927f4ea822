/** What the log is to remember of one step. Pure. */

import { isOwnSide } from '@/utils/diagnosis/side';
import { SOFT, symptomOf } from '@/utils/diagnosis/symptom';
import type { EpochMs, HttpObservation, Observation, Sample, SampleRow, Symptom } from '@/utils/model';
import type { Incident, ServiceState, State } from './state';

/**
 * Lists the samples of this step, but none of guests. What failed on the reader's own side (a fault of one's own, a
 * block) is not the service's; so are the failures before it that the log took for the service's, which are corrected.
 */
export function samplesOf(before: State, state: State, seen: readonly Observation[]): SampleRow[] {
  const news = seen.flatMap((one): SampleRow[] => {
    if (one.source !== 'probe' && one.source !== 'page-load') return [];
    const service = state.services[one.target];
    if (service === undefined || one.target in state.guests) return [];
    const symptom = symptomOf(one, service.usual);
    return symptom === 'void' ? [] : [loggedOf(one, symptom, ownSince(state, service) !== null)];
  });
  const favourites = Object.values(state.services).filter(({ id }) => !(id in state.guests));
  return [...news, ...favourites.flatMap((service) => correctionsOf(before, state, service, seen))];
}

function loggedOf(seen: HttpObservation, symptom: Symptom, own: boolean): SampleRow {
  const outcome = outcomeOf(symptom);
  return {
    service: seen.target,
    at: seen.at,
    outcome: outcome === 'down' && own ? 'yours' : outcome,
    latencyMs: seen.outcome === 'ok' ? seen.tookMs : null,
    kind: outcome === 'up' ? null : symptom,
    how: seen.source === 'page-load' && seen.inTab !== true ? 'page-load' : 'probe',
  };
}

function outcomeOf(symptom: Symptom): 'up' | 'slow' | 'down' {
  if (symptom === 'answers' || SOFT.has(symptom)) return 'up';
  return symptom === 'slow' ? 'slow' : 'down';
}

/** Since when failures of a service are known to be the reader's side; null while they are not. */
function ownSince(state: State, service: ServiceState): EpochMs | null {
  if (state.own !== null) return state.own.since;
  return service.inIncident && isOwnSide(service.verdict) ? service.failingSince : null;
}

function correctionsOf(
  before: State,
  state: State,
  service: ServiceState,
  seen: readonly Observation[],
): SampleRow[] {
  const known = before.services[service.id];
  const since = ownSince(state, service);
  if (since === null || known === undefined || ownSince(before, known) !== null) return [];
  const isNew = ({ at }: Sample) => seen.some((one) => one.at === at && targetOf(one) === service.id);
  return service.samples
    .filter((sample) => sample.at >= since && outcomeOf(sample.symptom) === 'down')
    .filter((sample) => sample.symptom !== 'void' && !isNew(sample))
    .map(({ at, how }) => ({
      service: service.id,
      at,
      outcome: 'yours',
      was: 'down',
      latencyMs: null,
      kind: null,
      how,
    }));
}

function targetOf(seen: Observation): string | null {
  return seen.source === 'probe' || seen.source === 'page-load' ? seen.target : null;
}

/** Lists incidents that changed in this step. */
export function changedIncidents(before: State, after: State): readonly Incident[] {
  return after.incidents.filter((incident) => {
    const old = before.incidents.find((one) => one.id === incident.id);
    return old === undefined || JSON.stringify(old) !== JSON.stringify(incident);
  });
}
