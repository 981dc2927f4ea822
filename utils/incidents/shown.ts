/** Changing what is shown of a service: health and verdict, and what the verdict rests on. Pure. */
import type { EpochMs, Health, Judgement, Verdict } from '@/utils/model';
import { NO_VERDICT, type ServiceState } from './state';

/** Shows a health and a verdict; the health's age goes on when it stays the same. */
export function shown(
  service: ServiceState,
  health: Health,
  verdict: Verdict,
  judged: Judgement,
  now: EpochMs,
): ServiceState {
  const healthAt = service.health === health ? service.healthAt : now;
  const basis = { knowledge: judged.knowledge, symptom: judged.symptom, at: now };
  return { ...service, health, healthAt, verdict, basis };
}

/** Shows that something is being checked, and claims nothing. */
export function suspected(service: ServiceState, now: EpochMs): ServiceState {
  if (service.health === 'suspect') return service;
  return { ...service, health: 'suspect', healthAt: now, verdict: NO_VERDICT };
}

/** Forgets what was going on: nothing is any more. */
export function ended(service: ServiceState): ServiceState {
  if (service.failingSince === null && !service.inIncident) return service;
  return { ...service, failingSince: null, inIncident: false };
}

/** Changes the verdict of an open incident, but only for better knowledge or another way of failing. */
export function reworded(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (judged.verdict.scope === 'unknown' || judged.gate === null) return service;
  const { basis } = service;
  const knowsMore = judged.knowledge >= basis.knowledge;
  const failsOtherwise = groupOf(judged.symptom) !== groupOf(basis.symptom) && judged.knowledge > 0;
  if (!knowsMore && !failsOtherwise) return service;
  return shown(service, service.health, judged.verdict, judged, now);
}

/** Which failures are the same to the reader: a change among them is no news. */
function groupOf(symptom: Judgement['symptom']): string {
  if (symptom === null) return 'none';
  if (symptom === 'dns') return 'names';
  if (symptom === '5xx' || symptom === 'loop' || symptom === 'maintenance') return 'errors';
  if (symptom === 'slow') return 'slow';
  return symptom.startsWith('cert_') ? 'certificates' : 'silence';
}
