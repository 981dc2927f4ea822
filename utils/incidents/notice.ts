/** What to tell, once: one notice per incident, replaced when it changes and when it is over. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Notice, Settings, Watched } from '@/utils/model';
import { isCounted, isOwnSide } from './counted';
import type { Incident, State } from './state';

/**
 * Badge first, notice later: an outage is told when it has lasted this long since its first failure and a
 * check after that still failed. A person who was there (a failed page load, the shortest interval) is told sooner.
 */
const TOLD_AFTER_MS = 62_000;
const TOLD_SOON_AFTER_MS = 34_000;
const SHORT_INTERVAL_MS = 30_000;
/** A fault on the reader's own side is told later: it may pass, and there is little to do about it. */
const TOLD_OWN_AFTER_MS = 300_000;

export interface Told {
  state: State;
  notices: readonly Notice[];
}

/** Decides what is to be told now and marks it as told, so that one transaction can keep both. */
export function tellNotices(
  state: State,
  watched: readonly Watched[],
  settings: Pick<Settings, 'notifications'>,
  now: EpochMs,
): Told {
  const notices: Notice[] = [];
  const incidents = state.incidents.map((incident) => {
    const notice = settings.notifications ? noticeOf(incident, state, watched, now) : null;
    if (notice === null) return incident;
    notices.push(notice);
    return markTold(incident, notice, now);
  });
  return { state: { ...state, incidents }, notices };
}

function markTold(incident: Incident, notice: Notice, now: EpochMs): Incident {
  const told = {
    at: incident.told?.at ?? now,
    scope: incident.verdict.scope,
    services: notice.services.length,
    back: notice.kind === 'closed' ? -1 : notice.back.length,
  };
  return { ...incident, told };
}

function noticeOf(
  incident: Incident,
  state: State,
  watched: readonly Watched[],
  now: EpochMs,
): Notice | null {
  if (incident.told === null)
    return isDue(incident, state, watched, now) ? openedNotice(incident, watched) : null;
  if (incident.told.back === -1) return null;
  if (incident.closedAt !== null)
    return { ...openedNotice(incident, watched), kind: 'closed', until: incident.closedAt };
  const sideChanged = incident.told.scope !== incident.verdict.scope;
  const back = incident.members.filter((member) => member.restoredAt !== null);
  const grown = incident.members.length > incident.told.services;
  if (!sideChanged && !grown && back.length === incident.told.back) return null;
  return {
    ...openedNotice(incident, watched),
    kind: 'updated',
    back: back.map((member) => member.service),
    alert: sideChanged,
  };
}

function openedNotice(incident: Incident, watched: readonly Watched[]): Notice {
  const names = incident.members.map((member) => member.service);
  return {
    id: incident.id,
    kind: 'opened',
    about: isOwnSide(incident.verdict) ? 'you' : 'service',
    services: names.filter((id) => watched.some((one) => one.id === id)),
    back: [],
    family: incident.shared,
    verdict: incident.verdict,
    everyone: isEverywhere(incident.verdict),
    since: incident.since,
    until: null,
    alert: true,
  };
}

function isDue(incident: Incident, state: State, watched: readonly Watched[], now: EpochMs): boolean {
  if (incident.closedAt !== null) return false;
  const wants = incident.members.some(
    (member) => watched.find((one) => one.id === member.service)?.notify === true,
  );
  if (!wants) return false;
  if (isOwnSide(incident.verdict)) {
    return incident.verdict.scope !== 'network' && stillFails(incident, state, TOLD_OWN_AFTER_MS, now);
  }
  if (!isCounted(incident.verdict)) return false;
  return stillFails(incident, state, waitOf(incident, state, watched), now);
}

function waitOf(incident: Incident, state: State, watched: readonly Watched[]): number {
  const soon = incident.members.some((member) => {
    const interval = watched.find((one) => one.id === member.service)?.intervalMs;
    const samples = state.services[member.service]?.samples ?? [];
    const seen = samples.some(
      (sample) => sample.how === 'page-load' && sample.at >= incident.since && isBad(sample.symptom),
    );
    return seen || (interval !== undefined && interval <= SHORT_INTERVAL_MS);
  });
  return soon ? TOLD_SOON_AFTER_MS : TOLD_AFTER_MS;
}

/** A check that ended late enough, of a member that has not answered since, still failed. */
function stillFails(incident: Incident, state: State, afterMs: number, now: EpochMs): boolean {
  return incident.members.some((member) => {
    if (member.restoredAt !== null) return false;
    const last = state.services[member.service]?.samples.findLast((sample) => sample.symptom !== 'void');
    if (last === undefined || !isBad(last.symptom) || now - last.at > 120_000) return false;
    return last.at - incident.since >= afterMs;
  });
}
