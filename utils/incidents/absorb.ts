/** Puts what was just seen into the state, before anything is judged. Pure. */
import { startOf } from '@/utils/diagnosis/control-answer';
import { isBad, SOFT, symptomOf } from '@/utils/diagnosis/symptom';
import type {
  EpochMs,
  HttpObservation,
  NetworkInfoObservation,
  Observation,
  Sample,
  ServiceId,
  SparkBar,
  StatusPageObservation,
  Symptom,
} from '@/utils/model';
import { absorbBackOff } from './absorb-back-off';
import { absorbVantage, absorbVantagePending } from './absorb-vantage';
import { isAdmitted } from './admitted';
import { onNetwork } from './blocks';
import { afterSample } from './schedule';
import { SAMPLES_KEPT, type ServiceState, SPARK_BARS, SPARK_SLOT_MS, type State } from './state';
import { learned } from './usual';
import { askedAgain, isGoodPage, standsForProbe, withEarlierVisits, withVisit } from './visits';

/** A page that ended this long ago cannot be told from a later one: evidence kept for show. */
const SHOWN_MS = 3_600_000;

/** Absorbs one observation after the other. Those of services no longer watched are dropped. */
export function absorb(state: State, seen: readonly Observation[], now: EpochMs): State {
  return seen.reduce((before, one) => absorbOne(before, one, now), state);
}

function absorbOne(state: State, seen: Observation, now: EpochMs): State {
  switch (seen.source) {
    case 'control':
      return withControl(state, seen);
    case 'probe':
      return withService(state, seen.target, (service) => withSample(service, seen));
    case 'page-load':
      return withService(state, seen.target, (service) => withPage(service, seen));
    case 'resolver':
      return withService(state, seen.service, (service) => ({
        ...service,
        resolvers: recent([...service.resolvers, seen], now),
      }));
    case 'status-page':
      return withService(state, seen.service, (service) =>
        seen.indicator === null ? service : withReport(service, seen),
      );
    case 'routing':
      return withService(state, seen.service, (service) => ({
        ...service,
        routing: recent([...service.routing, seen], now),
      }));
    case 'vantage':
      return withService(state, seen.service, (service) => absorbVantage(service, seen, now));
    case 'vantage-pending':
      return absorbVantagePending(state, seen);
    case 'network-info':
      return withNetwork(state, seen);
    case 'portal':
      return { ...state, portal: { state: seen.state, at: seen.at } };
    case 'back-off':
      return absorbBackOff(state, seen);
    default:
      return seen satisfies never;
  }
}

/** What was taken for a block, and let alone, is looked at again once the service itself speaks of an outage. */
function withReport(service: ServiceState, report: StatusPageObservation): ServiceState {
  const isNews = isAdmitted(report) && !isAdmitted(service.report) && service.blockedSince !== null;
  return { ...service, report, nextProbeAt: isNews ? report.at : service.nextProbeAt };
}

/** Changes one service; the state as it is when that service is not watched. */
function withService(
  state: State,
  id: ServiceId | null,
  change: (service: ServiceState) => ServiceState,
): State {
  const service = id === null ? undefined : state.services[id];
  if (service === undefined) return state;
  return { ...state, services: { ...state.services, [service.id]: change(service) } };
}

function withControl(state: State, seen: HttpObservation): State {
  const changed = seen.errorType === 'local.network_changed';
  const here = seen.network == null ? state : onNetwork(state, networkOf(state, seen.network, seen));
  return {
    ...here,
    controls: { ...state.controls, [seen.target]: seen },
    networkChangedAt: changed ? seen.at : state.networkChangedAt,
  };
}

/** Only one control tells the country: what it said holds on this network. */
function networkOf({ network }: State, key: string, seen: HttpObservation): NonNullable<State['network']> {
  const known = network?.key === key ? (network.country ?? null) : null;
  return { key, at: seen.at, by: seen.target, country: seen.country ?? known };
}

function withPage(service: ServiceState, seen: HttpObservation): ServiceState {
  const good = isGoodPage(seen);
  const next = good && !standsForProbe(service) ? askedAgain(service, seen.at) : withSample(service, seen);
  return seen.inTab === true ? next : withVisit(next, !good);
}

function withSample(service: ServiceState, seen: HttpObservation): ServiceState {
  const symptom = symptomOf(seen, service.usual);
  const sample: Sample = {
    at: seen.at,
    symptom,
    tookMs: seen.tookMs,
    status: seen.status,
    how: seen.source === 'page-load' ? 'page-load' : 'probe',
    retryAfterMs: seen.retryAfterMs,
  };
  // What a page told is held back for a moment (docs/decisions.md, 25), so that a probe may have come before it.
  const later = service.samples.findLastIndex((one) => one.at <= sample.at) + 1;
  const samples = service.samples.toSpliced(later, 0, sample).slice(-SAMPLES_KEPT);
  const newest = samples.at(-1) ?? sample;
  const answered = !isBad(symptom) && symptom !== 'void';
  const next: ServiceState = {
    ...service,
    samples,
    limited: seen.source === 'page-load' ? service.limited : seen.limited,
    usual: symptom === 'answers' ? learned(service.usual, seen) : service.usual,
    bars: withBar(service.bars, seen.at, barOf(symptom)),
    lastAnswerAt: answered ? Math.max(seen.at, service.lastAnswerAt ?? 0) : service.lastAnswerAt,
    failingSince: isBad(symptom) ? failingSinceOf(service, seen) : service.failingSince,
    goodSince: isBad(symptom) ? null : answered ? (service.goodSince ?? seen.at) : service.goodSince,
  };
  return afterSample(withEarlierVisits(next, next.failingSince), newest);
}

/** The first sign of the trouble that goes on, which may be told after the second. */
function failingSinceOf({ failingSince }: ServiceState, seen: HttpObservation): EpochMs {
  const began = startOf(seen);
  return failingSince === null ? began : Math.min(failingSince, began);
}

function barOf(symptom: Symptom): SparkBar | null {
  if (symptom === 'void') return null;
  if (symptom === 'slow') return 'slow';
  if (SOFT.has(symptom) || symptom === 'answers') return 'up';
  return 'down';
}

const WORSE: readonly SparkBar[] = ['none', 'resting', 'up', 'slow', 'unknown', 'yours', 'down'];

/** Keeps the worst outcome of each slot of the last hour. */
export function withBar(bars: ServiceState['bars'], at: EpochMs, bar: SparkBar | null): ServiceState['bars'] {
  if (bar === null) return bars;
  const slot = Math.floor(at / SPARK_SLOT_MS) * SPARK_SLOT_MS;
  const known = bars.find((one) => one.at === slot);
  if (known !== undefined && WORSE.indexOf(bar) <= WORSE.indexOf(known.bar)) return bars;
  // What a page saw may come after a later answer.
  return [...bars.filter((one) => one.at !== slot), { at: slot, bar }]
    .toSorted((a, b) => a.at - b.at)
    .slice(-SPARK_BARS);
}

function recent<T extends { at: EpochMs }>(seen: readonly T[], now: EpochMs): T[] {
  return seen.filter((one) => one.at > now - SHOWN_MS).slice(-8);
}

function withNetwork(state: State, seen: NetworkInfoObservation): State {
  const { asn, country, prefix, at } = seen;
  const told = seen.outcome === 'ok' || seen.outcome === 'skipped';
  if (seen.service !== null) {
    if (!told) return state;
    return withService(state, seen.service, ({ usual, ...rest }) => ({
      ...rest,
      usual: { ...usual, prefix: prefix ?? usual.prefix },
    }));
  }
  const before = state.ownNetwork;
  const known = { asn: asn ?? before?.asn ?? null, country: country ?? before?.country ?? null, at };
  return { ...state, ownNetwork: told ? known : before, ownNetworkAsked: null };
}
