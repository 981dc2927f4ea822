/** What is said of the worst trouble that holds now. Pure. */
import { isEverywhere } from '@/utils/diagnosis/explain';
import { isSeenFromHere } from '@/utils/diagnosis/from-here';
import { isBad } from '@/utils/diagnosis/symptom';
import type { Lead, ServiceId, Settings, Verdict, Watched } from '@/utils/model';
import { chainOf, sideOf } from './chain';
import { headlineOf } from './headline-key';
import { lastTelling } from './samples';
import { isComingBack } from './seen';
import { NO_VERDICT, type ServiceState, type State } from './state';

export const OK: Verdict = { name: 'ok', scope: 'none', confidence: 'high', rule: 'answers', numbers: {} };

/** Whom it is said to. */
export type To = Pick<Settings, 'pausedUntil'> &
  Partial<Pick<Settings, 'notifications' | 'tellBack' | 'sources'>>;

/** Names services. */
export function idsOf(services: readonly ServiceState[]): ServiceId[] {
  return services.map((one) => one.id);
}

/** Says it. `services`: all of them, so that none is left out that the badge counts beside those that lead. */
export function troubleLead(
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
    ...(verdict.name === 'unknown' && asksNobody(to) && { alone: true }),
    ...(about.every((one) => isPromised(state, one, watched, to)) && { promised: true }),
  };
}

/** The person lets nobody else be asked. */
function asksNobody({ sources }: To): boolean {
  return sources !== undefined && !Object.values(sources).includes(true);
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
