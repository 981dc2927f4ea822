/** What the log keeps. Types only. */
import type {
  EpochMs,
  EvidenceLine,
  Notice,
  Phase,
  SampleRow,
  Scope,
  ServiceId,
  Verdict,
  VerdictName,
} from '@/utils/model';

/** One service over one hour or one day. */
export interface SeriesRow {
  service: ServiceId;
  /** Start of the hour or day (UTC). */
  from: EpochMs;
  /** Answers by outcome. */
  counts: Partial<Record<SampleRow['outcome'], number>>;
  /** Failures by kind; page loads of the person are counted apart. */
  kinds: Record<string, number>;
  pageLoads: number;
  pageLoadsFailed: number;
  /** Latencies by bucket (`bucketOf`). */
  latencies: Record<number, number>;
  /** Hours only: one letter per minute, worst outcome of each. */
  minutes?: string;
  /** Young hours only: one sign per minute, the bucket of its last latency. */
  pace?: string;
}

/** All services over a day by hours, or over a month by days, as `pack.ts` writes them. */
export interface PackRow {
  from: EpochMs;
  /** Names that the bytes refer to by their place in these lists. */
  services: readonly string[];
  kinds: readonly string[];
  data: Uint8Array;
}

/** One notice that was told. */
export interface ToldRow {
  at: EpochMs;
  kind: Notice['kind'];
  mood?: NonNullable<Notice['mood']>;
}

export interface IncidentRow {
  id: string;
  /** What its members share; null when there is one. */
  shared: string | null;
  members: readonly {
    service: ServiceId;
    since: EpochMs;
    restoredAt: EpochMs | null;
    verdict: VerdictName;
    /** Over by the person's word. */
    said?: true;
  }[];
  openedAt: EpochMs;
  closedAt: EpochMs | null;
  scope: Scope;
  verdict: Verdict;
  phases: readonly Phase[];
  /** When it was first told; null when it never was. */
  toldAt: EpochMs | null;
  /** What was told about it, in order. */
  notices: readonly ToldRow[];
  /** What was known when it was confirmed and whenever the verdict changed, by service; newest last. */
  evidence: readonly { at: EpochMs; service: ServiceId; lines: readonly EvidenceLine[] }[];
}

/** With the months (UTC) it touches; 0 among them while it is open. */
export interface StoredIncident extends IncidentRow {
  months: readonly number[];
}

export interface GapRow {
  from: EpochMs;
  to: EpochMs;
  why: 'asleep' | 'closed' | 'paused' | 'resting';
}

/** One service over some minutes, hours or days, as charts draw it. */
export interface SeriesPoint {
  from: EpochMs;
  spanMs: number;
  counts: SeriesRow['counts'];
  kinds: SeriesRow['kinds'];
  pageLoads: number;
  pageLoadsFailed: number;
  /** Milliseconds; null when nothing answered. */
  latency: { p50: number; p90: number } | null;
}

/** Everything that the history page shows of a time range, in one read. */
export interface RangeData {
  /** Start of the first point's span: at or a little before what was asked for. */
  from: EpochMs;
  to: EpochMs;
  spanMs: number;
  services: readonly {
    service: ServiceId;
    /** Oldest first; none where there was no answer. */
    points: readonly SeriesPoint[];
    /** How many answers there were, which points shorter than an hour do not say. */
    checks: number;
    /** The minute of the first answer; null when there was none, and for points of a day or more. */
    since: EpochMs | null;
  }[];
  incidents: readonly IncidentRow[];
  /** Times in which nobody watched. */
  gaps: readonly GapRow[];
  /** The log could not be read: that nothing is in here says nothing. */
  unreadable?: true;
}
