/** What the log keeps. Types only. */
import type { EpochMs, Scope, ServiceId, Verdict, VerdictName } from '@/utils/model';

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
}

export interface GapRow {
  from: EpochMs;
  to: EpochMs;
  why: 'asleep' | 'closed' | 'paused' | 'resting';
}
