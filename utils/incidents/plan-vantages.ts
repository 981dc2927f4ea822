/** Which places elsewhere to ask about a failing service, and when; quotas and spread. Pure. */

import { isOwnSide } from '@/utils/diagnosis/side';
import type { Ask, EpochMs, Judgement, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isDoubted, isLeftAlone, isTurnedSteady } from './doubt';
import { isFarInDoubt } from './far-looks';
import type { PlanContext } from './plan';
import { lastOfFits } from './samples';
import type { ServiceState, State } from './state';
import { placesOf, testsOf } from './vantage-places';

const OWN_NETWORK_MS = 3_600_000;
/** Three questions in a row are waited for so long; then it is asked again after this, and after twice as long each time. */
const ANSWER_MS = 20_000;
const UNANSWERED_MS = 60_000;
/** Far places asked at the first sight of trouble, and once it is confirmed. */
const FIRST_FAR = 1;
const MORE_FAR = 4;
/** So many votes, and more places are worth their price. */
const MORE_VOTES = 5;
const ASK_AGAIN_MS = 20_000;
const ASK_IN_OUTAGE_MS = 600_000;
/** Tests an hour in all, and per service in the first ten minutes and then in an hour; the network allows 250 (docs/decisions.md, 11). */
const TESTS_AN_HOUR = 60;
const TESTS_PER_SERVICE = 12;
/** Where it fails anew within those ten minutes, or a wall is in doubt. */
const TESTS_WHEN_ANEW = 18;
const TESTS_WHEN_STEADY = 24;
const TEN_MINUTES_MS = 600_000;
const HOUR_MS = 3_600_000;
/** What only we cannot reach is looked at once more before anybody is told: places may have been asked too early. */
const SECOND_LOOK_MS = 200_000;
/** A million browsers see the same outage in the same minute: spread over this long. */
const SPREAD_MS = 5_000;

/** Lists measurements to start for one service and those of its family that fail alike; usually none. */
export function vantageAsks(
  state: State,
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  context: PlanContext,
): Ask[] {
  const { now, sources } = context;
  if (!sources.vantages || isLeftAlone(state, 'vantage-start:globalping', now)) return [];
  if (state.measurements.some((one) => one.services.includes(watched.id))) return [];
  const insisted = isInsisted(service, now) && isUnasked(service, service.insistedAt ?? 0);
  if (!insisted && !isWorthAsking(state, watched.id, service, judged, now)) return [];
  const sure = service.inIncident || judged.votes >= MORE_VOTES || lastOfFits(service.samples, now) !== null;
  const places = placesOf(state, sure && !isSecondLookDue(service, now) ? MORE_FAR : FIRST_FAR);
  if (!isWithinQuota(state, service, judged, testsOf(places), now)) return [];
  const services = alikeOf(state, watched, judged, context);
  if (needsOwnNetwork(state, context)) {
    return mayStillAnswer(state, now) ? [] : [{ kind: 'network-info', ip: null, service: null }];
  }
  const https = new URL(watched.target.url).protocol === 'https:';
  return [{ kind: 'vantage-start', services, host: watched.host, https, places }];
}

/** One measurement serves the members of a family that fail in the same way. */
function alikeOf(state: State, watched: Watched, judged: Judgement, context: PlanContext): string[] {
  const alike = context.watched.filter((other) => {
    if (other.id === watched.id || other.family === null || other.family !== watched.family) return false;
    const service = state.services[other.id];
    if (service === undefined || !isDoubted(service, context.now)) return false;
    return context.judged.get(other.id)?.symptom === judged.symptom;
  });
  return [watched.id, ...alike.map((other) => other.id)];
}

/** Asked at first sight, again when confirmed or when it fails in another way, then seldom. */
function isWorthAsking(
  state: State,
  id: string,
  service: ServiceState,
  judged: Judgement,
  now: EpochMs,
): boolean {
  const since = service.failingSince ?? lastOfFits(service.samples, now) ?? service.samples.at(-1)?.at ?? now;
  if (now < since + delayOf(state.salt, id)) return false;
  const lastAt = service.asked.vantage ?? 0;
  if (isInFits(service, now)) return now - lastAt >= everyInFits(service, now);
  if (isUnasked(service, since)) return true;
  if (now - lastAt < ASK_AGAIN_MS) return false;
  return !service.inIncident || isWorthAnotherLook(service, judged, since, now);
}

/** In an outage that is known. */
function isWorthAnotherLook(service: ServiceState, judged: Judgement, since: EpochMs, now: EpochMs): boolean {
  const lastAt = service.asked.vantage ?? 0;
  // The first few places may all lie where it fails: one look from further away tells everyone from some.
  const far = service.vantages.filter((seen) => seen.near === 'far' && seen.at >= since).length;
  if (judged.elsewhere !== null && far < MORE_FAR) return true;
  if (isWallInDoubt(service, judged) || isTurnedSteady(service, now)) return true;
  const changed = judged.symptom !== service.basis.symptom && now - lastAt > 2 * ASK_AGAIN_MS;
  const unsure = service.basis.knowledge === 0 || judged.elsewhere === null;
  if (changed || (unsure && now - service.healthAt < TEN_MINUTES_MS)) return true;
  return isSecondLookDue(service, now) || now - lastAt >= ASK_IN_OUTAGE_MS;
}

/** It looks like a wall near here, but for a place far away that fails as well. */
function isWallInDoubt(service: ServiceState, { elsewhere, verdict }: Judgement): boolean {
  return elsewhere === 'near' && verdict.scope === 'blocked' && isFarInDoubt(service);
}

function isSecondLookDue(service: ServiceState, now: EpochMs): boolean {
  const dueAt = service.healthAt + SECOND_LOOK_MS;
  return service.inIncident && isOwnSide(service.verdict) && now >= dueAt && isUnasked(service, dueAt);
}

/** Whether no place was asked about it since then. */
function isUnasked({ asked }: ServiceState, since: EpochMs): boolean {
  return (asked.vantage ?? 0) < since;
}

/** Answers at the moment, and failed more than once lately. */
function isInFits({ failingSince, samples }: ServiceState, now: EpochMs): boolean {
  return failingSince === null && lastOfFits(samples, now) !== null;
}

/** Seldom, once enough places far away were asked. */
function everyInFits({ vantages }: ServiceState, now: EpochMs): number {
  const far = vantages.filter(({ near, at }) => near === 'far' && now - at < ASK_IN_OUTAGE_MS).length;
  return far >= MORE_FAR ? ASK_IN_OUTAGE_MS : ASK_AGAIN_MS;
}

/** Gives the times at which services that fail may first be asked about elsewhere. */
export function firstVantagesAt(state: State, watched: readonly Watched[]): EpochMs[] {
  return watched.flatMap(({ id, askable }) => {
    const service = state.services[id];
    const since = service?.failingSince ?? null;
    if (!askable || service === undefined || since === null) return [];
    return isUnasked(service, since) ? [since + delayOf(state.salt, id)] : [];
  });
}

/** This browser's own delay for this service, 0 to 5 s, the same at each asking. */
function delayOf(salt: number, id: string): number {
  let hash = salt >>> 0;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 2_654_435_761) >>> 0;
  return hash % SPREAD_MS;
}

/** What was asked in the first ten minutes of trouble leaves the hour after them its own share. */
function isWithinQuota(
  state: State,
  service: ServiceState,
  judged: Judgement,
  tests: number,
  now: EpochMs,
): boolean {
  const { id, failingSince } = service;
  const isAnew = failingSince !== null && isUnasked(service, failingSince);
  const mostLater = isTurnedSteady(service, now) ? TESTS_WHEN_STEADY : TESTS_PER_SERVICE;
  const most = isAnew || isWallInDoubt(service, judged) ? TESTS_WHEN_ANEW : mostLater;
  const spent = (since: EpochMs, service: string | null) =>
    state.vantageTests
      .filter((one) => one.at > since && (service === null || one.service === service))
      .reduce((sum, one) => sum + one.tests, 0);
  const laterFrom = Math.max((failingSince ?? now) + TEN_MINUTES_MS, now - HOUR_MS);
  return (
    spent(now - HOUR_MS, null) + tests <= TESTS_AN_HOUR &&
    spent(now - TEN_MINUTES_MS, id) + tests <= most &&
    (now < laterFrom || spent(laterFrom, id) + tests <= mostLater)
  );
}

function needsOwnNetwork(state: State, { now, sources }: PlanContext): boolean {
  if (!sources.routing || isLeftAlone(state, 'network-info:own', now)) return false;
  const { ownNetwork: known, ownNetworkAsked: asked } = state;
  // Each worker may die before the answer: asked ever less often, and done without meanwhile.
  const waitMs = Math.min(OWN_NETWORK_MS, UNANSWERED_MS * 2 ** ((asked?.times ?? 1) - 1));
  if (asked !== null && now - asked.at < waitMs && !mayStillAnswer(state, now)) return false;
  return known === null || now - known.at > OWN_NETWORK_MS || known.at < (state.networkChangedAt ?? 0);
}

function mayStillAnswer({ ownNetworkAsked: asked }: State, now: EpochMs): boolean {
  return asked !== null && now - asked.at < ANSWER_MS;
}

/** Lists measurements whose answers should be in by now. */
export function collectAsks(state: State, now: EpochMs): Ask[] {
  return state.measurements
    .filter((one) => one.collectAt <= now)
    .map((one) => ({
      kind: 'vantage-collect',
      services: one.services,
      measurement: one.id,
      startedAt: one.startedAt,
      places: one.places,
    }));
}
