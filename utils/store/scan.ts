/** Reads packed rows straight into the points of a chart: what `unpack` and `Tally.add` do, without a row between. Pure. */
import type { EpochMs } from '@/utils/model';
import { ByteReader } from './bytes';
import { HAS_KINDS, HAS_MINUTES, HAS_PAGE_LOADS } from './pack';
import type { PackRow } from './rows';
import { HOUR_MS, LETTERS, MINUTE_MS, MINUTES, NO_PACE, OUTCOMES, outcomeOf } from './series';
import type { Tally } from './tally';

/** The place of a letter's outcome; -1 where nobody watched. */
const PLACES = [...LETTERS].map((letter) => {
  const outcome = outcomeOf(letter);
  return outcome === null ? -1 : OUTCOMES.indexOf(outcome);
});

/** Adds the cells that begin within a range. Throws a RangeError where the bytes are not what `pack` writes. */
export function scan(
  row: PackRow,
  spanMs: number,
  tallies: ReadonlyMap<string, Tally>,
  first: EpochMs,
  end: EpochMs,
): void {
  const reader = new ByteReader(row.data);
  const wanted = row.services.map((service) => tallies.get(service) ?? null);
  while (!reader.done) {
    const service = reader.number();
    if (service >= wanted.length) throw new RangeError('A name is missing.');
    const at = row.from + reader.byte() * spanMs;
    const tally = at >= first && at < end ? (wanted[service] ?? null) : null;
    scanCell(reader, tally, at, spanMs, row.kinds);
  }
}

function scanCell(
  reader: ByteReader,
  tally: Tally | null,
  at: EpochMs,
  spanMs: number,
  kinds: readonly string[],
): void {
  const flags = reader.byte();
  const byMinute = tally !== null && tally.spanMs < HOUR_MS && (flags & HAS_MINUTES) !== 0;
  const slot = tally === null || byMinute ? -1 : tally.slotOf(at);
  const into = slot < 0 ? null : tally;
  const checks = scanCounts(reader, flags, into, slot);
  if ((flags & HAS_KINDS) !== 0) {
    for (let left = reader.number(); left > 0; left -= 1) {
      const kind = kinds[reader.number()] ?? '';
      const count = reader.number();
      into?.addKind(slot, kind, count);
    }
  }
  if ((flags & HAS_PAGE_LOADS) !== 0) {
    const all = reader.number();
    const failed = reader.number();
    into?.addPageLoads(slot, all, failed);
  }
  for (let left = reader.number(); left > 0; left -= 1) {
    const bucket = reader.number();
    const count = reader.number();
    into?.addLatency(slot, bucket, count);
  }
  const minute = (flags & HAS_MINUTES) === 0 ? 0 : scanHour(reader, byMinute ? tally : null, at);
  tally?.addChecks(checks, at, spanMs, at + minute * MINUTE_MS);
}

/** Gives the first minute in which there was an answer. */
function scanHour(reader: ByteReader, tally: Tally | null, at: EpochMs): number {
  const first = scanMinutes(reader, tally, at);
  if (reader.byte() !== 0) scanPace(reader, tally, at);
  return first;
}

function scanCounts(reader: ByteReader, flags: number, tally: Tally | null, slot: number): number {
  let all = 0;
  for (let outcome = 0; outcome < OUTCOMES.length; outcome += 1) {
    if ((flags & (1 << outcome)) === 0) continue;
    const count = reader.number();
    tally?.addCount(slot, outcome, count);
    all += count;
  }
  return all;
}

/** A minute counts once, by its worst answer. Gives the first that has one. */
function scanMinutes(reader: ByteReader, tally: Tally | null, at: EpochMs): number {
  let minute = 0;
  let first: number | null = null;
  for (let runs = reader.number(); runs > 0; runs -= 1) {
    const outcome = PLACES[reader.byte()] ?? -1;
    const end = minute + reader.byte();
    if (outcome >= 0) first ??= minute;
    if (tally !== null && outcome >= 0) {
      for (let next = minute; next < end; next += 1) addMinute(tally, at, next, outcome);
    }
    minute = end;
  }
  return first ?? 0;
}

function addMinute(tally: Tally, at: EpochMs, minute: number, outcome: number): void {
  const slot = tally.slotOf(at + minute * MINUTE_MS);
  if (slot >= 0) tally.addCount(slot, outcome, 1);
}

function scanPace(reader: ByteReader, tally: Tally | null, at: EpochMs): void {
  if (tally === null) {
    reader.skip(MINUTES);
    return;
  }
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const bucket = reader.byte();
    const slot = bucket === NO_PACE ? -1 : tally.slotOf(at + minute * MINUTE_MS);
    if (slot >= 0) tally.addLatency(slot, bucket, 1);
  }
}
