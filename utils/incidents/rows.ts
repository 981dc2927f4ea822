/** What the log is to remember of one step. Pure. */
import { SOFT, symptomOf } from '@/utils/diagnosis/symptom';
import type { HttpObservation, Observation, Symptom } from '@/utils/model';
import type { Incident, State } from './state';

/** One answer of one service, as the log counts it. */
export interface LoggedSample {
  service: string;
  at: number;
  outcome: 'up' | 'slow' | 'down' | 'yours' | 'unknown';
  latencyMs: number | null;
  kind: string | null;
  how: 'probe' | 'page-load';
}

/** Lists the samples of this step, but none of guests; those during a fault of one's own count as the reader's side. */
export function samplesOf(state: State, seen: readonly Observation[]): LoggedSample[] {
  return seen.flatMap((one) => {
    if (one.source !== 'probe' && one.source !== 'page-load') return [];
    const service = state.services[one.target];
    if (service === undefined || one.target in state.guests) return [];
    const symptom = symptomOf(one, service.usual);
    return symptom === 'void' ? [] : [loggedOf(one, symptom, state.own !== null)];
  });
}

function loggedOf(seen: HttpObservation, symptom: Symptom, own: boolean): LoggedSample {
  const up = symptom === 'answers' || SOFT.has(symptom);
  const failed = own ? 'yours' : 'down';
  return {
    service: seen.target,
    at: seen.at,
    outcome: up ? 'up' : symptom === 'slow' ? 'slow' : failed,
    latencyMs: seen.outcome === 'ok' ? seen.tookMs : null,
    kind: up ? null : symptom,
    how: seen.source === 'page-load' && seen.inTab !== true ? 'page-load' : 'probe',
  };
}

/** Lists incidents that changed in this step. */
export function changedIncidents(before: State, after: State): readonly Incident[] {
  return after.incidents.filter((incident) => {
    const old = before.incidents.find((one) => one.id === incident.id);
    return old === undefined || JSON.stringify(old) !== JSON.stringify(incident);
  });
}
