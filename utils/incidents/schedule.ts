/** When a service is asked next: the cadence of docs/decisions.md, 4. Pure. */
import { GOOD, isBad, SOFT } from '@/utils/diagnosis/symptom';
import type { EpochMs, Sample, Watched } from '@/utils/model';
import { isSettledBlock } from './doubt';
import { isSlowed, restedInterval } from './resting';
import { runOf, unbroken } from './samples';
import type { ServiceState, State } from './state';

/** Delays of a burst, counted from the first failure (ms). Later failures come `TROUBLE_MS` apart. */
const BURST_MS = [0, 2_000, 7_000, 17_000, 36_000, 66_000] as const;
/** The looks after which an outage may be told: repeats that came besides do not put them off. */
const TELLING_MS = [36_000, 66_000] as const;
/** Delays of a recovery burst, counted from the first good answer. */
const RECOVERY_MS = [0, 2_000, 7_000, 32_000] as const;
const SOFT_MS = [0, 5_000, 15_000] as const;
const TROUBLE_MS = 30_000;
/** After ten minutes down a service is asked once a minute. */
const LONG_TROUBLE_MS = 60_000;
const LONG_MS = 600_000;
/** A failure that went away at once may be one of many: a few more looks, one soon after the other. */
const AGAIN_MS = [3_000, 4_000, 5_000, 6_000, 7_000, 8_000] as const;
/** After them, and when one that comes and goes seems to be over, a service is watched more closely for a while. */
const WATCHFUL_MS = 15_000;
const WATCHFUL_FOR_MS = 180_000;
/** A request that a network change ended is simply asked again. */
const VOID_MS = 5_000;
const MAINTENANCE_MS = 120_000;
const RETRY_AFTER_MAX_MS = 900_000;
/** A settled block is asked this often, by nobody else (docs/decisions.md, 10). */
const HOUR_MS = 3_600_000;
/** A long interval must not hide a closed lid or a new network for long. */
const ALARM_MAX_MS = 300_000;
/** An alarm may come a little early; a service almost due is asked with the others. */
const EARLY_SHARE = 0.1;

/** Sets when a service is asked again, right after a sample. Null leaves it to its own interval. */
export function afterSample(service: ServiceState, sample: Sample): ServiceState {
  return { ...service, nextProbeAt: nextProbeAt(service, sample) };
}

function nextProbeAt(service: ServiceState, sample: Sample): EpochMs | null {
  if (sample.symptom === 'void') return sample.at + VOID_MS;
  if (isBad(sample.symptom)) return afterFailure(service, sample);
  if (SOFT.has(sample.symptom)) return afterSoft(service, sample);
  return afterAnswer(service, sample);
}

function afterFailure(service: ServiceState, sample: Sample): EpochMs {
  const planned = sample.symptom === 'maintenance';
  if (service.health === 'maintenance' && (planned || sample.retryAfterMs !== null))
    return afterPlannedWork(service, sample);
  if (isSettledBlock(service, sample.at)) return sample.at + HOUR_MS;
  // What fails after planned work has only just begun to.
  const whole = runOf(service.samples, (one) => isBad(one) && (planned || one !== 'maintenance'));
  // A burst that was torn apart, by sleep or a worker that died, confirms nothing: it is begun again.
  const run = service.inIncident ? whole : unbroken(whole);
  const start = run[0]?.at ?? sample.at;
  // What the person saw by themselves takes no probe's place.
  const burst = BURST_MS[run.filter((one) => one.how === 'probe').length];
  const long = service.failingSince !== null && sample.at - service.failingSince > LONG_MS;
  const later = sample.at + waitOf(sample, long ? LONG_TROUBLE_MS : TROUBLE_MS);
  const next = burst === undefined ? later : Math.max(sample.at + spareOf(sample, TROUBLE_MS), start + burst);
  const telling = TELLING_MS.map((ms) => start + ms).find((at) => at >= sample.at + 1_000);
  return sample.retryAfterMs === null ? Math.min(next, telling ?? next) : next;
}

/**
 * Gives when the worker must be there to look at a failure that may be told then; null when none is ahead. An alarm of
 * its own is set to it, since the usual one comes when it comes.
 */
export function tellingLookAt(state: State, watched: readonly Watched[], now: EpochMs): EpochMs | null {
  const [soonest] = TELLING_MS;
  const times = watched.flatMap(({ id }) => state.services[id]?.failingSince ?? []);
  const ahead = times.map((since) => since + soonest).filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** The end that was announced first is looked at when it comes, even if a later answer puts it off. */
function afterPlannedWork({ samples }: ServiceState, sample: Sample): EpochMs {
  const next = sample.at + waitOf(sample, MAINTENANCE_MS);
  const ends = runOf(samples, isBad).flatMap(({ at, retryAfterMs }) => at + (retryAfterMs ?? 0));
  return Math.min(next, ...ends.filter((end) => end > sample.at));
}

function afterSoft(service: ServiceState, sample: Sample): EpochMs {
  if (isSettledBlock(service, sample.at)) return sample.at + HOUR_MS;
  const run = runOf(service.samples, (symptom) => SOFT.has(symptom));
  const start = run[0]?.at ?? sample.at;
  const burst = SOFT_MS[run.length];
  if (burst !== undefined) return Math.max(sample.at + spareOf(sample, RETRY_AFTER_MAX_MS), start + burst);
  return sample.at + waitOf(sample, LONG_TROUBLE_MS);
}

function afterAnswer(service: ServiceState, sample: Sample): EpochMs | null {
  if (service.inIncident) {
    const run = runOf(service.samples, (symptom) => GOOD.has(symptom));
    const start = run[0]?.at ?? sample.at;
    const burst = RECOVERY_MS[run.length];
    const every = service.health === 'degraded' ? WATCHFUL_MS : TROUBLE_MS;
    return burst === undefined ? sample.at + every : Math.max(sample.at + 1_000, start + burst);
  }
  const lastBad = service.samples.findLastIndex((one) => isBad(one.symptom));
  const badAt = service.samples[lastBad]?.at ?? 0;
  if (sample.at - badAt >= WATCHFUL_FOR_MS) return sample.symptom === 'slow' ? sample.at + WATCHFUL_MS : null;
  return sample.at + (AGAIN_MS[service.samples.length - 2 - lastBad] ?? WATCHFUL_MS);
}

/**
 * Retry-After within a burst: obeyed by who is let in and only too often, and kept to half a minute by who must still
 * find out whether it is down at all.
 */
function spareOf({ retryAfterMs }: Sample, mostMs: number): number {
  return Math.max(1_000, Math.min(retryAfterMs ?? 0, mostMs));
}

/** Retry-After, obeyed up to a quarter of an hour. */
function waitOf(sample: Sample, usualMs: number): number {
  return Math.max(usualMs, Math.min(sample.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
}

/** Whether something is going on that must not wait for the service's own interval. */
export function isUrgent(service: ServiceState): boolean {
  return service.nextProbeAt !== null;
}

/** Gives the time at which a service is due; a healthy one by its interval, a little early rather than late. */
export function dueAt(service: ServiceState, intervalMs: number): EpochMs {
  if (service.nextProbeAt !== null) return service.nextProbeAt;
  const last = service.samples.at(-1)?.at ?? 0;
  return last + intervalMs * (1 - EARLY_SHARE);
}

/** While anything is going on the alarm comes every half minute, else at the shortest interval (ms). */
export function alarmPeriodOf(state: State, watched: readonly Watched[]): number {
  const urgent = Object.values(state.services).some(isUrgent);
  return urgent || state.own !== null ? TROUBLE_MS : usualPeriodOf(state, watched);
}

/** How often the alarm comes while nothing is going on (ms). */
export function usualPeriodOf(state: State, watched: readonly Watched[]): number {
  if (watched.length === 0) return ALARM_MAX_MS;
  const usual = Math.min(...watched.map((one) => one.intervalMs));
  const shortest = isSlowed(state, watched) ? restedInterval(usual) : usual;
  return Math.min(ALARM_MAX_MS, Math.max(TROUBLE_MS, shortest));
}
