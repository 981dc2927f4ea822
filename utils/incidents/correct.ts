/** "Not what you see?": what a person says of a service, taken at their word. Pure. */
import { isPersonsWord, SAID_WORKS } from '@/utils/diagnosis/sentence';
import { isTheirSide } from '@/utils/diagnosis/side';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Judgement, Sample, ServiceId, Symptom, Verdict } from '@/utils/model';
import { isAdmitted } from './admitted';
import { lastTelling } from './samples';
import { ended, reworded } from './shown';
import { type Incident, NO_VERDICT, type ServiceState, type State } from './state';

/** Their word holds this long against the same failure. */
const HOLDS_MS = 3_600_000;
/** Everybody is asked about a service that is said to fail, for this long, whatever its probe says. */
const INSISTED_MS = 60_000;

/** What our own question gets wrong, if the person is right: it works, and our address does not. */
export const CONTRADICTED: Verdict = {
  name: 'probe_broken',
  scope: 'unknown',
  confidence: 'low',
  rule: SAID_WORKS,
  numbers: {},
};

/** Others see it fail, or it says so itself: what the person says holds for here alone. */
function isSeenElsewhere({ verdict, report, inIncident, held }: ServiceState): boolean {
  if (!inIncident || held !== null || !isTheirSide(verdict.scope)) return false;
  const { placesFailing = 0, resolversFailing = 0 } = verdict.numbers;
  return placesFailing > 0 || resolversFailing > 0 || isAdmitted(report);
}

/** It fails for others, and works here. */
function worksHere(verdict: Verdict): Verdict {
  return { ...verdict, name: 'partial', scope: 'global', rule: SAID_WORKS };
}

/**
 * "It works for me": what is going on is over here, and the same failure opens nothing for a while. That it answers is
 * the person's word and nothing that was seen: no answer is noted, and nobody is told that it is back. What others saw
 * one person's word does not undo: that goes on, and does not count here.
 */
export function saidToWork(state: State, id: ServiceId, now: EpochMs): State {
  const known = state.services[id];
  const against = lastTelling(known?.samples ?? [])?.symptom;
  if (known !== undefined && against !== undefined && isBad(against) && isSeenElsewhere(known))
    return withSaid(state, id, (one) => heardOf(one, against, now));
  const said = withSaid(state, id, (service) => {
    const failure = lastTelling(service.samples)?.symptom ?? null;
    if (failure !== null && isBad(failure)) {
      const well = ended({ ...service, held: null, verdict: CONTRADICTED, health: 'unknown', healthAt: now });
      return { ...well, said: { at: now, against: failure } };
    }
    const well = ended({ ...service, held: null, verdict: CONTRADICTED, health: 'up', healthAt: now });
    const samples = [...service.samples, sampleOf('answers', now)];
    return { ...well, samples, lastAnswerAt: now, said: null };
  });
  return { ...said, incidents: said.incidents.map((incident) => cleared(incident, id, now)) };
}

/** Keeps what was thought of it, for when the word no longer holds. */
function heardOf(service: ServiceState, against: Symptom, now: EpochMs): ServiceState {
  const { verdict } = service;
  const before = isSaidToWork(service) ? service.before : verdict;
  const said = { at: now, against };
  return { ...service, before, verdict: worksHere(verdict), health: 'unknown', healthAt: now, said };
}

/** It goes on failing here as it did when the person said that it works: over it is once nobody else sees it either. */
export function takenAtWord(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const next = reworded(service, judged, now);
  if (next === service) return service;
  return isSeenElsewhere(next)
    ? { ...next, verdict: worksHere(next.verdict), before: next.verdict }
    : ended({ ...next, verdict: CONTRADICTED });
}

/** The word no longer holds: what was thought of it before does again. */
export function asBeforeSaid(service: ServiceState): ServiceState {
  return { ...service, verdict: service.before ?? NO_VERDICT, before: null };
}

/** The person's word ends what was open about this one; the incident is over once nothing else fails in it. */
function cleared(incident: Incident, id: ServiceId, now: EpochMs): Incident {
  if (incident.closedAt !== null) return incident;
  const members = incident.members.map((member) =>
    member.service === id && member.restoredAt === null
      ? { ...member, restoredAt: now, said: true as const }
      : member,
  );
  return { ...incident, members };
}

/** "It fails for me": a failed visit of the person, and reason to ask everybody at once. */
export function saidToFail(state: State, id: ServiceId, now: EpochMs): State {
  return withSaid(state, id, (service) => ({
    ...service,
    samples: [...service.samples, sampleOf('failed', now)],
    failingSince: service.failingSince ?? now,
    nextProbeAt: now,
    said: null,
    insistedAt: now,
  }));
}

function withSaid(state: State, id: ServiceId, change: (service: ServiceState) => ServiceState): State {
  const service = state.services[id];
  return service === undefined ? state : { ...state, services: { ...state.services, [id]: change(service) } };
}

function sampleOf(symptom: Sample['symptom'], at: EpochMs): Sample {
  return { at, symptom, tookMs: null, status: null, how: 'page-load', retryAfterMs: null };
}

/** Whether the person said that it works, and it still fails in the way it did then. */
export function isContradicted({ said, samples }: ServiceState, now: EpochMs): boolean {
  if (said === null || now - said.at > HOLDS_MS) return false;
  const since = samples.filter((sample) => sample.at > said.at && sample.symptom !== 'void');
  return since.every((sample) => sample.symptom === said.against && sample.how === 'probe');
}

/** Whether the person has just said that it fails. */
export function isInsisted({ insistedAt }: ServiceState, now: EpochMs): boolean {
  return insistedAt !== null && now - insistedAt < INSISTED_MS;
}

/** Tells whether it is the person's word that holds, against what our own question gets. */
export function isSaidToWork({ verdict }: Pick<ServiceState, 'verdict'>): boolean {
  return isPersonsWord(verdict);
}
