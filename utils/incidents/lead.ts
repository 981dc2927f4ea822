/** What the headline is about: the worst thing that holds now, in the order of docs/decisions.md, 20. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { isSeenFromHere } from '@/utils/diagnosis/from-here';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, HeadlineKey, Lead, ServiceId, Settings, Verdict, Watched } from '@/utils/model';
import { chainOf, sideOf } from './chain';
import { CONTRADICTED, isSaidToWork } from './correct';
import { isCounted } from './counted';
import { headlineOf } from './headline-key';
import { isKnownBlock, ORDER } from './lead-order';
import { isPaused } from './paused';
import { lastTelling, runOf } from './samples';
import { asSeen, isComingBack } from './seen';
import { FRESH_MS, NO_VERDICT, type ServiceState, type State } from './state';

const OK: Verdict = { name: 'ok', scope: 'none', confidence: 'high', rule: 'answers', numbers: {} };

/** Whom it is said to. */
type To = Pick<Settings, 'pausedUntil'> & Partial<Pick<Settings, 'notifications' | 'tellBack'>>;

/** Chooses what to say first. */
export function leadOf(state: State, watched: readonly Watched[], settings: To, now: EpochMs): Lead {
  const services = watched.flatMap((one) => asSeen(state, one.id) ?? []);
  if (watched.length === 0) return quietLead('cannot-tell', NO_VERDICT, 'first-run');
  if (isPaused(settings, now)) return quietLead('cannot-tell', NO_VERDICT, 'paused');
  if (state.own !== null) return ownLead(state, services);
  for (const holds of ORDER) {
    const hit = services.filter((service) => holds(service, state));
    if (hit.length > 0) return troubleLead(state, hit, services, watched, settings);
  }
  return restingLead(state, services, watched, settings, now);
}

/** Chooses what to say while nothing is wrong that is known: all is well only if every one of them is. */
function restingLead(
  state: State,
  services: readonly ServiceState[],
  watched: readonly Watched[],
  settings: To,
  now: EpochMs,
): Lead {
  const asked = services.some((service) => service.samples.length > 0);
  if (!asked) return quietLead('cannot-tell', NO_VERDICT, 'checking');
  const known = services.filter((service) => isKnownBlock(service, state));
  // Where nothing else is watched, what is blocked stays the answer.
  if (known.length === services.length) return troubleLead(state, known, [], watched, settings);
  const doubted = services.filter((one) => !isKnownWell(one) && !isSaidToWork(one) && !known.includes(one));
  if (doubted.length > 0) return checkingLead(state, services, doubted, now);
  const said = services.filter(isSaidToWork);
  if (said.length > 0) {
    const numbers = { controlsOk: controlsSince(state, now - FRESH_MS, now) };
    return {
      ...quietLead('all-up', { ...CONTRADICTED, numbers }, 'said-works'),
      services: idsOf(said),
    };
  }
  if (known.length > 0) {
    return { ...quietLead('all-up', OK, 'known-block'), services: idsOf(known) };
  }
  const woke = state.wokeAt !== null && now - state.wokeAt < 15_000;
  const lead = { ...quietLead('all-up', OK, woke ? 'woke-up' : 'plain'), services: idsOf(services) };
  if (!services.some((one) => one.limited)) return lead;
  return { ...lead, limited: true, chain: { ...lead.chain, service: 'passed' } };
}

/** So many failures in a row are worth saying, though it is not known yet why. */
const SILENT_RUN = 3;

function checkingLead(
  state: State,
  services: readonly ServiceState[],
  doubted: readonly ServiceState[],
  now: EpochMs,
): Lead {
  const silent = doubted.filter((one) => runOf(one.samples, isBad).length >= SILENT_RUN);
  const others = services.filter((one) => !doubted.includes(one));
  const well = others.length > 0 && others.every((one) => one.health === 'up');
  const since = Math.min(...doubted.map((one) => one.failingSince ?? now));
  return {
    ...quietLead('cannot-tell', NO_VERDICT, 'checking'),
    services: idsOf(silent.length > 0 ? silent : doubted),
    chain: chainOf({ ...NO_VERDICT, numbers: { controlsOk: controlsSince(state, since, now) } }),
    ...(silent.length > 0 && { silent: true }),
    ...(well && { othersAnswer: true }),
  };
}

/** Controls that have answered since the doubt began, and not too long ago. */
function controlsSince({ controls }: State, since: EpochMs, now: EpochMs): number {
  const isGood = ({ at, outcome, genuine }: State['controls'][string]) =>
    outcome === 'ok' && genuine !== false && at >= since && now - at <= FRESH_MS;
  return Object.values(controls).filter(isGood).length;
}

function isKnownWell({ health, samples }: ServiceState): boolean {
  const last = lastTelling(samples);
  return (health === 'up' || health === 'degraded') && last !== undefined && !isBad(last.symptom);
}

function idsOf(services: readonly ServiceState[]): ServiceId[] {
  return services.map((one) => one.id);
}

/** A lead without trouble or a side. */
export function quietLead(headline: HeadlineKey, verdict: Verdict, mood: Lead['mood']): Lead {
  return {
    headline,
    verdict,
    mood,
    services: [],
    since: null,
    chain: chainOf(verdict),
    side: null,
    everyone: false,
    before: null,
  };
}

function ownLead(state: State, services: readonly ServiceState[]): Lead {
  const own = state.own ?? { verdict: NO_VERDICT, since: 0 };
  const told = state.incidents.find(
    (incident) =>
      incident.closedAt === null && isCounted(incident.verdict) && incident.confirmedAt < own.since,
  );
  return {
    ...quietLead('just-you', own.verdict, 'plain'),
    services: idsOf(services),
    since: own.since,
    side: sideOf(own.verdict),
    before:
      told === undefined
        ? null
        : { services: told.members.map((member) => member.service), at: told.confirmedAt },
  };
}

/** `services`: all of them, so that none is left out that the badge counts beside those that lead. */
function troubleLead(
  state: State,
  hit: readonly ServiceState[],
  services: readonly ServiceState[],
  watched: readonly Watched[],
  to: To,
): Lead {
  const failing = hit.filter((one) => !isAnswering(one));
  const pool = [...(failing.length > 0 ? failing : hit)];
  const [first] = pool.sort(
    (a, b) =>
      Number(isSeenFromHere(a.verdict)) - Number(isSeenFromHere(b.verdict)) ||
      rank(b) - rank(a) ||
      (a.failingSince ?? 0) - (b.failingSince ?? 0),
  );
  const verdict = verdictOf(state, first);
  // What is said of a private host holds for no other.
  const leading = hit.filter(
    (one) => pool.includes(one) && isSeenFromHere(one.verdict) === isSeenFromHere(verdict),
  );
  const beside = services.filter(
    (one) => one.inIncident && one.verdict.scope === 'region' && !isComingBack(one) && !leading.includes(one),
  );
  const about =
    headlineOf(verdict) === 'not-just-you' && failing.length > 0 ? [...leading, ...beside] : leading;
  const starts = about.flatMap((service) => service.failingSince ?? []);
  const mood = first?.health === 'flapping' ? 'flapping' : about.every(isComingBack) ? 'recovering' : 'plain';
  const apart = new Set(about.map((one) => causeOf(state, one))).size > 1;
  return {
    headline: headlineOf(verdict),
    verdict,
    mood,
    services: idsOf(about),
    since: apart ? null : starts.length > 0 ? Math.min(...starts) : (first?.healthAt ?? null),
    chain: mood === 'recovering' ? { ...chainOf(OK), service: 'passed' } : chainOf(verdict),
    side: sideOf(verdict),
    everyone: about.every((one) => isEverywhere(verdictOf(state, one))),
    before: null,
    ...(apart && { apart: true }),
    ...(about.every((one) => isPromised(state, one, watched, to)) && { promised: true }),
  };
}

/** Something answers now: it comes back, or is in between two fits, and is not down as others are. */
function isAnswering(service: ServiceState): boolean {
  const last = lastTelling(service.samples);
  return (
    isComingBack(service) || (service.health === 'flapping' && last !== undefined && !isBad(last.symptom))
  );
}

function openIncident({ incidents }: State, id: ServiceId): State['incidents'][number] | undefined {
  return incidents.find(
    (one) => one.closedAt === null && one.members.some((member) => member.service === id),
  );
}

/** What fails in one incident fails for one cause, and so does what fails by the same fault of one's own. */
function causeOf(state: State, service: ServiceState): string {
  if (sideOf(service.verdict) === 'yours') return service.verdict.name;
  return openIncident(state, service.id)?.id ?? service.verdict.name;
}

/** It was told that it fails, and nothing keeps its end from being told. */
function isPromised(state: State, { id }: ServiceState, watched: readonly Watched[], to: To): boolean {
  const told = openIncident(state, id)?.told ?? null;
  const speaks = watched.some((one) => one.id === id && one.notify) && state.mutes[id] === undefined;
  return told !== null && speaks && to.notifications === true && to.tellBack === true;
}

/** While it recovers, the answer is still about the outage, as its incident remembers it. */
function verdictOf(state: State, service: ServiceState | undefined): Verdict {
  if (service === undefined) return NO_VERDICT;
  if (service.health !== 'recovering') return service.verdict;
  return openIncident(state, service.id)?.verdict ?? service.verdict;
}

function rank(service: ServiceState): number {
  return { high: 2, medium: 1, low: 0 }[service.verdict.confidence];
}
