/** Adds rows up to the points of a chart: one service, in flat arrays, since a year of fifty has many points. Pure. */
import type { EpochMs, SampleRow } from '@/utils/model';
import type { SeriesPoint, SeriesRow } from './rows';
import {
  answersIn,
  BUCKETS,
  DAY_MS,
  HOUR_MS,
  latencyOf,
  MINUTE_MS,
  OUTCOMES,
  outcomeOf,
  paceOf,
} from './series';

const LATENCY_OF = Array.from({ length: BUCKETS }, (_, bucket) => Math.round(latencyOf(bucket)));
const WIDTH = OUTCOMES.length;

/** One service's points over a range, growing. A slot is the place of a point; -1 lies outside. */
export class Tally {
  readonly spanMs: number;
  private readonly from: EpochMs;
  private readonly length: number;
  private readonly used: Uint8Array;
  private readonly counts: Uint32Array;
  private readonly loads: Uint32Array;
  private readonly latencies: Uint32Array;
  private checks = 0;
  private since = Number.POSITIVE_INFINITY;
  private readonly to: EpochMs;
  private readonly kinds = new Map<number, Record<string, number>>();

  /** `from` is where the first point begins. */
  constructor(spanMs: number, from: EpochMs, to: EpochMs) {
    this.spanMs = spanMs;
    this.from = from;
    this.to = to;
    this.length = Math.max(0, Math.floor((to - from) / spanMs) + 1);
    this.used = new Uint8Array(this.length);
    this.counts = new Uint32Array(this.length * WIDTH);
    this.loads = new Uint32Array(this.length * 2);
    this.latencies = new Uint32Array(this.length * BUCKETS);
  }

  /** Gives the slot of a moment. */
  slotOf(at: EpochMs): number {
    const slot = Math.floor((at - this.from) / this.spanMs);
    return slot >= 0 && slot < this.length ? slot : -1;
  }

  addCount(slot: number, outcome: number, count: number): void {
    const place = slot * WIDTH + outcome;
    this.used[slot] = 1;
    this.counts[place] = (this.counts[place] ?? 0) + count;
  }

  /** Counts the answers of a stretch that may reach over the range's edge; `first`: when the earliest came. */
  addChecks(count: number, from: EpochMs, spanMs: number, first: EpochMs): void {
    const inside = Math.min(from + spanMs, this.to + 1) - Math.max(from, this.from);
    if (inside <= 0 || count === 0) return;
    this.checks += this.spanMs < HOUR_MS ? (count * Math.min(inside, spanMs)) / spanMs : count;
    // A month's row no longer knows the hour.
    if (this.spanMs < DAY_MS) this.since = Math.min(this.since, Math.max(first, this.from));
  }

  /** Gives how many answers there were, and when they began. */
  sums(): { checks: number; since: EpochMs | null } {
    const { since } = this;
    return { checks: Math.round(this.checks), since: Number.isFinite(since) ? since : null };
  }

  addLatency(slot: number, bucket: number, count: number): void {
    const place = slot * BUCKETS + Math.min(BUCKETS - 1, bucket);
    this.latencies[place] = (this.latencies[place] ?? 0) + count;
  }

  addKind(slot: number, kind: string, count: number): void {
    const kinds = this.kinds.get(slot) ?? {};
    kinds[kind] = (kinds[kind] ?? 0) + count;
    this.kinds.set(slot, kinds);
  }

  addPageLoads(slot: number, all: number, failed: number): void {
    this.loads[slot * 2] = (this.loads[slot * 2] ?? 0) + all;
    this.loads[slot * 2 + 1] = (this.loads[slot * 2 + 1] ?? 0) + failed;
  }

  /** Adds an hour or a day; an hour is taken apart where points are shorter. */
  add(row: SeriesRow): void {
    const minute = Math.max(0, row.minutes?.search(/[^.]/) ?? 0);
    this.addChecks(answersIn(row) - row.pageLoads, row.from, HOUR_MS, row.from + minute * MINUTE_MS);
    if (this.spanMs < HOUR_MS && row.minutes !== undefined) this.addMinutes(row, row.minutes);
    else if (answersIn(row) > 0) this.addWhole(row, this.slotOf(row.from));
  }

  private addWhole(row: SeriesRow, slot: number): void {
    if (slot < 0) return;
    for (const [index, outcome] of OUTCOMES.entries()) {
      const count = row.counts[outcome];
      if (count !== undefined) this.addCount(slot, index, count);
    }
    for (const [kind, count] of Object.entries(row.kinds)) this.addKind(slot, kind, count);
    for (const [bucket, count] of Object.entries(row.latencies)) this.addLatency(slot, Number(bucket), count);
    this.addPageLoads(slot, row.pageLoads, row.pageLoadsFailed);
  }

  /** A minute counts once, by its worst answer. */
  private addMinutes(row: SeriesRow, minutes: string): void {
    for (let minute = 0; minute < minutes.length; minute += 1) {
      const outcome = outcomeOf(minutes[minute]);
      const slot = this.slotOf(row.from + minute * MINUTE_MS);
      if (slot < 0) continue;
      if (outcome !== null) this.addCount(slot, OUTCOMES.indexOf(outcome), 1);
      const bucket = row.pace === undefined ? null : paceOf(row.pace, minute);
      if (bucket !== null) this.addLatency(slot, bucket, 1);
    }
  }

  /** Gives the points that hold an answer, oldest first. */
  points(): SeriesPoint[] {
    const points: SeriesPoint[] = [];
    for (let slot = 0; slot < this.length; slot += 1)
      if (this.used[slot] === 1) points.push(this.pointAt(slot));
    return points;
  }

  /** Keys in one order, whatever was seen first, so that equal data is equal text. */
  private pointAt(slot: number): SeriesPoint {
    const counts: Partial<Record<SampleRow['outcome'], number>> = {};
    for (let index = 0; index < WIDTH; index += 1) {
      const outcome = OUTCOMES[index];
      const count = this.counts[slot * WIDTH + index] ?? 0;
      if (count > 0 && outcome !== undefined) counts[outcome] = count;
    }
    const kinds = this.kinds.get(slot);
    return {
      from: this.from + slot * this.spanMs,
      spanMs: this.spanMs,
      counts,
      kinds: kinds === undefined ? {} : sorted(kinds),
      pageLoads: this.loads[slot * 2] ?? 0,
      pageLoadsFailed: this.loads[slot * 2 + 1] ?? 0,
      latency: this.latencyAt(slot * BUCKETS),
    };
  }

  private latencyAt(first: number): SeriesPoint['latency'] {
    let all = 0;
    for (let place = first; place < first + BUCKETS; place += 1) all += this.latencies[place] ?? 0;
    return all === 0 ? null : { p50: this.quantile(first, all * 0.5), p90: this.quantile(first, all * 0.9) };
  }

  private quantile(first: number, rank: number): number {
    let passed = 0;
    let bucket = -1;
    while (passed < rank && bucket < BUCKETS - 1) {
      bucket += 1;
      passed += this.latencies[first + bucket] ?? 0;
    }
    return LATENCY_OF[bucket] ?? 0;
  }
}

function sorted(kinds: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
}
