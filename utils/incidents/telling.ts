/** The notices an incident can have, as data: opened, changed, over; alone or several in one. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { isOwnSide } from '@/utils/diagnosis/side';
import type { EpochMs, Notice, Watched } from '@/utils/model';
import { closedAtOf, digestWith, toldWith } from './digest';
import { isSaid, restoredIn } from './member';
import { type Incident, NO_VERDICT, type State } from './state';

/** One notice, and the incidents that it tells. */
export interface Telling {
  notice: Notice;
  about: readonly Incident[];
  digest: string | null;
}

export interface Choices {
  /** Told when it is back too. */
  tellBack: boolean;
  /** Quiet hours hold now. */
  quiet: boolean;
}

/** In place of the number that is back: all are, and that was told. */
export const CLOSED = -1;

/** Lists the services of an incident that a notice may name. */
export function speakersIn(incident: Incident, speaking: readonly Watched[]): string[] {
  const names = incident.members.map((member) => member.service);
  return names.filter((id) => speaking.some((one) => one.id === id && one.notify));
}

/** The first notice of an incident, or of several that fell together. */
export function firstTelling(
  incident: Incident,
  all: readonly Incident[],
  state: State,
  speaking: readonly Watched[],
): Telling {
  const together = digestWith(
    incident,
    all.filter((one) => speakersIn(one, speaking).length > 0),
  );
  if (together !== null) {
    const digest = `digest-${incident.id}`;
    return { notice: digestNotice(digest, together, speaking), about: together, digest };
  }
  const opened = openedNotice(incident, speaking);
  const flapping = flappingIn(incident, state, speaking);
  const notice: Notice = flapping.length > 0 ? { ...opened, services: flapping, mood: 'flapping' } : opened;
  return { notice, about: [incident], digest: null };
}

/** When what was told to be over began to fail again; null when it did not. */
export function relapsedAtOf({ told, closedAt, members }: Incident): EpochMs | null {
  if (told?.back !== CLOSED || closedAt !== null) return null;
  const failing = members.filter((member) => member.restoredAt === null);
  return failing.length === 0 ? null : Math.min(...failing.map((member) => member.since));
}

/** It was told to be over, and is not: the same notice again. */
export function againTelling(incident: Incident, again: Incident, speaking: readonly Watched[]): Telling {
  const failing = again.members.filter((member) => member.restoredAt === null);
  const notice = openedNotice({ ...again, members: failing }, speaking);
  return { notice: { ...notice, kind: 'updated' }, about: [incident], digest: null };
}

/** What has changed since it was told; null when nothing has that is worth a word. */
export function nextTelling(
  incident: Incident,
  all: readonly Incident[],
  state: State,
  speaking: readonly Watched[],
  choices: Choices,
): Telling | null {
  const { told } = incident;
  if (told === null || told.back === CLOSED) return null;
  const { digest } = told;
  const about = toldWith(incident, all);
  const until = closedAtOf(about);
  if (until !== null) {
    const notice = digest === null ? openedNotice(incident, speaking) : digestNotice(digest, about, speaking);
    const services = notice.services.filter((id) => !about.some((one) => isSaid(one, id)));
    return { notice: overNotice({ ...notice, services, until }, told.flapping, choices), about, digest };
  }
  if (digest !== null || choices.quiet) return null;
  const notice = changedNotice(incident, told, state, speaking, choices.tellBack);
  return notice === null ? null : { notice, about: [incident], digest };
}

/** Takes what was told off the screen, without a word. */
export function clearedNotice(incident: Incident): Notice {
  const id = incident.told?.digest ?? incident.id;
  return { ...openedNotice(incident, []), id, kind: 'cleared', alert: false };
}

/** It is over: said so, or only taken off the screen where nobody is to hear of it. */
function overNotice(notice: Notice, flapped: true | undefined, { tellBack, quiet }: Choices): Notice {
  const silent = quiet || !tellBack || notice.services.length === 0;
  return {
    ...notice,
    kind: silent ? 'cleared' : 'closed',
    alert: !silent,
    ...(flapped && { mood: 'flapping' }),
  };
}

function changedNotice(
  incident: Incident,
  told: NonNullable<Incident['told']>,
  state: State,
  speaking: readonly Watched[],
  tellBack: boolean,
): Notice | null {
  const opened = openedNotice(incident, speaking);
  if (told.flapping || opened.services.length === 0) return null;
  const flapping = flappingIn(incident, state, speaking);
  if (flapping.length > 0) return { ...opened, kind: 'updated', services: flapping, mood: 'flapping' };
  const sideChanged = told.scope !== incident.verdict.scope;
  const restored = restoredIn(incident);
  const grown = incident.members.length > told.services;
  if (!sideChanged && !grown && (!tellBack || restored.length === told.back)) return null;
  const back = tellBack
    ? restored.map((member) => member.service).filter((id) => opened.services.includes(id))
    : [];
  return { ...opened, kind: 'updated', back, alert: sideChanged };
}

/** Lists the members that come and go. */
export function flappingIn(incident: Incident, state: State, speaking: readonly Watched[]): string[] {
  return speakersIn(incident, speaking).filter((id) => {
    const open = incident.members.some((member) => member.service === id && member.restoredAt === null);
    return open && state.services[id]?.health === 'flapping';
  });
}

/** One notice for outages that share nothing but their hour. */
function digestNotice(id: string, together: readonly Incident[], speaking: readonly Watched[]): Notice {
  const notices = together.map((one) => openedNotice(one, speaking));
  const [first] = notices;
  const verdict = first?.verdict ?? NO_VERDICT;
  return {
    id,
    kind: 'opened',
    about: 'service',
    services: notices.flatMap((one) => one.services),
    back: [],
    family: null,
    verdict: { ...verdict, name: 'service_down' },
    everyone: notices.every((one) => one.everyone),
    since: Math.min(...notices.map((one) => one.since)),
    until: null,
    alert: true,
    mood: 'digest',
  };
}

function openedNotice(incident: Incident, speaking: readonly Watched[]): Notice {
  return {
    id: incident.id,
    kind: 'opened',
    about: isOwnSide(incident.verdict) ? 'you' : 'service',
    services: speakersIn(incident, speaking),
    back: [],
    family: incident.shared,
    verdict: incident.verdict,
    everyone: isEverywhere(incident.verdict),
    since: incident.since,
    until: null,
    alert: true,
  };
}
