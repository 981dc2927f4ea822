/** Adds rows up to the points of a chart. Pure. */
import type { EpochMs } from '@/utils/model';
import type { SampleRow, SeriesPoint, SeriesRow } from './rows';
import { answersIn, BUCKETS, HOUR_MS, latencyOf, MINUTE_MS, OUTCOMES, outcomeOf, paceOf } from './series';
import { startOf } from './spans';

interface Sum {
  counts: Partial<Record<SampleRow['outcome'], number>>;
  kinds: Record<string, number>;
  pageLoads: number;
  pageLoadsFailed: number;
  latencies: Uint32Array;
}

/** One service's points over a range, growing. */
export class Tally {
  private readonly sums = new Map<EpochMs, Sum>();
  private readonly spanMs: number;

  constructor(spanMs: number) {
    this.spanMs = spanMs;
  }

  /** Adds an hour or a day; an hour is taken apart where points are shorter. */
  add(row: SeriesRow): void {
    if (this.spanMs < HOUR_MS && row.minutes !== undefined) this.addMinutes(row, row.minutes);
    else if (answersIn(row) > 0) this.addWhole(row);
  }

  private addWhole(row: SeriesRow): void {
    const sum = this.sumAt(row.from);
    for (const outcome of OUTCOMES) {
      const count = row.counts[outcome];
      if (count !== undefined) sum.counts[outcome] = (sum.counts[outcome] ?? 0) + count;
    }
    for (const kind in row.kinds) sum.kinds[kind] = (sum.kinds[kind] ?? 0) + (row.kinds[kind] ?? 0);
    sum.pageLoads += row.pageLoads;
    sum.pageLoadsFailed += row.pageLoadsFailed;
    for (const bucket in row.latencies) {
      const place = Math.min(BUCKETS - 1, Number(bucket));
      sum.latencies[place] = (sum.latencies[place] ?? 0) + (row.latencies[bucket] ?? 0);
    }
  }

  /** A minute counts once, by its worst answer. */
  private addMinutes(row: SeriesRow, minutes: string): void {
    for (let minute = 0; minute < minutes.length; minute += 1) {
      const outcome = outcomeOf(minutes[minute]);
      if (outcome === null) continue;
      const sum = this.sumAt(row.from + minute * MINUTE_MS);
      sum.counts[outcome] = (sum.counts[outcome] ?? 0) + 1;
      const bucket = row.pace === undefined ? null : paceOf(row.pace, minute);
      if (bucket !== null) sum.latencies[bucket] = (sum.latencies[bucket] ?? 0) + 1;
    }
  }

  private sumAt(at: EpochMs): Sum {
    const from = startOf(at, this.spanMs);
    let sum = this.sums.get(from);
    if (sum === undefined) {
      const latencies = new Uint32Array(BUCKETS);
      sum = { counts: {}, kinds: {}, pageLoads: 0, pageLoadsFailed: 0, latencies };
      this.sums.set(from, sum);
    }
    return sum;
  }

  /** Gives the points that lie in a range, oldest first. */
  points(from: EpochMs, to: EpochMs): SeriesPoint[] {
    return [...this.sums]
      .filter(([at]) => at >= from && at <= to)
      .sort(([a], [b]) => a - b)
      .map(([at, sum]) => ({
        from: at,
        spanMs: this.spanMs,
        counts: inOrder(sum.counts),
        kinds: sorted(sum.kinds),
        pageLoads: sum.pageLoads,
        pageLoadsFailed: sum.pageLoadsFailed,
        latency: quantilesOf(sum.latencies),
      }));
  }
}

/** Keys in one order, whatever was seen first, so that equal data is equal text. */
function inOrder(counts: Sum['counts']): Sum['counts'] {
  const ordered: Sum['counts'] = {};
  for (const outcome of OUTCOMES) {
    const count = counts[outcome];
    if (count !== undefined) ordered[outcome] = count;
  }
  return ordered;
}

function sorted(kinds: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function quantilesOf(latencies: Uint32Array): SeriesPoint['latency'] {
  let all = 0;
  for (const count of latencies) all += count;
  return all === 0 ? null : { p50: quantile(latencies, all * 0.5), p90: quantile(latencies, all * 0.9) };
}

function quantile(latencies: Uint32Array, rank: number): number {
  let passed = 0;
  for (let bucket = 0; bucket < latencies.length; bucket += 1) {
    passed += latencies[bucket] ?? 0;
    if (passed >= rank) return Math.round(latencyOf(bucket));
  }
  return Math.round(latencyOf(latencies.length - 1));
}

/** The share of answers that were good; a fault of one's own and what nobody knows are left out. */
export function uptimeOf(points: readonly SeriesPoint[]): number | null {
  let good = 0;
  let bad = 0;
  for (const { counts } of points) {
    good += (counts.up ?? 0) + (counts.slow ?? 0);
    bad += counts.down ?? 0;
  }
  return good + bad === 0 ? null : good / (good + bad);
}
