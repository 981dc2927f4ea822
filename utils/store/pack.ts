/**
 * Many rows of the log in one: all services over a day by hours (`packs`), or over a month by days (`months`).
 * A quiet hour takes some 25 bytes. Pure.
 */
import type { EpochMs } from '@/utils/model';
import { ByteReader, ByteWriter } from './bytes';
import type { PackRow, SeriesRow } from './rows';
import { emptyRow, LETTERS, MINUTES, NO_PACE, OUTCOMES, paceOf, paceSign } from './series';

export const HAS_KINDS = 1 << 5;
export const HAS_PAGE_LOADS = 1 << 6;
export const HAS_MINUTES = 1 << 7;
/** A day has 24 hours, a month 31 days. */
const CELLS_AT_MOST = 31;

/** Packs rows that lie in one span of `from`; they may come in any order, each service and time once. */
export function pack(from: EpochMs, spanMs: number, rows: readonly SeriesRow[]): PackRow {
  const services = [...new Set(rows.map((row) => row.service))].sort();
  const kinds = [...new Set(rows.flatMap((row) => Object.keys(row.kinds)))].sort();
  const places = placesOf(services);
  const kindPlaces = placesOf(kinds);
  const writer = new ByteWriter();
  const sorted = rows
    .map((row) => ({ row, service: places.get(row.service) ?? 0 }))
    .sort((a, b) => a.service - b.service || a.row.from - b.row.from);
  for (const { row, service } of sorted) {
    writer.number(service);
    writer.byte(Math.round((row.from - from) / spanMs));
    writeRow(writer, row, kindPlaces);
  }
  return { from, services, kinds, data: writer.take() };
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}

function writeRow(writer: ByteWriter, row: SeriesRow, kindPlaces: ReadonlyMap<string, number>): void {
  const kinds = Object.entries(row.kinds);
  let flags = 0;
  OUTCOMES.forEach((outcome, bit) => {
    if ((row.counts[outcome] ?? 0) > 0) flags |= 1 << bit;
  });
  if (kinds.length > 0) flags |= HAS_KINDS;
  if (row.pageLoads > 0) flags |= HAS_PAGE_LOADS;
  if (row.minutes !== undefined) flags |= HAS_MINUTES;
  writer.byte(flags);
  for (const outcome of OUTCOMES) {
    const count = row.counts[outcome] ?? 0;
    if (count > 0) writer.number(count);
  }
  if (kinds.length > 0) {
    writer.number(kinds.length);
    for (const [kind, count] of kinds) {
      writer.number(kindPlaces.get(kind) ?? 0);
      writer.number(count);
    }
  }
  if (row.pageLoads > 0) {
    writer.number(row.pageLoads);
    writer.number(row.pageLoadsFailed);
  }
  writeLatencies(writer, row);
  if (row.minutes !== undefined) writeMinutes(writer, row.minutes, row.pace);
}

function writeLatencies(writer: ByteWriter, row: SeriesRow): void {
  const buckets = Object.entries(row.latencies);
  writer.number(buckets.length);
  for (const [bucket, count] of buckets) {
    writer.number(Number(bucket));
    writer.number(count);
  }
}

/** Minutes as runs, then what each took; the latter only while it is young. */
function writeMinutes(writer: ByteWriter, minutes: string, pace: string | undefined): void {
  const runs: [letter: number, length: number][] = [];
  for (const sign of minutes) {
    const letter = Math.max(0, LETTERS.indexOf(sign));
    const last = runs.at(-1);
    if (last !== undefined && last[0] === letter) last[1] += 1;
    else runs.push([letter, 1]);
  }
  writer.number(runs.length);
  for (const [letter, length] of runs) {
    writer.byte(letter);
    writer.byte(length);
  }
  writer.byte(pace === undefined ? 0 : 1);
  if (pace !== undefined) for (let at = 0; at < MINUTES; at += 1) writer.byte(paceOf(pace, at) ?? NO_PACE);
}

/** Gives the rows back. Throws a RangeError where the bytes are not what `pack` writes. */
export function unpack({ from, services, kinds, data }: PackRow, spanMs: number): SeriesRow[] {
  const reader = new ByteReader(data);
  const rows: SeriesRow[] = [];
  while (!reader.done) {
    const service = named(services, reader.number());
    const cell = reader.byte();
    if (cell >= CELLS_AT_MOST) throw new RangeError('A time lies outside of its span.');
    rows.push(readRow(reader, service, from + cell * spanMs, kinds));
  }
  return rows;
}

function readRow(
  reader: ByteReader,
  service: string,
  from: EpochMs,
  kindNames: readonly string[],
): SeriesRow {
  const flags = reader.byte();
  const row = emptyRow(service, from, false);
  for (let bit = 0; bit < OUTCOMES.length; bit += 1) {
    const outcome = OUTCOMES[bit];
    if (outcome !== undefined && (flags & (1 << bit)) !== 0) row.counts[outcome] = reader.number();
  }
  if ((flags & HAS_KINDS) !== 0) {
    for (let left = reader.number(); left > 0; left -= 1) {
      row.kinds[named(kindNames, reader.number())] = reader.number();
    }
  }
  if ((flags & HAS_PAGE_LOADS) !== 0) {
    row.pageLoads = reader.number();
    row.pageLoadsFailed = reader.number();
  }
  for (let left = reader.number(); left > 0; left -= 1) row.latencies[reader.number()] = reader.number();
  return (flags & HAS_MINUTES) === 0 ? row : { ...row, ...readMinutes(reader) };
}

function readMinutes(reader: ByteReader): Pick<SeriesRow, 'minutes' | 'pace'> {
  let minutes = '';
  for (let left = reader.number(); left > 0; left -= 1) {
    const letter = LETTERS[reader.byte()];
    if (letter === undefined) throw new RangeError('A minute has no such outcome.');
    minutes += letter.repeat(reader.byte());
  }
  if (minutes.length !== MINUTES) throw new RangeError('An hour has sixty minutes.');
  if (reader.byte() === 0) return { minutes };
  let pace = '';
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const bucket = reader.byte();
    pace += paceSign(bucket === NO_PACE ? null : bucket);
  }
  return { minutes, pace };
}

function named(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) throw new RangeError('A name is missing.');
  return name;
}
