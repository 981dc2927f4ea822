/** Groups what fails into incidents: one per family or shared cloud, over time. Pure. */

import { isEverywhere } from '@/utils/diagnosis/explain';
import { isUnwitnessed } from '@/utils/diagnosis/sentence';
import { isOwnSide } from '@/utils/diagnosis/side';
import type { EpochMs, Phase, Verdict, Watched } from '@/utils/model';
import type { Member } from './member';
import { groundOf, sharedOf } from './peers';
import type { Incident, ServiceState, State } from './state';

/** Closed incidents are kept this long, so that a late event still finds its own. */
const KEPT_MS = 3_600_000;
/** What fails again within this is the same outage (docs/decisions.md, 52). */
const RELAPSE_MS = 600_000;

/** Opens, extends, updates and closes incidents to match the services' states. Safe to repeat. */
export function advanceIncidents(state: State, watched: readonly Watched[], now: EpochMs): State {
  let incidents = state.incidents.filter(
    (incident) => incident.closedAt === null || now - incident.closedAt < KEPT_MS,
  );
  for (const one of watched) {
    const service = state.services[one.id];
    if (service?.inIncident !== true || isMember(incidents, one.id)) continue;
    incidents = join(incidents, one, service, watched, now);
  }
  const known = new Set(watched.map((one) => one.id));
  return { ...state, incidents: incidents.map((incident) => refreshed(incident, state, known, now)) };
}

function isMember(incidents: readonly Incident[], id: string): boolean {
  return incidents.some(
    (incident) =>
      incident.closedAt === null &&
      incident.members.some((member) => member.service === id && member.restoredAt === null),
  );
}

/** Adds a service to the open incident of its family or cloud, or opens one of its own. */
function join(
  incidents: readonly Incident[],
  one: Watched,
  service: ServiceState,
  watched: readonly Watched[],
  now: EpochMs,
): Incident[] {
  const since = service.failingSince ?? service.healthAt;
  const member: Member = { service: one.id, since, restoredAt: null, verdict: service.verdict };
  const home =
    incidents.find((incident) => belongs(incident, one, service, watched)) ??
    incidents.findLast((incident) => goesOn(incident, one, service, now));
  if (home === undefined) {
    const incident: Incident = {
      id: `${one.id}-${since}`,
      shared: null,
      members: [member],
      since,
      confirmedAt: now,
      verdict: service.verdict,
      phases: [phaseOf(service.verdict, now)],
      told: null,
      closedAt: null,
    };
    return [...incidents, incident];
  }
  const members = [...home.members.filter((other) => other.service !== one.id), member];
  const isIn = ({ id }: Watched) => members.some(({ service: other }) => other === id);
  const others = watched.filter((other) => !isIn(other));
  const shared = groundOf(watched.filter(isIn), others) ?? home.shared;
  const joined = { ...home, members, shared, since: Math.min(home.since, since), closedAt: null };
  return incidents.map((incident) => (incident === home ? joined : incident));
}

/** What was told and seemed to be over a few minutes ago goes on: a relapse is no second outage. */
function goesOn(
  { told, closedAt, members, verdict }: Incident,
  one: Watched,
  service: ServiceState,
  now: EpochMs,
) {
  return (
    told !== null &&
    closedAt !== null &&
    now - closedAt < RELAPSE_MS &&
    members.some((member) => member.service === one.id) &&
    isOwnSide(verdict) === isOwnSide(service.verdict)
  );
}

/** Falls together: the same family, the same cloud while the cloud is what is blamed, or the same directory; and the same side. */
function belongs(
  incident: Incident,
  one: Watched,
  service: ServiceState,
  watched: readonly Watched[],
): boolean {
  if (incident.closedAt !== null) return false;
  if (incident.members.some((member) => member.service === one.id)) return true;
  if (incident.verdict.scope !== service.verdict.scope) return false;
  // Whatever names it loses, the reader's own directory is one.
  if (service.verdict.scope === 'resolver') return true;
  return incident.members.some((member) => {
    const other = watched.find((candidate) => candidate.id === member.service);
    if (other === undefined) return false;
    if (other.family !== null && other.family === one.family) return true;
    const blamed = service.verdict.name === 'shared_provider' || incident.verdict.name === 'shared_provider';
    return blamed && sharedOf(other, one) !== null;
  });
}

function refreshed(incident: Incident, state: State, known: ReadonlySet<string>, now: EpochMs): Incident {
  if (incident.closedAt !== null) return incident;
  const members = incident.members.map((member) => refreshedMember(member, state, known, now));
  const failing = members.filter((member) => member.restoredAt === null);
  const verdict = worstOf(failing) ?? incident.verdict;
  const changed = verdict.name !== incident.verdict.name && failing.length > 0;
  const phase = phaseOf(verdict, now);
  const phases =
    failing.length > 0 && isTurn(incident.phases.at(-1), phase)
      ? [...incident.phases, phase].slice(-50)
      : incident.phases;
  const closedAt = failing.length === 0 ? Math.max(...members.map((member) => member.restoredAt ?? 0)) : null;
  const told = changed || isCountedAnew(incident.verdict, verdict) ? verdict : incident.verdict;
  const since = Math.min(incident.since, ...members.map((member) => member.since));
  return { ...incident, members, since, verdict: told, phases, closedAt };
}

/** What it is called and told as from now on. */
function phaseOf(verdict: Verdict, now: EpochMs): Phase {
  const { name, rule } = verdict;
  return { at: now, verdict: name, rule, ...(isEverywhere(verdict) && { everyone: true }) };
}

/** It is told in other words than before. */
function isTurn(last: Phase | undefined, next: Phase): boolean {
  if (last?.verdict !== next.verdict || last.everyone !== next.everyone) return true;
  return isGuessed(last) !== isGuessed(next);
}

function isGuessed({ rule = '' }: Phase): boolean {
  return isUnwitnessed({ scope: 'global', rule });
}

/** The same fault, seen by more or fewer than before. */
function isCountedAnew(before: Verdict, after: Verdict): boolean {
  const [old, fresh] = [before.numbers, after.numbers];
  return (
    before.confidence !== after.confidence ||
    old.placesFailing !== fresh.placesFailing ||
    old.places !== fresh.places
  );
}

function refreshedMember(member: Member, state: State, known: ReadonlySet<string>, now: EpochMs): Member {
  if (member.restoredAt !== null) return member;
  const service = state.services[member.service];
  if (service === undefined || !known.has(member.service)) return { ...member, restoredAt: now };
  // Back since the first good answer, not since we believed it.
  if (!service.inIncident) return { ...member, restoredAt: restoredAtOf(service, now) };
  const telling =
    service.held === null &&
    service.verdict.scope !== 'none' &&
    service.health !== 'unknown' &&
    service.health !== 'recovering';
  // What a page told is heard a moment after the probes it set off, and may be what began it.
  const since = Math.min(member.since, service.failingSince ?? member.since);
  return { ...member, since, ...(telling && { verdict: service.verdict }) };
}

function restoredAtOf(service: ServiceState, now: EpochMs): EpochMs {
  const bad = service.samples.findLastIndex(
    (sample) => sample.symptom !== 'answers' && sample.symptom !== 'void',
  );
  const kept = service.samples[bad + 1]?.at ?? now;
  return bad < 0 ? Math.min(kept, service.goodSince ?? kept) : kept;
}

const CONFIDENCE = { high: 2, medium: 1, low: 0 } as const;

/** The surest verdict among the members that still fail. */
function worstOf(members: readonly Member[]): Verdict | null {
  const sorted = [...members].sort(
    (a, b) => CONFIDENCE[b.verdict.confidence] - CONFIDENCE[a.verdict.confidence],
  );
  return sorted[0]?.verdict ?? null;
}
