/** What the log keeps. Types only. */
import type { EpochMs, EvidenceLine, Notice, Scope, ServiceId, Verdict, VerdictName } from '@/utils/model';

/** One answer of one service, as it is counted. */
export interface SampleRow {
  service: ServiceId;
  at: EpochMs;
  outcome: 'up' | 'slow' | 'down' | 'yours' | 'unknown';
  latencyMs: number | null;
  /** How it failed; null when it did not. */
  kind: string | null;
  how: 'probe' | 'page-load';
}

/** One service over one hour (in `series`) or one day (in `days`). */
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
  /** Latencies by bucket of `latency.ts`. */
  latencies: Record<number, number>;
  /** Hours only: one letter per minute, worst outcome of each. */
  minutes?: string;
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
  }[];
  openedAt: EpochMs;
  closedAt: EpochMs | null;
  scope: Scope;
  verdict: Verdict;
  phases: readonly { at: EpochMs; verdict: VerdictName }[];
  /** When it was first told; null when it never was. */
  toldAt: EpochMs | null;
  /** What was told about it, in order. */
  notices: readonly { at: EpochMs; kind: Notice['kind'] }[];
  /** What was known when it was confirmed and whenever the verdict changed, by service; newest last. */
  evidence: readonly { at: EpochMs; service: ServiceId; lines: readonly EvidenceLine[] }[];
}

export interface GapRow {
  from: EpochMs;
  to: EpochMs;
  why: 'asleep' | 'closed' | 'paused' | 'resting';
}

/** One service over one minute, hour or day, as charts draw it. */
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
  from: EpochMs;
  to: EpochMs;
  spanMs: number;
  services: readonly {
    service: ServiceId;
    points: readonly SeriesPoint[];
    /** Share (0 to 1) of answers that were good, a fault of one's own left out; null when nobody watched. */
    uptime: number | null;
  }[];
  incidents: readonly IncidentRow[];
  /** Times in which nobody watched. */
  gaps: readonly GapRow[];
}
