/** What the history page shows of a time range, in one transaction. Disk; what cannot be read is left out. */
import type { EpochMs, ServiceId } from '@/utils/model';
import { answered, openDatabase, type Reading, STORES } from './database';
import { OPEN, plain } from './incident-row';
import { rolledUntil } from './packed-rows';
import type { GapRow, IncidentRow, RangeData } from './rows';
import { scan } from './scan';
import { DAY_MS, HOUR_MS } from './series';
import { isGap, isWhole } from './sound-rows';
import { fittingSpan, monthOf, startOf } from './spans';
import { Tally } from './tally';

const POINTS = 400;
const UNREADABLE = { incidents: [], gaps: [], unreadable: true } as const;

/**
 * Reads a range at the finest resolution that needs no more than `limitPoints` points per service. Incidents
 * that reach into it are listed, newest first, whoever they are about. A log that cannot be read is an empty one that says so.
 */
export async function readRange(
  from: EpochMs,
  to: EpochMs,
  services: readonly ServiceId[],
  limitPoints: number = POINTS,
): Promise<RangeData> {
  const spanMs = fittingSpan(from, to, limitPoints);
  const start = startOf(from, spanMs);
  const tallies = new Map(services.map((service) => [service, new Tally(spanMs, start, to)]));
  const read = await answered(readAll(start, to, spanMs, tallies)).catch(() => UNREADABLE);
  return {
    from: start,
    to,
    spanMs,
    services: [...tallies].map(([service, tally]) => ({ service, ...tally.sums(), points: tally.points() })),
    ...read,
  };
}

async function readAll(
  from: EpochMs,
  to: EpochMs,
  spanMs: number,
  tallies: ReadonlyMap<ServiceId, Tally>,
): Promise<Pick<RangeData, 'incidents' | 'gaps'>> {
  const transaction = (await openDatabase()).transaction(STORES);
  // Days that are complete are read from their months; later ones, and anything finer, hour by hour.
  const wholeDays = spanMs >= DAY_MS ? Math.min(await rolledUntil(transaction), to + 1) : from;
  const hoursFrom = Math.max(from, wholeDays);
  const wanted = tallies.size > 0;
  const [months, packs, hours, incidents, gaps] = await Promise.all([
    wanted && wholeDays > from
      ? transaction.objectStore('months').getAll(IDBKeyRange.bound(monthOf(from), wholeDays, false, true))
      : [],
    wanted ? transaction.objectStore('packs').getAll(between(startOf(hoursFrom, DAY_MS), to)) : [],
    wanted
      ? transaction
          .objectStore('series')
          .index('from')
          .getAll(between(startOf(hoursFrom, HOUR_MS), to))
      : [],
    incidentsIn(transaction, from, to),
    gapsIn(transaction, from, to),
  ]);
  const hour = startOf(hoursFrom, HOUR_MS);
  for (const row of months) safely(() => scan(row, DAY_MS, tallies, from, wholeDays));
  for (const row of packs) safely(() => scan(row, HOUR_MS, tallies, hour, to + 1));
  for (const row of hours) safely(() => tallies.get(row.service)?.add(row));
  return { incidents, gaps };
}

function between(from: EpochMs, to: EpochMs): IDBKeyRange {
  return IDBKeyRange.bound(from, Math.max(from, to));
}

/** One bad row costs only what is behind the damage in it. */
function safely(work: () => void): void {
  try {
    work();
  } catch {
    // The rest of the log can still be read.
  }
}

async function incidentsIn(transaction: Reading, from: EpochMs, to: EpochMs): Promise<IncidentRow[]> {
  const index = transaction.objectStore('incidents').index('months');
  const [open, touching] = await Promise.all([
    index.getAll(IDBKeyRange.only(OPEN)),
    index.getAll(IDBKeyRange.bound(monthOf(from), monthOf(to))),
  ]);
  return [...new Map([...open, ...touching].filter(isWhole).map((row) => [row.id, plain(row)])).values()]
    .filter((row) => row.openedAt <= to && (row.closedAt === null || row.closedAt >= from))
    .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));
}

/** So many of the gaps that began before a range may reach into it. */
const EARLIER_GAPS = 8;

async function gapsIn(transaction: Reading, from: EpochMs, to: EpochMs): Promise<GapRow[]> {
  const store = transaction.objectStore('gaps');
  const inside = await store.getAll(IDBKeyRange.bound(from, to));
  const earlier: GapRow[] = [];
  let cursor = await store.openCursor(IDBKeyRange.upperBound(from, true), 'prev');
  for (let left = EARLIER_GAPS; cursor !== null && left > 0; left -= 1) {
    if (cursor.value.to > from) earlier.unshift(cursor.value);
    cursor = await cursor.continue();
  }
  return [...earlier, ...inside].filter(isGap);
}

/** Reads one incident; null when there is none of that name. Rejects when the log cannot be read. */
export async function readIncident(id: string): Promise<IncidentRow | null> {
  const row = await (await openDatabase()).get('incidents', id);
  return row === undefined || !isWhole(row) ? null : plain(row);
}

/** Finds when the log begins, as exactly as it is kept; null when it is empty. */
export async function historySince(
  from: EpochMs,
  to: EpochMs,
  services: readonly ServiceId[],
): Promise<EpochMs | null> {
  const { services: read, spanMs } = await readRange(from, to, services);
  const starts = read.flatMap(({ points }) => points[0]?.from ?? []);
  if (starts.length === 0) return null;
  const first = Math.max(from, Math.min(...starts));
  // A long range is read in long slots: the first one is looked at again, closer.
  const until = Math.min(to, first + spanMs);
  return until - first < to - from ? ((await historySince(first, until, services)) ?? first) : first;
}
