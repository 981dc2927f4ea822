/** The reader's own fault, held over time. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Judgement, Sample, ServiceId, SparkBar, Verdict } from '@/utils/model';
import { lastTelling } from './samples';
import { released } from './shown';
import { type ServiceState, SPARK_SLOT_MS, type State } from './state';
import { unfoundPage } from './visits';

/** No failure counts this long after waking, unless a control has answered (docs/decisions.md, 4). */
const WAKE_GRACE_MS = 45_000;
const NETWORK_GRACE_MS = 10_000;

/** Sets or clears the own fault by what diagnosis says of the failing services. */
export function advanceOwnFault(state: State, judged: ReadonlyMap<string, Judgement>, now: EpochMs): State {
  const own = [...judged].filter(
    ([id, one]) => isOwn(state, id, one, now) && !(id in state.guests) && isTroubled(state.services[id], now),
  );
  const verdict = own[0]?.[1].verdict;
  if (verdict !== undefined) {
    if (isInGrace(state, now)) return state;
    const since = state.own?.since ?? failingSince(state, verdict, now);
    return { ...state, own: { verdict, since } };
  }
  if (state.own === null) return state;
  const clear = [...judged.values()].some((one) => one.gate === 'clear');
  const failing = favouritesIn(state).some((service) => isFailing(service.samples));
  return clear || !failing ? withoutOwnFault(state, state.own.since, now) : state;
}

/** The directory that lost one name is at fault for all, once a page was not found beside answers from memory. */
function isOwn(state: State, id: ServiceId, { gate, verdict }: Judgement, now: EpochMs): boolean {
  if (gate === 'own') return true;
  const service = state.services[id];
  if (verdict.name !== 'local_dns' || service === undefined) return false;
  return state.own?.verdict.name === 'local_dns' || unfoundPage(service, now) !== null;
}

/** It is over, and the failures it caused say nothing about any service, then or later. */
function withoutOwnFault(state: State, since: EpochMs, now: EpochMs): State {
  const services = Object.entries(state.services).map(([id, service]): [string, ServiceState] => {
    const samples = service.samples.map((sample): Sample => {
      return sample.at >= since && isBad(sample.symptom) ? { ...sample, symptom: 'void' } : sample;
    });
    const voided = samples.some((sample, index) => sample.symptom !== service.samples[index]?.symptom);
    // What failed is asked anew at once: its failures no longer say anything.
    const nextProbeAt =
      voided || isFailing(samples) ? Math.min(now, service.nextProbeAt ?? now) : service.nextProbeAt;
    const failingSince = voided && !service.inIncident ? null : service.failingSince;
    const bars = asOwn(service.bars, since);
    return [id, { ...released(service), samples, nextProbeAt, failingSince, bars }];
  });
  return { ...state, services: Object.fromEntries(services), own: null, ownEndedAt: now };
}

/** Failures since a fault of one's own began, as one's own. */
export function asOwn(bars: ServiceState['bars'], since: EpochMs | null): ServiceState['bars'] {
  return since === null ? bars : recast(bars, since, 'down', 'yours');
}

/** Failures of a service that is known to be down, as its own, also where one's own side failed besides. */
export function asTheirs(bars: ServiceState['bars'], since: EpochMs): ServiceState['bars'] {
  return recast(bars, since, 'yours', 'down');
}

/** Failures for which nobody was found to be at fault, as not known. */
export function asUndecided(
  bars: ServiceState['bars'],
  decided: readonly { from: EpochMs; to: EpochMs }[],
): ServiceState['bars'] {
  const isDecided = (at: EpochMs) => decided.some(({ from, to }) => at + SPARK_SLOT_MS > from && at <= to);
  return bars.map((one) => (one.bar === 'down' && !isDecided(one.at) ? { ...one, bar: 'unknown' } : one));
}

/** Failures that were announced, as planned work. */
export function asPlanned(bars: ServiceState['bars'], since: EpochMs): ServiceState['bars'] {
  return recast(bars, since, 'down', 'planned');
}

function recast(
  bars: ServiceState['bars'],
  since: EpochMs,
  from: SparkBar,
  to: SparkBar,
): ServiceState['bars'] {
  return bars.map((one) => (one.bar === from && one.at + SPARK_SLOT_MS > since ? { ...one, bar: to } : one));
}

/**
 * A service that answers again speaks against a fault of one's own, whatever older answers of controls say; but for one
 * whose page was not found by name.
 */
function isTroubled(service: ServiceState | undefined, now: EpochMs): boolean {
  if (service === undefined) return false;
  const last = lastTelling(service.samples);
  return (last !== undefined && last.symptom !== 'answers') || unfoundPage(service, now) !== null;
}

function isFailing(samples: State['services'][string]['samples']): boolean {
  const last = lastTelling(samples);
  return last !== undefined && isBad(last.symptom);
}

/** What was only looked up must not decide what is said of the favourites. */
function favouritesIn({ services, guests }: State): ServiceState[] {
  return Object.values(services).filter((service) => !(service.id in guests));
}

/**
 * When the present run of failures began, over all favourites but those that were known before to be down for another
 * cause: what one of them was first found to suffer from may be what all do.
 */
function failingSince(state: State, { name }: Verdict, now: EpochMs): EpochMs {
  const starts = favouritesIn(state).flatMap((service) => {
    if (service.inIncident ? service.verdict.name !== name : service.health === 'maintenance') return [];
    const lastGood = service.samples.findLastIndex(
      (sample) => !isBad(sample.symptom) && sample.symptom !== 'void',
    );
    const first = service.samples.slice(lastGood + 1).find((sample) => isBad(sample.symptom));
    return (first ?? unfoundPage(service, now))?.at ?? [];
  });
  return starts.length === 0 ? now : Math.min(...starts);
}

/** Whether failures are still forgiven because the computer has just woken or changed networks. */
export function isInGrace(state: State, now: EpochMs): boolean {
  if (state.networkChangedAt !== null && now - state.networkChangedAt < NETWORK_GRACE_MS) return true;
  const wokeAt = state.wokeAt;
  if (wokeAt === null || now - wokeAt >= WAKE_GRACE_MS) return false;
  return !Object.values(state.controls).some((seen) => seen.at >= wokeAt && seen.outcome === 'ok');
}
