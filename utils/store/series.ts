/** Adding one answer to its hour and its day. Pure; the transaction is `state.ts`'s. */
import type { EpochMs, ServiceId } from '@/utils/model';
import type { SampleRow, SeriesRow } from './rows';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Letters of a minute, from best to worst; "." is not watched. */
const LETTER = { up: 'u', slow: 's', unknown: 'k', yours: 'y', down: 'd' } as const;
const ORDER = '.uskyd';

/** Starts an empty row. */
export function emptyRow(service: ServiceId, from: EpochMs, withMinutes: boolean): SeriesRow {
  const row: SeriesRow = {
    service,
    from,
    counts: {},
    kinds: {},
    pageLoads: 0,
    pageLoadsFailed: 0,
    latencies: {},
  };
  return withMinutes ? { ...row, minutes: '.'.repeat(MINUTES) } : row;
}

/** Adds one answer to a row. */
export function added(row: SeriesRow, sample: SampleRow): SeriesRow {
  const failed = sample.kind !== null;
  const bucket = sample.latencyMs === null ? null : bucketOf(sample.latencyMs);
  const next: SeriesRow = {
    ...row,
    counts: { ...row.counts, [sample.outcome]: (row.counts[sample.outcome] ?? 0) + 1 },
    kinds:
      sample.kind === null ? row.kinds : { ...row.kinds, [sample.kind]: (row.kinds[sample.kind] ?? 0) + 1 },
    pageLoads: row.pageLoads + (sample.how === 'page-load' ? 1 : 0),
    pageLoadsFailed: row.pageLoadsFailed + (sample.how === 'page-load' && failed ? 1 : 0),
    latencies:
      bucket === null ? row.latencies : { ...row.latencies, [bucket]: (row.latencies[bucket] ?? 0) + 1 },
  };
  return row.minutes === undefined ? next : { ...next, minutes: withMinute(row.minutes, row.from, sample) };
}

function withMinute(minutes: string, from: EpochMs, sample: SampleRow): string {
  const index = Math.floor((sample.at - from) / MINUTE_MS);
  const letter = LETTER[sample.outcome];
  const before = minutes[index] ?? '.';
  if (ORDER.indexOf(letter) <= ORDER.indexOf(before)) return minutes;
  return minutes.slice(0, index) + letter + minutes.slice(index + 1);
}

/** Each bucket is a fifth wider than the one before: quantiles are exact to about a tenth. */
const GROWTH = 1.2;

/** Gives the bucket of a latency. */
export function bucketOf(latencyMs: number): number {
  return Math.max(0, Math.round(Math.log(Math.max(1, latencyMs)) / Math.log(GROWTH)));
}

/** Gives the latency that a bucket stands for, in ms. */
export function latencyOf(bucket: number): number {
  return GROWTH ** bucket;
}
