/** Changing what is shown of a service: health and verdict, and what the verdict rests on. Pure. */

import { isOwnLine, isOwnSide } from '@/utils/diagnosis/side';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Health, Judgement, Verdict } from '@/utils/model';
import { lastTelling } from './samples';
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
  return { ...service, health, healthAt, verdict, basis: basisOf(judged, now) };
}

/** Shows that something is being checked, and claims nothing. */
export function suspected(service: ServiceState, now: EpochMs): ServiceState {
  if (service.health === 'suspect') return service;
  return { ...service, health: 'suspect', healthAt: now, verdict: NO_VERDICT };
}

/** Nothing is known yet since a fault of one's own ended: it is being checked, unless more was known before. */
export function awaited(service: ServiceState, now: EpochMs): ServiceState {
  if (service.health !== 'unknown' || !isOwnLine(service.verdict.scope)) return service;
  return service.held === null ? suspected(service, now) : released(service);
}

/** Remembers what places elsewhere said while nothing is claimed yet. */
export function informed(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  return judged.elsewhere === null ? service : { ...service, basis: basisOf(judged, now) };
}

function basisOf(judged: Judgement, now: EpochMs): ServiceState['basis'] {
  const { knowledge, symptom } = judged;
  return { knowledge, places: judged.elsewhere !== null, symptom, at: now };
}

/** Shows a fault of one's own; what was known of an open incident is held until it is over. */
export function ownFault(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const { health, healthAt, verdict, basis } = service;
  const held = service.held ?? (service.inIncident ? { health, healthAt, verdict, basis } : null);
  return { ...shown(service, 'unknown', judged.verdict, judged, now), held };
}

/** One's own line is in question: an outage is claimed again once a control has answered, and held until then. */
export function questioned(service: ServiceState, now: EpochMs): ServiceState {
  const { health, healthAt, verdict, basis, inIncident, samples } = service;
  const last = lastTelling(samples);
  if (!inIncident || last === undefined || !isBad(last.symptom) || isOwnSide(verdict)) return service;
  return { ...suspected(service, now), held: service.held ?? { health, healthAt, verdict, basis } };
}

/** The own fault is over: what was known of an open incident holds again. */
export function released(service: ServiceState): ServiceState {
  return service.held === null ? service : { ...service, ...service.held, held: null };
}

/** Forgets what was going on: nothing is any more. */
export function ended(service: ServiceState): ServiceState {
  if (service.failingSince === null && !service.inIncident) return service;
  return { ...service, failingSince: null, inIncident: false, before: null };
}

/**
 * Changes the verdict of an open incident, but never for lack of evidence: what places elsewhere said holds until
 * they are asked again, or until the public resolvers lose the name.
 */
export function reworded(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (judged.verdict.name === 'unknown' || judged.gate === null) return service;
  const { basis } = service;
  // Routing is asked seldom: what was withdrawn stays so until it is seen to be announced again.
  if (judged.symptom === basis.symptom && isStillWithdrawn(service.verdict, judged)) return service;
  if (isTurned(service.verdict, judged.verdict) && !isSeenToWork(judged)) return service;
  const askedElsewhere = judged.elsewhere !== null || judged.resolversFail;
  const knowsMore = !basis.places && judged.knowledge >= basis.knowledge;
  if (!askedElsewhere && !knowsMore) return service;
  if (!isOldNews(service, judged)) return shown(service, service.health, judged.verdict, judged, now);
  // What was counted is not counted down, nor told less surely, as it gets older.
  const next = shown(service, service.health, service.verdict, judged, now);
  return { ...next, basis: { ...next.basis, places: true } };
}

/** Nobody's outage becomes a fault of the reader's side because it fails in another way, or a name is found again. */
function isTurned(before: Verdict, after: Verdict): boolean {
  return isOwnSide(after) && !isOwnSide(before);
}

/** Others see that it works: everybody, or, for what lies in between, those far away. */
function isSeenToWork({ verdict, elsewhere }: Judgement): boolean {
  if (elsewhere === 'none') return true;
  return !isOwnLine(verdict.scope) && (elsewhere === 'near' || elsewhere === 'network');
}

/** Nobody elsewhere said anything new, and what is called the same is no surer without them. */
function isOldNews({ verdict, basis, vantages }: ServiceState, judged: Judgement): boolean {
  const same = verdict.name === judged.verdict.name && verdict.scope === judged.verdict.scope;
  const isSurer = CONFIDENCE[judged.verdict.confidence] > CONFIDENCE[verdict.confidence];
  return same && !isSurer && basis.places && vantages.every((seen) => seen.at <= basis.at);
}

const CONFIDENCE = { high: 2, medium: 1, low: 0 } as const;

function isStillWithdrawn({ name, rule }: Verdict, { gone }: Judgement): boolean {
  return name === 'bgp_withdrawn' && (rule === 'routes-gone' ? gone.address : gone.nameServers) === null;
}
