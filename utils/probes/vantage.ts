/** Asks places elsewhere through Globalping: starts a measurement, and collects it later. Network. */
import * as v from 'valibot';
import { GLOBALPING } from '@/utils/catalogue/source-addresses';
import type { Ask, BackOff, EpochMs, Observation, VantagePending, VantagePlace, Wire } from '@/utils/model';
import { backOff, failedOutcome, rateLimitResetMs } from './back-off';
import { jsonOfReply } from './json-reply';
import { readMeasurement } from './vantage-results';

/** What back-off is kept under. */
const KEY = 'globalping';
const TIMEOUT_MS = 8_000;
const MEASUREMENT_TIMEOUT_S = 5;
/** The measurement's own time-out and ten seconds more; whoever is still silent then has no say. */
const GIVE_UP_MS = 15_000;
/** A refusal that says nothing of its length: the quota is hourly, a missing place or a broken gateway passes sooner. */
const REFUSED_MS = 5 * 60_000;
const NOBODY_THERE_MS = 60_000;

const measurementId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const created = v.object({ id: measurementId });

/**
 * Starts a measurement. Gives its id to collect it by, and a back-off when it was refused or the hour's quota is used up.
 * A preflight lets only Content-Type through, so that is the only header.
 */
export async function askVantageStart(
  ask: Extract<Ask, { kind: 'vantage-start' }>,
  wire: Wire,
): Promise<Observation[]> {
  const reply = await wire.fetch({
    url: GLOBALPING,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(measurementOf(ask)),
    timeoutMs: TIMEOUT_MS,
    readBytes: 16_384,
  });
  const now = wire.now();
  const answer = v.safeParse(created, jsonOfReply(reply));
  if (reply.kind === 'failure' || reply.status > 299 || !answer.success) {
    const nobodyThere = reply.kind === 'response' && reply.status === 422;
    return [backOff('vantage-start', KEY, reply, now, nobodyThere ? NOBODY_THERE_MS : REFUSED_MS)];
  }
  const pending = pendingOf(ask.services, answer.output.id, ask.places, now, reply.tookMs);
  return [pending, ...usedUp(reply.headers, now)];
}

/**
 * Looks once whether a measurement is done. Gives one observation for each service and place that answered our question,
 * or the pending measurement again while it runs. Neither: it is lost and need not be asked for again.
 */
export async function askVantageCollect(
  ask: Extract<Ask, { kind: 'vantage-collect' }>,
  wire: Wire,
): Promise<Observation[]> {
  if (!v.is(measurementId, ask.measurement)) return [];
  const reply = await wire.fetch({
    url: `${GLOBALPING}/${ask.measurement}`,
    timeoutMs: TIMEOUT_MS,
    // Headers and the first 10 kB of a body for each of at most ten places.
    readBytes: 1_048_576,
  });
  const now = wire.now();
  const again = pendingOf(ask.services, ask.measurement, ask.places, now, reply.tookMs);
  if (reply.kind === 'failure') return [{ ...again, outcome: failedOutcome(reply) }];
  if (reply.status === 429 || reply.status >= 500) {
    return [
      { ...again, outcome: 'failed' },
      backOff('vantage-collect', ask.measurement, reply, now, NOBODY_THERE_MS),
    ];
  }
  const read = reply.status === 200 ? readMeasurement(jsonOfReply(reply), ask, now) : null;
  if (!read) return [backOff('vantage-collect', ask.measurement, reply, now, REFUSED_MS)];
  return read.finished || now - ask.startedAt > GIVE_UP_MS ? read.seen : [again];
}

function measurementOf(ask: Extract<Ask, { kind: 'vantage-start' }>) {
  return {
    type: 'http',
    target: ask.host,
    timeout: MEASUREMENT_TIMEOUT_S,
    // Each place has a limit of its own, so the measurement may have none.
    locations: ask.places.map(({ country, continent, asn, limit }) => ({
      ...(country === undefined ? {} : { country }),
      ...(continent === undefined ? {} : { continent }),
      ...(asn === undefined ? {} : { asn }),
      limit,
    })),
    measurementOptions: {
      protocol: ask.https ? 'HTTPS' : 'HTTP',
      // Nobody else learns more than the host.
      request: { method: 'HEAD', host: ask.host, path: '/' },
    },
  };
}

function pendingOf(
  services: readonly string[],
  measurement: string,
  places: readonly VantagePlace[],
  now: EpochMs,
  tookMs: number,
): VantagePending {
  return { source: 'vantage-pending', at: now, outcome: 'ok', tookMs, services, measurement, places };
}

/** The measurement that used the quota up still counts, but no other is started before the quota is new. */
function usedUp(headers: Readonly<Record<string, string>>, now: EpochMs): BackOff[] {
  if (headers['x-ratelimit-remaining']?.trim() !== '0') return [];
  const waitMs = rateLimitResetMs(headers, now) ?? REFUSED_MS;
  return [
    {
      source: 'back-off',
      of: 'vantage-start',
      key: KEY,
      at: now,
      outcome: 'skipped',
      tookMs: null,
      until: now + waitMs,
    },
  ];
}
