/** What is true now, small enough to be written at every step. Types and bounds; pure. */
import type {
  EpochMs,
  Guest,
  Health,
  HttpObservation,
  Phase,
  PortalObservation,
  ResolverObservation,
  RoutingObservation,
  Sample,
  ServiceId,
  SparkBar,
  StatusPageObservation,
  Symptom,
  Usual,
  VantageObservation,
  VantagePlace,
  Verdict,
} from '@/utils/model';
import type { Member } from './member';

export interface ServiceState {
  id: ServiceId;
  health: Health;
  /** When this health began. */
  healthAt: EpochMs;
  verdict: Verdict;
  /** Outside facts and symptom the verdict rests on, so that missing evidence never weakens it. */
  basis: { knowledge: number; places: boolean; symptom: Symptom | null; at: EpochMs };
  /** What was known of an open incident when a fault of one's own came over it; null when none did. */
  held: Pick<ServiceState, 'health' | 'healthAt' | 'verdict' | 'basis'> | null;
  /** What the open incident was, while it seems to be over; null when it does not. */
  before: Verdict | null;
  /** First failed probe of what is going on; null when nothing is. */
  failingSince: EpochMs | null;
  /** First good answer since the last failure, which may be older than all samples that are kept. */
  goodSince: EpochMs | null;
  /** When a fault was last confirmed, for flapping; within the last hour. */
  confirmedAt: readonly EpochMs[];
  /** The fault going on was confirmed, and has not ended. */
  inIncident: boolean;
  /** Newest last, at most `SAMPLES_KEPT`. */
  samples: readonly Sample[];
  usual: Usual;
  resolvers: readonly ResolverObservation[];
  report: StatusPageObservation | null;
  vantages: readonly VantageObservation[];
  routing: readonly RoutingObservation[];
  /** When each source was last asked about this service, by key. */
  asked: Readonly<Record<string, EpochMs>>;
  /** Null: by its own interval. */
  nextProbeAt: EpochMs | null;
  /** The host is not granted: causes are hidden. */
  limited: boolean;
  /** Bars of the last hour: start of the slot -> worst outcome in it. */
  bars: readonly { at: EpochMs; bar: SparkBar }[];
  lastAnswerAt: EpochMs | null;
  /** The person said that it works, against this failure; null when nothing was said. */
  said: { at: EpochMs; against: Symptom } | null;
  /** When the person last said that it fails. */
  insistedAt: EpochMs | null;
  /** Since when it is known to be blocked on this network; null while it is not. */
  blockedSince: EpochMs | null;
  /** The person's own visits since the trouble began; null when there were none. */
  visits: { failed: number; all: number; since: EpochMs } | null;
}

/** A service that is blocked on one network. */
export interface Block {
  since: EpochMs;
  /** "OK, I know": no badge for it there any more. */
  acknowledged: boolean;
}

/** A measurement at the vantage network that was started and may be collected. */
export interface Measurement {
  id: string;
  services: readonly ServiceId[];
  places: readonly VantagePlace[];
  startedAt: EpochMs;
  collectAt: EpochMs;
}

/** The reader's own fault, while one is known. */
export interface OwnFault {
  verdict: Verdict;
  since: EpochMs;
}

export interface Incident {
  id: string;
  /** Family or cloud that its members share; null for one that stands alone. */
  shared: string | null;
  members: readonly Member[];
  since: EpochMs;
  confirmedAt: EpochMs;
  verdict: Verdict;
  phases: readonly Phase[];
  /** What was told: null until the first notice. */
  told: {
    at: EpochMs;
    scope: Verdict['scope'];
    services: number;
    back: number;
    /** The notice it shares with others that began at the same time; null when it has its own. */
    digest: string | null;
    /** It was told that this one comes and goes: silence until it is steady. */
    flapping?: true;
  } | null;
  /** It was to be told in quiet hours, and waits for their end. */
  held?: true;
  closedAt: EpochMs | null;
}

/** "Tell me when it's back", for a favourite or a guest. */
export interface Wish {
  at: EpochMs;
  /** First failure of what the person waits out; null while it was never seen to fail. */
  fellAt: EpochMs | null;
  /** First good answer after it; null while it fails. */
  backAt: EpochMs | null;
}

/** An outage that was over before quiet hours ended. */
export interface Overnight {
  services: readonly ServiceId[];
  since: EpochMs;
  until: EpochMs;
}

export interface State {
  version: 1;
  /** Spreads this browser's questions from everybody else's; chosen once. */
  salt: number;
  services: Readonly<Record<ServiceId, ServiceState>>;
  /** Latest answer of each control. */
  controls: Readonly<Record<string, HttpObservation>>;
  /** When each control was last asked, so that one that found no room is asked next. */
  controlsAsked: Readonly<Record<string, EpochMs>>;
  own: OwnFault | null;
  /** When the last fault of one's own was over; failures before it are no votes. */
  ownEndedAt: EpochMs | null;
  portal: { state: PortalObservation['state']; at: EpochMs } | null;
  incidents: readonly Incident[];
  measurements: readonly Measurement[];
  /** Tests asked of the vantage network in the last hour. */
  vantageTests: readonly { at: EpochMs; tests: number; service: ServiceId }[];
  /** Sources that refused or failed: left alone until then. */
  backOff: Readonly<Record<string, { until: EpochMs; failures: number }>>;
  /** Feeds by URL: when last read. */
  feeds: Readonly<Record<string, EpochMs>>;
  ownNetwork: { asn: number | null; country: string | null; at: EpochMs } | null;
  /** When it was last asked for, and how often in vain; null once an answer has come. */
  ownNetworkAsked: { at: EpochMs; times: number } | null;
  /** The network this computer was last seen on, when, and which control told. */
  network: { key: string; at: EpochMs; by: string; country?: string | null } | null;
  /** What is blocked where: `service@network` (see `blocks.ts`). */
  blocks: Readonly<Record<string, Block>>;
  /** Sites that were looked up without being favourites. */
  guests: Readonly<Record<ServiceId, Guest>>;
  wishes: Readonly<Record<ServiceId, Wish>>;
  /** No notice about these until then, or until they are back. */
  mutes: Readonly<Record<ServiceId, EpochMs | 'back'>>;
  /** What is to be told in one line when quiet hours end. */
  overnight: readonly Overnight[];
  /** When the watch rested, within the last hour; `to` null while it does. */
  rests: readonly { from: EpochMs; to: EpochMs | null }[];
  lastTickAt: EpochMs | null;
  wokeAt: EpochMs | null;
  networkChangedAt: EpochMs | null;
}

export const SAMPLES_KEPT = 20;
/** Evidence used together is at most this old (docs/decisions.md, 2). */
export const FRESH_MS = 75_000;
export const SPARK_BARS = 24;
export const SPARK_SLOT_MS = 150_000;

export const NOTHING_USUAL: Usual = {
  statuses: [],
  landed: [],
  tookMs: [],
  ips: [],
  prefix: null,
  seenUp: false,
};

export const NO_VERDICT: Verdict = {
  name: 'unknown',
  scope: 'unknown',
  confidence: 'low',
  rule: 'not-asked',
  numbers: {},
};
