/** What to tell, once: one notice per incident, replaced when it changes and when it is over. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Notice, Settings, VerdictName, Watched } from '@/utils/model';
import { blockOf } from './blocks';
import { isCounted, isOwnSide } from './counted';
import { closedAtOf, digestWith, toldWith, waitsForOthers } from './digest';
import { type Incident, NO_VERDICT, type State } from './state';

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
  if (!settings.notifications) return { state, notices: [] };
  const notices: Notice[] = [];
  let { incidents } = state;
  for (const { id } of state.incidents) {
    const incident = incidents.find((one) => one.id === id);
    const telling = incident === undefined ? null : tellingOf(incident, incidents, state, watched, now);
    if (telling === null) continue;
    const { notice, about } = telling;
    notices.push(notice);
    incidents = incidents.map((one) => (about.includes(one) ? markTold(one, telling, now) : one));
  }
  return { state: { ...state, incidents }, notices };
}

/** One notice, and the incidents that it tells. */
interface Telling {
  notice: Notice;
  about: readonly Incident[];
  digest: string | null;
}

function markTold(incident: Incident, { notice, digest }: Telling, now: EpochMs): Incident {
  const told = {
    at: incident.told?.at ?? now,
    scope: incident.verdict.scope,
    services: incident.members.length,
    back: notice.kind === 'closed' ? CLOSED : notice.back.length,
    digest,
  };
  return { ...incident, told };
}

/** In place of the number that is back: all are, and that was told. */
const CLOSED = -1;

function tellingOf(
  incident: Incident,
  all: readonly Incident[],
  state: State,
  watched: readonly Watched[],
  now: EpochMs,
): Telling | null {
  if (incident.told === null) {
    if (!isDue(incident, state, watched, now)) return null;
    const together = digestWith(incident, all);
    if (together === null) {
      return { notice: openedNotice(incident, watched), about: [incident], digest: null };
    }
    const digest = `digest-${incident.id}`;
    return { notice: digestNotice(digest, together, watched), about: together, digest };
  }
  const { digest } = incident.told;
  if (incident.told.back === CLOSED) return null;
  if (digest === null) {
    const notice = changedNotice(incident, incident.told, watched);
    return notice === null ? null : { notice, about: [incident], digest };
  }
  const about = toldWith(incident, all);
  const until = closedAtOf(about);
  if (until === null) return null;
  return { notice: { ...digestNotice(digest, about, watched), kind: 'closed', until }, about, digest };
}

function changedNotice(
  incident: Incident,
  told: NonNullable<Incident['told']>,
  watched: readonly Watched[],
): Notice | null {
  const opened = openedNotice(incident, watched);
  if (incident.closedAt !== null) return { ...opened, kind: 'closed', until: incident.closedAt };
  const sideChanged = told.scope !== incident.verdict.scope;
  const back = incident.members.filter((member) => member.restoredAt !== null);
  const grown = incident.members.length > told.services;
  if (!sideChanged && !grown && back.length === told.back) return null;
  return { ...opened, kind: 'updated', back: back.map((member) => member.service), alert: sideChanged };
}

/** One notice for outages that share nothing but their hour. */
function digestNotice(id: string, together: readonly Incident[], watched: readonly Watched[]): Notice {
  const notices = together.map((one) => openedNotice(one, watched));
  const [first] = notices;
  const since = Math.min(...notices.map((one) => one.since));
  const services = notices.flatMap((one) => one.services);
  const everyone = notices.every((one) => one.everyone);
  const verdict = first?.verdict ?? NO_VERDICT;
  return {
    id,
    kind: 'opened',
    about: 'service',
    services,
    back: [],
    family: null,
    verdict: { ...verdict, name: 'service_down' },
    everyone,
    since,
    until: null,
    alert: true,
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
    return (
      incident.verdict.scope !== 'network' &&
      !wasBlocked(incident, state) &&
      stillFails(incident, state, TOLD_OWN_AFTER_MS, now)
    );
  }
  if (!isCounted(incident.verdict)) return false;
  const waitMs = waitOf(incident, state, watched);
  if (!stillFails(incident, state, waitMs, now)) return false;
  return !waitsForOthers(incident, incident.since + waitMs, state, watched, now);
}

const PASSING: ReadonlySet<VerdictName> = new Set<VerdictName>(['service_5xx', 'partial']);

function waitOf(incident: Incident, state: State, watched: readonly Watched[]): number {
  // Errors of a minute are what a restart looks like; refusals and lost names do not come from one.
  const passing = PASSING.has(incident.verdict.name);
  const soon = incident.members.some((member) => {
    const interval = watched.find((one) => one.id === member.service)?.intervalMs;
    const samples = state.services[member.service]?.samples ?? [];
    const seen = samples.some(
      (sample) => sample.how === 'page-load' && sample.at >= incident.since && isBad(sample.symptom),
    );
    return seen || (!passing && interval !== undefined && interval <= SHORT_INTERVAL_MS);
  });
  return soon ? TOLD_SOON_AFTER_MS : TOLD_AFTER_MS;
}

/** A block is told the first time on a network. */
function wasBlocked({ members, since }: Incident, state: State): boolean {
  return members.every(({ service }) => (blockOf(state, service)?.since ?? since) < since);
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
