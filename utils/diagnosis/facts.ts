/** Evidence boiled down to the few facts that rules may use. Pure. */
import type { EpochMs, Evidence, StatusPageObservation, Symptom } from '@/utils/model';
import { type ConnectionFacts, connectionFactsOf } from './connection';
import {
  type ElsewhereFacts,
  elsewhereFactsOf,
  type ResolverFacts,
  type RoutingFacts,
  resolverFactsOf,
  routingFactsOf,
} from './elsewhere';
import { type Leading, namedSample, resolversInTime } from './leading';
import { GOOD, isBad, medianOf } from './symptom';

/** What is true, false or not known (null) about one service now. */
export interface Facts extends ConnectionFacts, ResolverFacts, RoutingFacts {
  /** How it fails, or answers, here and now; null when it was not asked lately. */
  symptom: Symptom | null;
  /** The HTTP status that goes with the symptom. */
  status: number | null;
  elsewhere: ElsewhereFacts['elsewhere'];
  /** How it fails elsewhere. */
  elsewhereSymptom: Symptom | null;
  world: ElsewhereFacts;
  report: StatusPageObservation['indicator'];
  reportComponent: string | null;
  /** The reader's own country, by its two letters. */
  country: string | null;
  /** At least two, and most, of what shares its family or cloud fail too, while the rest is well. */
  siblingsFail: boolean | null;
  shared: string | null;
  /** At least two unrelated favourites, or two controls, cannot be found by name either. */
  othersUnnamed: boolean;
  /** At least two other favourites show an untrusted certificate too. */
  othersUntrusted: boolean;
  /** It answers now and then: whatever it is, it is no wall. */
  comesAndGoes: boolean;
  /** Places elsewhere were asked since it fails without a break, so that what they met is what we meet. */
  askedMeanwhile: boolean;
  /** Two looks far away, one after the other, both found a place that fails: no wall here does that. */
  failsFar: boolean;
  /** The reader's own pages hang while our small questions are answered. */
  onlyPages: boolean;
  /** It has only ever answered over IPv6; null when the browser did not say. */
  byIpv6: boolean | null;
  /** At least two other favourites fail as well. */
  othersFail: boolean;
  /** A third or more of the unrelated favourites fail. */
  unrelatedFail: boolean;
  unrelatedWell: boolean | null;
  /** No network at all, says the browser. */
  offline: boolean | null;
  /** So does the latest request. */
  cutOff: boolean;
  /** The last answer of all was an error of its servers. */
  erred: boolean;
  /** The clock is off by half a day or more. */
  clockOff: boolean | null;
  skewMs: number | null;
  /** Planned work announced by the answer itself. */
  retryAfterMs: number | null;
  /** When planned work or a limit is over, as announced; null when not announced, or past. */
  until: EpochMs | null;
  /** Times slower than usual; null when not slow or not learned. */
  slowdown: number | null;
}

const CLOCK_OFF_MS = 12 * 3_600_000;
const FEW = 2;
/** So many failures in a row are no chance. */
const STEADY = 4;
const MOST = 0.6;
const SOME = 0.35;
const THIRD = 1 / 3;

/** Boils evidence down to facts. */
export function factsOf(evidence: Evidence): Facts {
  const { peers, usual } = evidence;
  const leading = namedSample(evidence);
  const last = evidence.samples.findLast((sample) => sample.symptom !== 'void')?.symptom;
  const comesAndGoes = isComingAndGoing(evidence);
  const world = worldOf(evidence, leading, comesAndGoes);
  const clockOff = evidence.skewMs === null ? null : Math.abs(evidence.skewMs) >= CLOCK_OFF_MS;
  const reached = evidence.reached ?? evidence.resolvers;
  const connection = connectionFactsOf(evidence.controls, evidence.portal, reached, clockOff);
  return {
    ...connection,
    nothingAnswers: isSilent(connection.nothingAnswers, evidence),
    ...resolverFactsOf(resolversInTime(evidence)),
    ...routingFactsOf(evidence.routing),
    symptom: leading?.symptom ?? null,
    status: leading?.status ?? null,
    elsewhere: world.elsewhere,
    elsewhereSymptom: world.symptom,
    world,
    report: evidence.report?.indicator ?? null,
    reportComponent: evidence.report?.component ?? null,
    country: countryOf(evidence, world),
    siblingsFail: doSiblingsFail(peers),
    shared: peers.shared,
    othersUnnamed: peers.unrelatedDns >= FEW || connection.controlsUnnamed === true,
    othersUntrusted: peers.untrusted >= FEW,
    comesAndGoes,
    askedMeanwhile: isAskedMeanwhile(evidence),
    failsFar: (evidence.farLooksFailing ?? 0) >= FEW,
    onlyPages: isOnlyPages(evidence),
    byIpv6: usual.ips.length === 0 ? null : usual.ips.every((ip) => ip.includes(':')),
    othersFail: peers.siblingsFailing + peers.unrelatedFailing >= FEW,
    unrelatedFail: peers.unrelated > 0 && peers.unrelatedFailing / peers.unrelated >= THIRD,
    unrelatedWell: peers.unrelated === 0 ? null : peers.unrelatedFailing === 0,
    offline: evidence.online === null ? null : !evidence.online,
    cutOff: last === 'offline',
    erred: last === '5xx',
    clockOff,
    skewMs: evidence.skewMs,
    retryAfterMs: leading?.retryAfterMs ?? null,
    until: untilOf(evidence, leading),
    slowdown: slowdownOf(evidence, leading?.tookMs ?? null),
  };
}

function worldOf({ vantages, row, run }: Evidence, leading: Leading, comesAndGoes: boolean): ElsewhereFacts {
  const steady = (row ?? run.length) >= STEADY;
  return elsewhereFactsOf(
    vantages,
    leading?.symptom ?? null,
    steady ? 'steady' : comesAndGoes ? 'fits' : null,
  );
}

/** An answer, an error perhaps, after the controls had failed: something gets through again. */
function isSilent(nothingAnswers: boolean | null, { samples, controls }: Evidence): boolean | null {
  const failedAt = Math.max(...controls.map(({ seen }) => seen.at));
  return nothingAnswers === true
    ? !samples.some(({ status, at }) => status !== null && at > failedAt)
    : nothingAnswers;
}

/** Who limits us says it with the answer; planned work has its end on the status page, or in the answer too. */
function untilOf({ report, now }: Evidence, leading: Leading): EpochMs | null {
  const planned = report?.indicator === 'maintenance' ? report.until : null;
  const limited = leading?.retryAfterMs == null ? null : leading.at + leading.retryAfterMs;
  const until = leading?.symptom === 'rate' ? limited : (planned ?? limited);
  return until !== null && until > now ? until : null;
}

/** Places near the reader stand in their country. */
function countryOf({ country = null }: Evidence, world: ElsewhereFacts): string | null {
  return country ?? world.nearCountry;
}

function doSiblingsFail({ siblings, siblingsFailing, unrelated, unrelatedFailing }: Evidence['peers']) {
  if (siblings === 0) return null;
  const most = siblingsFailing >= FEW && siblingsFailing / siblings >= MOST;
  return most && unrelatedFailing < SOME * Math.max(1, unrelated);
}

/** Bad answers and good ones, and the good ones not just from before or after. */
function isComingAndGoing({ samples, course = [] }: Evidence): boolean {
  const longer = course.length > samples.length ? course : samples;
  const telling = longer.filter((sample) => sample.symptom !== 'void');
  const first = telling.findIndex((sample) => isBad(sample.symptom));
  const last = telling.findLastIndex((sample) => isBad(sample.symptom));
  return telling.slice(first, last).some((sample) => GOOD.has(sample.symptom));
}

function isAskedMeanwhile({ run, vantages }: Evidence): boolean {
  const since = run[0]?.at ?? Number.POSITIVE_INFINITY;
  return vantages.filter((seen) => seen.at >= since).length >= FEW;
}

/** Small answers get through and whole pages do not: what large packets that are lost look like. */
function isOnlyPages({ samples }: Evidence): boolean {
  const pages = samples.filter((sample) => sample.how === 'page-load' && sample.symptom === 'timeout');
  const probes = samples.filter((sample) => sample.how === 'probe' && sample.symptom !== 'void');
  return pages.length >= FEW && probes.length > 0 && probes.every((sample) => GOOD.has(sample.symptom));
}

function slowdownOf({ usual }: Evidence, tookMs: number | null): number | null {
  const median = medianOf(usual.tookMs);
  if (tookMs === null || median === null || median <= 0) return null;
  return Math.max(1, Math.round(tookMs / median));
}
