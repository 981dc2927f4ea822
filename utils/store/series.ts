/** Adding one answer to its hour, and hours to longer spans. Pure; the transactions are `state.ts`'s and `compact.ts`'s. */
import type { EpochMs, SampleRow, ServiceId } from '@/utils/model';
import type { SeriesRow } from './rows';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
export const MINUTES = 60;

/** In the order in which packed rows hold them. */
export const OUTCOMES = ['up', 'slow', 'down', 'yours', 'unknown'] as const;

/** Letters of a minute, from best to worst; "." is not watched. */
const LETTER = { up: 'u', slow: 's', unknown: 'k', yours: 'y', down: 'd' } as const;
export const LETTERS = '.uskyd';
const OUTCOME_OF = new Map(OUTCOMES.map((outcome) => [LETTER[outcome] as string, outcome]));

/** Gives the outcome that a minute's letter stands for; null when nobody watched. */
export function outcomeOf(letter: string | undefined): SampleRow['outcome'] | null {
  return OUTCOME_OF.get(letter ?? '.') ?? null;
}

/** A minute whose latency is not known. */
export const NO_PACE = 255;
const NO_PACE_SIGN = '.';
const FIRST_PACE_SIGN = 48;

/** Gives the sign of a minute's latency bucket. */
export function paceSign(bucket: number | null): string {
  return bucket === null ? NO_PACE_SIGN : String.fromCharCode(FIRST_PACE_SIGN + bucket);
}

/** Gives the latency bucket of a minute; null when it is not known. */
export function paceOf(pace: string, minute: number): number | null {
  const sign = pace[minute] ?? NO_PACE_SIGN;
  return sign === NO_PACE_SIGN ? null : sign.charCodeAt(0) - FIRST_PACE_SIGN;
}

/** The last moment that a date can name. */
const LAST_MOMENT = 8_640_000_000_000_000;

/** Tells whether something from the disk is a moment that the log can hold. */
export function isMoment(value: unknown): value is EpochMs {
  return isCount(value) && value <= LAST_MOMENT;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isCounts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(isCount);

const isMinutes = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && value.length === MINUTES);

/** Tells whether something from the disk is a row that can be added to. */
export function isSound(row: SeriesRow): boolean {
  return (
    typeof row.service === 'string' &&
    isMoment(row.from) &&
    [row.pageLoads, row.pageLoadsFailed].every(isCount) &&
    [row.counts, row.kinds, row.latencies].every(isCounts) &&
    Object.keys(row.latencies).every((bucket) => Number(bucket) < BUCKETS) &&
    [row.minutes, row.pace].every(isMinutes)
  );
}

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
  const none = '.'.repeat(MINUTES);
  return withMinutes ? { ...row, minutes: none, pace: none } : row;
}

/** Adds one answer to a row, or corrects it, in place: what a transaction read is nobody else's. */
export function add(row: SeriesRow, sample: SampleRow): void {
  if (sample.was !== undefined) {
    correct(row, sample, sample.was);
    return;
  }
  row.counts[sample.outcome] = (row.counts[sample.outcome] ?? 0) + 1;
  if (sample.kind !== null) row.kinds[sample.kind] = (row.kinds[sample.kind] ?? 0) + 1;
  if (sample.how === 'page-load') {
    row.pageLoads += 1;
    row.pageLoadsFailed += sample.kind === null ? 0 : 1;
  }
  const bucket = sample.latencyMs === null ? null : bucketOf(sample.latencyMs);
  if (bucket !== null) row.latencies[bucket] = (row.latencies[bucket] ?? 0) + 1;
  if (row.minutes === undefined) return;
  const minute = Math.floor((sample.at - row.from) / MINUTE_MS);
  row.minutes = worse(row.minutes, minute, LETTER[sample.outcome]);
  const pace = row.pace ?? '.'.repeat(MINUTES);
  row.pace = bucket === null ? pace : replaced(pace, minute, paceSign(bucket));
}

/** An hour that was packed meanwhile stays as it is. */
function correct(row: SeriesRow, { at, outcome }: SampleRow, was: SampleRow['outcome']): void {
  const counted = row.counts[was] ?? 0;
  if (counted === 0) return;
  row.counts[was] = counted - 1;
  row.counts[outcome] = (row.counts[outcome] ?? 0) + 1;
  const minute = Math.floor((at - row.from) / MINUTE_MS);
  if (row.minutes?.[minute] === LETTER[was]) row.minutes = replaced(row.minutes, minute, LETTER[outcome]);
}

function worse(minutes: string, minute: number, letter: string): string {
  const before = minutes[minute] ?? '.';
  return LETTERS.indexOf(letter) <= LETTERS.indexOf(before) ? minutes : replaced(minutes, minute, letter);
}

function replaced(text: string, at: number, sign: string): string {
  return text.slice(0, at) + sign + text.slice(at + 1);
}

/** Adds two rows of one service; they keep the first one's time. */
export function merged(a: SeriesRow, b: SeriesRow): SeriesRow {
  const row: SeriesRow = {
    service: a.service,
    from: a.from,
    counts: summed(a.counts, b.counts),
    kinds: summed(a.kinds, b.kinds),
    pageLoads: a.pageLoads + b.pageLoads,
    pageLoadsFailed: a.pageLoadsFailed + b.pageLoadsFailed,
    latencies: summed(a.latencies, b.latencies),
  };
  if (a.minutes === undefined || b.minutes === undefined) return row;
  const minutes = [...b.minutes].reduce((all, letter, minute) => worse(all, minute, letter), a.minutes);
  const pace = withPace(a.pace, b.pace);
  return { ...row, minutes, ...(pace === undefined ? {} : { pace }) };
}

function withPace(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return [...b].reduce((all, sign, minute) => (sign === '.' ? all : replaced(all, minute, sign)), a);
}

function summed(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

/** Gives the row of a longer span that rows of one service add up to. */
export function rolledUp(rows: readonly SeriesRow[], from: EpochMs): SeriesRow | null {
  const [first, ...rest] = rows;
  if (first === undefined) return null;
  return rest.reduce(merged, { ...withoutMinutes(first), from });
}

function withoutMinutes({ minutes: _minutes, pace: _pace, ...row }: SeriesRow): SeriesRow {
  return row;
}

/** Counts the answers of a row. */
export function answersIn(row: SeriesRow): number {
  return OUTCOMES.reduce((sum, outcome) => sum + (row.counts[outcome] ?? 0), row.pageLoads);
}

/** Each bucket is a fifth wider than the one before: quantiles are exact to about a tenth. */
const GROWTH = 1.2;
/** The last one stands for a minute and more. */
export const BUCKETS = 64;

/** Gives the bucket of a latency. */
export function bucketOf(latencyMs: number): number {
  return Math.min(BUCKETS - 1, Math.round(Math.log(Math.max(1, latencyMs)) / Math.log(GROWTH)));
}

/** Gives the latency that a bucket stands for, in ms. */
export function latencyOf(bucket: number): number {
  return GROWTH ** bucket;
}
