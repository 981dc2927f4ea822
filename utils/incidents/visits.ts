/** The person's own visits: what a page that opened or failed adds to what is known of its service. Pure. */
import type { EpochMs, FavouriteView, HttpObservation, Sample } from '@/utils/model';
import { FRESH_MS, type ServiceState } from './state';

/** While something fails, a page that opens is a reason to ask again, but not more often than this. */
const ASK_AGAIN_MS = 5_000;

/** Tells whether an observation is a page that opened well. */
export function isGoodPage({ source, outcome, errorType }: HttpObservation): boolean {
  return source === 'page-load' && outcome === 'ok' && errorType === null;
}

/**
 * Tells whether a page that opened well may stand in for a probe. Only while nothing is going on, and never twice in a
 * row: the probe keeps the last word, and with it the service's own interval.
 */
export function standsForProbe(service: ServiceState): boolean {
  if (service.nextProbeAt !== null || service.failingSince !== null) return false;
  return service.samples.at(-1)?.how === 'probe';
}

/** A page opened while its service is in trouble: worth asking at once whether the trouble is over. */
export function askedAgain(service: ServiceState, at: EpochMs): ServiceState {
  if (service.nextProbeAt === null || (service.samples.at(-1)?.at ?? 0) > at - ASK_AGAIN_MS) return service;
  return { ...service, nextProbeAt: Math.min(service.nextProbeAt, at) };
}

/**
 * Gives the person's last page if it was not found by name just now; null otherwise. Whatever answers besides may have
 * been found in the browser's memory of names.
 */
export function unfoundPage({ samples }: ServiceState, now: EpochMs): Sample | null {
  const page = samples.findLast((sample) => sample.how === 'page-load');
  return page?.symptom === 'dns' && now - page.at <= FRESH_MS ? page : null;
}

/** Counts a visit against the trouble that goes on; without trouble nothing is counted. */
export function withVisit(service: ServiceState, failed: boolean): ServiceState {
  const since = service.failingSince;
  if (since === null) return service.visits === null ? service : { ...service, visits: null };
  const before = service.visits?.since === since ? service.visits : { failed: 0, all: 0, since };
  const visits = { failed: before.failed + (failed ? 1 : 0), all: before.all + 1, since };
  return { ...service, visits };
}

/** Moves the visits along when the trouble turns out to have begun earlier. */
export function withEarlierVisits(service: ServiceState, since: EpochMs | null): ServiceState {
  if (since === null || service.visits === null || service.visits.since === since) return service;
  return { ...service, visits: { ...service.visits, since } };
}

/** Gives the visits of the trouble going on; null when there were none, or nothing is going on. */
export function visitsOf({ visits, failingSince }: ServiceState): FavouriteView['visits'] {
  return visits !== null && visits.since === failingSince && visits.failed > 0 ? visits : null;
}
