/** What the headline is about: the worst thing that holds now, in the order of docs/decisions.md, 20. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { GOOD } from '@/utils/diagnosis/symptom';
import type { EpochMs, HeadlineKey, Lead, Settings, Verdict, Watched } from '@/utils/model';
import { blockOf } from './blocks';
import { chainOf, sideOf } from './chain';
import { CONTRADICTED, isSaidToWork } from './correct';
import { isCounted } from './counted';
import { runOf } from './samples';
import { NO_VERDICT, type ServiceState, type State } from './state';

const OK: Verdict = { name: 'ok', scope: 'none', confidence: 'high', rule: 'answers', numbers: {} };

/** Worst first. The first kind that holds leads. */
const ORDER: readonly ((service: ServiceState, state: State) => boolean)[] = [
  (service) => service.inIncident && isCounted(service.verdict) && service.verdict.scope === 'global',
  (service) => service.inIncident && service.verdict.scope === 'region',
  (service) => service.inIncident && service.verdict.scope === 'provider',
  (service) => service.inIncident && ['device', 'network', 'resolver'].includes(service.verdict.scope),
  (service) => service.inIncident && service.health === 'recovering',
  (service) => isUndecided(service),
  (service) => service.health === 'maintenance',
  (service) => service.health === 'degraded' || service.verdict.name === 'degraded_slow',
  (service) => service.verdict.name === 'local_slow',
  (service, state) => isBlocked(service) && !isKnownBlock(service, state),
  (service) => service.verdict.name === 'blocked_extension' && service.health === 'blocked',
  (service) => service.verdict.name === 'feature_down',
];

function isBlocked({ verdict, health }: ServiceState): boolean {
  return verdict.scope === 'blocked' && (health === 'down' || health === 'blocked');
}

/** "OK, I know": it is no news any more. */
function isKnownBlock(service: ServiceState, state: State): boolean {
  return isBlocked(service) && blockOf(state, service.id)?.acknowledged === true;
}

function isUndecided(service: ServiceState): boolean {
  if (isSaidToWork(service)) return false;
  return service.failingSince !== null && service.health === 'unknown' && service.verdict.scope === 'unknown';
}

/** Chooses what to say first. */
export function leadOf(
  state: State,
  watched: readonly Watched[],
  settings: Pick<Settings, 'pausedUntil'>,
  now: EpochMs,
): Lead {
  const services = watched.flatMap((one) => state.services[one.id] ?? []);
  if (watched.length === 0) return quietLead('cannot-tell', NO_VERDICT, 'first-run');
  if (settings.pausedUntil !== null && settings.pausedUntil > now) {
    return quietLead('cannot-tell', NO_VERDICT, 'paused');
  }
  if (state.own !== null) return ownLead(state, services);
  for (const holds of ORDER) {
    const hit = services.filter((service) => holds(service, state));
    if (hit.length > 0) return troubleLead(state, hit);
  }
  return restingLead(state, services, now);
}

function restingLead(state: State, services: readonly ServiceState[], now: EpochMs): Lead {
  const asked = services.some((service) => service.samples.length > 0);
  if (!asked) return quietLead('cannot-tell', NO_VERDICT, 'checking');
  const doubted = services.filter((one) => one.health === 'suspect' || one.samples.length === 0);
  if (doubted.length > 0) {
    const others = services.filter((one) => !doubted.includes(one));
    const well = others.length > 0 && others.every((one) => one.health === 'up');
    const lead = { ...quietLead('all-up', OK, 'checking'), services: doubted.map((one) => one.id) };
    return well ? { ...lead, othersAnswer: true } : lead;
  }
  const known = services.filter((service) => isKnownBlock(service, state));
  // Where nothing else is watched, what is blocked stays the answer.
  if (known.length === services.length) return troubleLead(state, known);
  const said = services.filter(isSaidToWork);
  if (said.length > 0) {
    return { ...quietLead('all-up', CONTRADICTED, 'said-works'), services: said.map((one) => one.id) };
  }
  if (known.length > 0) {
    return { ...quietLead('all-up', OK, 'known-block'), services: known.map((one) => one.id) };
  }
  const woke = state.wokeAt !== null && now - state.wokeAt < 15_000;
  return { ...quietLead('all-up', OK, woke ? 'woke-up' : 'plain'), services: services.map((one) => one.id) };
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
    services: services.map((one) => one.id),
    since: own.since,
    side: sideOf(own.verdict),
    before:
      told === undefined
        ? null
        : { services: told.members.map((member) => member.service), at: told.confirmedAt },
  };
}

function troubleLead(state: State, hit: readonly ServiceState[]): Lead {
  const [first] = [...hit].sort((a, b) => rank(b) - rank(a) || (a.failingSince ?? 0) - (b.failingSince ?? 0));
  const verdict = verdictOf(state, first);
  const starts = hit.flatMap((service) => service.failingSince ?? []);
  const mood = first?.health === 'flapping' ? 'flapping' : hit.every(isComingBack) ? 'recovering' : 'plain';
  return {
    headline: headlineOf(verdict),
    verdict,
    mood,
    services: hit.map((service) => service.id),
    since: starts.length > 0 ? Math.min(...starts) : (first?.healthAt ?? null),
    chain: chainOf(verdict),
    side: sideOf(verdict),
    everyone: isEverywhere(verdict),
    before: null,
  };
}

/** One good answer may be luck. */
const GOOD_RUN = 2;

/** It recovers, or answers again and is not believed yet. */
function isComingBack({ health, inIncident, samples }: ServiceState): boolean {
  if (health === 'recovering') return true;
  return inIncident && health === 'down' && runOf(samples, (one) => GOOD.has(one)).length >= GOOD_RUN;
}

/** While it recovers, the answer is still about the outage, as its incident remembers it. */
function verdictOf(state: State, service: ServiceState | undefined): Verdict {
  if (service === undefined) return NO_VERDICT;
  if (service.health !== 'recovering') return service.verdict;
  const incident = state.incidents.find(
    (one) => one.closedAt === null && one.members.some((member) => member.service === service.id),
  );
  return incident?.verdict ?? service.verdict;
}

function rank(service: ServiceState): number {
  return { high: 2, medium: 1, low: 0 }[service.verdict.confidence];
}

/** Maps a verdict to the headline's key . */
export function headlineOf(verdict: Verdict): HeadlineKey {
  switch (verdict.scope) {
    case 'device':
    case 'network':
    case 'resolver':
      return 'just-you';
    case 'blocked':
      return verdict.name === 'blocked_network' || verdict.name === 'geo_block' ? 'just-you' : 'all-up';
    case 'provider':
    case 'region':
      return 'your-area';
    case 'global':
      return isCounted(verdict) ? 'not-just-you' : 'all-up';
    case 'none':
      return 'all-up';
    case 'unknown':
      return verdict.name === 'probe_broken' ? 'all-up' : 'cannot-tell';
    default:
      return verdict.scope satisfies never;
  }
}
