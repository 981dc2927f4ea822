/** One step as the log keeps it. */
import { placeIdOf } from '@/utils/diagnosis/place-id';
import { evidenceLinesOf } from '@/utils/incidents/evidence-lines';
import { isPaused } from '@/utils/incidents/paused';
import { isSlowed } from '@/utils/incidents/resting';
import { changedIncidents, samplesOf } from '@/utils/incidents/rows';
import type { Incident, State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Notice } from '@/utils/model';
import type { GapRow, IncidentRow } from '@/utils/store/rows';
import type { Write } from '@/utils/store/state';
import { episodesOf, LINES_AT_MOST, openEpisodes } from './episodes';

const MEMBERS_AT_MOST = 8;

/** Makes the one write of a step. `wasOpen`: the browser was, in the time since the tick before. */
export function rowsOf(step: KeptStep, names: Readonly<Record<string, string>>, wasOpen: boolean): Write {
  const { before, state, seen, notices, now } = step;
  const changed = changedIncidents(before, state);
  const incidents = state.incidents.filter(
    (one) =>
      changed.includes(one) ||
      notices.some((notice) => isAbout(notice, one)) ||
      one.members.some(({ service, restoredAt }) => restoredAt === null && newPlaces(step, service).size > 0),
  );
  const rows = [...incidents.map((incident) => rowOf(incident, step, names)), ...episodesOf(step, names)];
  return {
    at: now,
    state,
    samples: samplesOf(before, state, seen),
    incidents: rows,
    gaps: gapsOf(step, wasOpen),
    setBack: before.lastTickAt !== null && before.lastTickAt > now,
    open: [
      ...state.incidents.filter(({ closedAt }) => closedAt === null).map(({ id }) => id),
      ...openEpisodes(state),
    ],
    durable: notices.length > 0 || rows.length > 0,
  };
}

function rowOf(incident: Incident, step: KeptStep, names: Readonly<Record<string, string>>): IncidentRow {
  return {
    id: incident.id,
    shared: incident.shared,
    members: incident.members.map((member) => ({ ...member, verdict: member.verdict.name })),
    openedAt: incident.since,
    closedAt: incident.closedAt,
    scope: incident.verdict.scope,
    verdict: incident.verdict,
    phases: incident.phases,
    toldAt: incident.told?.at ?? null,
    notices: step.notices
      .filter((notice) => isAbout(notice, incident))
      .map(({ kind, mood }) => ({ at: step.now, kind, ...(mood && { mood }) })),
    evidence: evidenceOf(incident, step, names),
  };
}

/** Its own notice, one that it shares, or one that tells of its services that they are back. */
function isAbout(notice: Notice, { id, told, members, since, closedAt }: Incident): boolean {
  if (notice.id === id || notice.id === told?.digest) return true;
  if (notice.mood !== 'wished' && notice.mood !== 'morning') return false;
  if (closedAt === null && notice.mood === 'morning') return false;
  const isThen = since <= (notice.until ?? since) && (closedAt ?? notice.since) >= notice.since;
  return isThen && members.some(({ service }) => notice.services.includes(service));
}

/**
 * What is known when an incident is confirmed and whenever its verdict changes, and what further places said, once where
 * several services were asked for together; the log adds it to what it has.
 */
function evidenceOf(
  incident: Incident,
  step: KeptStep,
  names: Readonly<Record<string, string>>,
): IncidentRow['evidence'] {
  const { before, state, watched, now } = step;
  const old = before.incidents.find((one) => one.id === incident.id);
  const isNews = (id: string) => {
    const member = old?.members.find((one) => one.service === id);
    return member === undefined || member.verdict.name !== memberOf(incident, id)?.verdict.name;
  };
  const said = new Set<string>();
  return incident.members
    .filter((member) => member.restoredAt === null)
    .slice(0, MEMBERS_AT_MOST)
    .flatMap(({ service: id }) => {
      const service = state.services[id];
      if (service === undefined) return [];
      const isNew = isNews(id);
      const places = newPlaces(step, id);
      if (!isNew && places.size === 0) return [];
      const isUnsaid = (place: string) => places.has(place) && !said.has(place);
      const lines = evidenceLinesOf(state, service, watched, names, now)
        .filter(({ place }) => isNew || (place !== null && isUnsaid(placeIdOf(place))))
        .slice(0, LINES_AT_MOST);
      for (const { place } of lines) if (place !== null) said.add(placeIdOf(place));
      return lines.length === 0 ? [] : [{ at: now, service: id, lines }];
    });
}

/** Places that said nothing about a service before this step. */
function newPlaces({ before, state }: KeptStep, id: string): ReadonlySet<string> {
  const placesIn = ({ services }: State) => services[id]?.vantages.map(placeIdOf) ?? [];
  const known = new Set(placesIn(before));
  return new Set(placesIn(state).filter((place) => !known.has(place)));
}

function memberOf(incident: Incident, id: string) {
  return incident.members.find((one) => one.service === id);
}

/** The time before this step in which nobody watched, or seldom. */
function gapsOf({ before, state, settings, watched, now }: KeptStep, wasOpen: boolean): readonly GapRow[] {
  const from = before.lastTickAt;
  if (from === null || from >= now) return [];
  const woke = state.wokeAt !== before.wokeAt ? state.wokeAt : null;
  if (woke !== null && !wasOpen) return [{ from, to: woke, why: 'closed' }];
  if (isPaused(settings, now) && before.lastTickAt !== state.lastTickAt)
    return [{ from, to: now, why: 'paused' }];
  if (woke !== null) return [{ from, to: woke, why: 'asleep' }];
  const rested = isSlowed(before, watched) && before.lastTickAt !== state.lastTickAt;
  return rested ? [{ from, to: now, why: 'resting' }] : [];
}
