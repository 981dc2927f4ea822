/** How an incident ends: when a service that answers again is believed. Pure. */
import { GOOD } from '@/utils/diagnosis/symptom';
import type { EpochMs, Judgement, Verdict } from '@/utils/model';
import { isSaidToWork } from './correct';
import { isMixed, isSlow, runOf } from './samples';
import { ended, reworded, shown } from './shown';
import type { ServiceState } from './state';

/** A recovery burst, and one more good answer half a minute after the first. */
const RECOVERED_RUN = 4;
const RECOVERED_MS = 28_000;
/** What comes and goes must answer longer before it is believed. */
const RECOVERED_RUN_MIXED = 16;
const RECOVERED_MIXED_MS = 120_000;
const HOLD_MIN_MS = 60_000;
const HOLD_MAX_MS = 300_000;
const LONG_OUTAGE_MS = 1_800_000;
/** Flapping ends after a quarter of an hour of calm. */
const CALM_MS = 900_000;

export const OK: Verdict = { name: 'ok', scope: 'none', confidence: 'high', rule: 'answers', numbers: {} };

/** Moves a service on whose incident is open and which has just answered. */
export function onAnswerInIncident(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const goodMs = goodSince(service, now);
  switch (service.health) {
    case 'recovering':
      return now - Math.max(service.healthAt, service.goodSince ?? goodMs) >= holdOf(service)
        ? ended(shown(service, 'up', OK, judged, now))
        : service;
    case 'flapping':
      return now - (service.goodSince ?? now) >= CALM_MS
        ? ended(shown(service, 'up', OK, judged, now))
        : service;
    default:
      return onAnswerWhileDown(service, judged, now, goodMs);
  }
}

function onAnswerWhileDown(
  service: ServiceState,
  judged: Judgement,
  now: EpochMs,
  goodMs: EpochMs,
): ServiceState {
  if (service.health === 'degraded' && isSlow(service.samples)) return reworded(service, judged, now);
  const run = runOf(service.samples, isGood);
  const mixed = service.health === 'degraded' || isMixed(service.samples, now) || hasRelapsed(service);
  const [needed, neededMs] = mixed
    ? [RECOVERED_RUN_MIXED, RECOVERED_MIXED_MS]
    : [RECOVERED_RUN, RECOVERED_MS];
  const steady = run.length >= needed && (run.at(-1)?.at ?? now) - goodMs >= neededMs;
  if (steady) {
    return {
      ...service,
      health: 'recovering',
      healthAt: goodMs,
      // Who said that it works is not told otherwise now that it answers.
      verdict: isSaidToWork(service) ? service.verdict : OK,
      before: service.before ?? service.verdict,
    };
  }
  if (!isMixed(service.samples, now)) return service;
  const next = judged.verdict.scope === 'global' ? reworded(service, judged, now) : service;
  return service.health === 'degraded' ? next : { ...next, health: 'degraded', healthAt: now };
}

/** It seemed to be over once, and was not. */
function hasRelapsed({ confirmedAt, failingSince }: ServiceState): boolean {
  return confirmedAt.filter((at) => at >= (failingSince ?? at)).length > 1;
}

function goodSince(service: ServiceState, now: EpochMs): EpochMs {
  return runOf(service.samples, isGood)[0]?.at ?? now;
}

function isGood(symptom: Parameters<typeof GOOD.has>[0]): boolean {
  return GOOD.has(symptom);
}

/** How long a service must stay well: half of the outage, between one and five minutes; ten after a long one. */
function holdOf(service: ServiceState): number {
  const outageMs = service.healthAt - (service.failingSince ?? service.healthAt);
  if (outageMs > LONG_OUTAGE_MS) return 2 * HOLD_MAX_MS;
  return Math.min(HOLD_MAX_MS, Math.max(HOLD_MIN_MS, outageMs / 2));
}
