/** What to tell, once: one notice per incident, replaced when it changes and when it is over. Pure. */

import { isOwnSide } from '@/utils/diagnosis/side';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Notice, Settings, VerdictName, Watched } from '@/utils/model';
import { blockOf } from './blocks';
import { isSaidToWork } from './correct';
import { isCounted } from './counted';
import { waitsForOthers } from './digest';
import { restoredIn } from './member';
import { speakingOf } from './mutes';
import { morningNotice, withOvernight } from './overnight';
import { isRareHere } from './rare';
import type { Incident, State } from './state';
import {
  againTelling,
  type Choices,
  CLOSED,
  clearedNotice,
  firstTelling,
  flappingIn,
  nextTelling,
  relapsedAtOf,
  type Telling,
} from './telling';

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
  choices: Pick<Settings, 'notifications'> & Choices,
  now: EpochMs,
): Told {
  if (!choices.notifications) return silenced(state);
  const speaking = speakingOf(state, watched, now);
  const morning = choices.quiet ? null : morningNotice(state);
  const notices: Notice[] = morning === null ? [] : [morning];
  const held = withHeld(morning === null ? state : { ...state, overnight: [] }, speaking, choices.quiet, now);
  let { incidents, overnight } = held;
  for (const { id } of held.incidents) {
    const incident = incidents.find((one) => one.id === id);
    const telling =
      incident === undefined ? null : tellingOf(incident, incidents, state, speaking, choices, now);
    if (telling === null) continue;
    const { notice, about } = telling;
    if (choices.quiet) overnight = withOvernight(overnight, about, speaking);
    notices.push(notice);
    incidents = incidents.map((one) => (about.includes(one) ? markTold(one, telling, now) : one));
  }
  return { state: { ...held, incidents, overnight }, notices };
}

/** What is on the screen is taken away, and what was told ends there. */
function silenced(state: State): Told {
  const shown = state.incidents.filter(({ told }) => told !== null && told.back !== CLOSED);
  if (shown.length === 0) return { state, notices: [] };
  const notices = new Map(shown.map((one) => [one.told?.digest ?? one.id, clearedNotice(one)]));
  const incidents = state.incidents.map(
    (one): Incident =>
      one.told === null || !shown.includes(one) ? one : { ...one, told: { ...one.told, back: CLOSED } },
  );
  return { state: { ...state, incidents }, notices: [...notices.values()] };
}

/** Keeps in mind what was to be told in quiet hours; what is over by then is a matter for the morning. */
function withHeld(state: State, speaking: readonly Watched[], quiet: boolean, now: EpochMs): State {
  const over = state.incidents.filter((one) => one.held && one.closedAt !== null);
  const incidents = state.incidents.map((one): Incident => {
    const { held, ...rest } = one;
    if (over.includes(one)) return rest;
    const holds = quiet && !held && one.told === null && isDue(one, state, speaking, now);
    return holds ? { ...one, held: true } : one;
  });
  return { ...state, incidents, overnight: withOvernight(state.overnight, over, speaking) };
}

function markTold(incident: Incident, { notice, digest }: Telling, now: EpochMs): Incident {
  const isOver = notice.kind === 'closed' || notice.kind === 'cleared';
  const restored = restoredIn(incident);
  const { held: _, ...rest } = incident;
  const told: NonNullable<Incident['told']> = {
    at: incident.told?.at ?? now,
    scope: incident.verdict.scope,
    services: incident.members.length,
    back: isOver ? CLOSED : notice.kind === 'opened' ? 0 : restored.length,
    digest,
    ...((notice.mood === 'flapping' || incident.told?.flapping) && { flapping: true }),
  };
  return { ...rest, told };
}

function tellingOf(
  incident: Incident,
  all: readonly Incident[],
  state: State,
  speaking: readonly Watched[],
  choices: Choices,
  now: EpochMs,
): Telling | null {
  const relapsedAt = relapsedAtOf(incident);
  if (relapsedAt !== null) {
    const again = { ...incident, since: relapsedAt };
    return !choices.quiet && isDue(again, state, speaking, now)
      ? againTelling(incident, again, speaking)
      : null;
  }
  if (incident.told !== null) return nextTelling(incident, all, state, speaking, choices);
  if (choices.quiet || !isDue(incident, state, speaking, now)) return null;
  return firstTelling(incident, all, state, speaking);
}

function isDue(incident: Incident, state: State, watched: readonly Watched[], now: EpochMs): boolean {
  // While a fault of one's own holds, nobody knows whether it still goes on.
  if (incident.closedAt !== null || state.own !== null) return false;
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
  // It has been confirmed again and again: no need to wait longer than for what lasts.
  if (flappingIn(incident, state, watched).length > 0)
    return stillFails(incident, state, TOLD_SOON_AFTER_MS, now);
  if (isRareHere(incident, state)) return false;
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
    const service = state.services[member.service];
    if (service !== undefined && isSaidToWork(service)) return false;
    // One failure while it comes back is forgiven, and no time to begin telling; nor is a line in question.
    if (service?.health === 'recovering' || service?.held != null) return false;
    const last = service?.samples.findLast((sample) => sample.symptom !== 'void');
    if (last === undefined || !isBad(last.symptom) || now - last.at > 120_000) return false;
    // A computer without a network fails everywhere: that is no check.
    if (last.symptom === 'offline') return false;
    return last.at - incident.since >= afterMs;
  });
}
