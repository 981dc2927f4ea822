/** What the log forgets: what is older than the person wants, and the oldest of what is too much. Disk. */
import type { EpochMs, Settings } from '@/utils/model';
import type { Writing } from './database';
import { pack } from './pack';
import { replacePack, rowsOf } from './packed-rows';
import { incidentBytes, packBytes, SIZES } from './row-bytes';
import { DAY_MS, isMoment } from './series';
import { countSizes, type Sizes, sizesIn } from './sizes';
import { monthOf, startOf } from './spans';

const DROPPED = 'dropped';
/** How far it was dropped, and when; `leaptAt`: nothing is dropped yet, since the clock has just leapt. */
interface Dropped {
  cutoff: EpochMs;
  at: EpochMs;
  leaptAt?: EpochMs;
}
/** A clock that is suddenly further ahead than this may be wrong, and must go on like this for a day to be believed. */
const LEAP_MS = 3 * DAY_MS;
const KEPT_MS: Readonly<Record<Settings['retention'], number>> = {
  month: 30 * DAY_MS,
  year: 366 * DAY_MS,
  ever: Number.POSITIVE_INFINITY,
};

/** The log never grows beyond this. */
const BYTES_AT_MOST = 60_000_000;
/** So much of each kind goes at once. */
const AT_ONCE = 31;

/** Forgets what is too old, once a day; true while there is more. */
export async function dropTooOld(
  transaction: Writing,
  now: EpochMs,
  retention: Settings['retention'],
): Promise<boolean> {
  const cutoff = startOf(now - KEPT_MS[retention], DAY_MS);
  const records = transaction.objectStore('records');
  const last = droppedOf(await records.get(DROPPED));
  if (!Number.isFinite(cutoff) || last?.cutoff === cutoff) return false;
  const leaptAt = last?.leaptAt ?? (last !== null && now - last.at > LEAP_MS ? now : null);
  if (last !== null && leaptAt !== null && Math.abs(now - leaptAt) < DAY_MS) {
    if (last.leaptAt === undefined) await records.put({ ...last, leaptAt }, DROPPED);
    return false;
  }
  const older = IDBKeyRange.upperBound(cutoff, true);
  const many = (await dropPacks(transaction, older)) || (await dropIncidents(transaction, older, cutoff));
  if (many) return true;
  const months = IDBKeyRange.upperBound(monthOf(cutoff), true);
  const whole = await transaction.objectStore('months').getAll(months);
  await transaction.objectStore('months').delete(months);
  await countSizes(transaction, { months: -sum(whole.map(packBytes)) });
  await cutMonth(transaction, cutoff);
  await transaction.objectStore('gaps').delete(older);
  await records.put({ cutoff, at: now } satisfies Dropped, DROPPED);
  return true;
}

function droppedOf(value: unknown): Dropped | null {
  const known = value as Partial<Dropped> | undefined;
  return isMoment(known?.cutoff) && isMoment(known.at) ? (known as Dropped) : null;
}

/** Takes the days before the cut out of the month in which it lies. */
async function cutMonth(transaction: Writing, cutoff: EpochMs): Promise<void> {
  const month = await transaction.objectStore('months').get(monthOf(cutoff));
  if (month === undefined) return;
  const rows = (await rowsOf(transaction, month, DAY_MS)).filter((row) => row.from >= cutoff);
  await replacePack(transaction, 'months', month, pack(month.from, DAY_MS, rows));
}

/** Forgets the oldest hours of what is too much, then days, then incidents; true while there is more. */
export async function dropTooMuch(transaction: Writing, now: EpochMs): Promise<boolean> {
  if (totalOf(await sizesIn(transaction)) <= BYTES_AT_MOST) return false;
  // Nothing is dropped for a sum that went wrong.
  const sizes = await recount(transaction);
  await transaction.objectStore('records').put(sizes, SIZES);
  return totalOf(sizes) <= BYTES_AT_MOST || dropOldest(transaction, now);
}

function totalOf({ packs, months, incidents }: Sizes): number {
  return packs + months + incidents;
}

async function recount(transaction: Writing): Promise<Sizes> {
  const sizes: Sizes = { packs: 0, months: 0, incidents: 0 };
  for await (const { value } of transaction.objectStore('packs')) sizes.packs += packBytes(value);
  for await (const { value } of transaction.objectStore('months')) sizes.months += packBytes(value);
  for await (const { value } of transaction.objectStore('incidents')) sizes.incidents += incidentBytes(value);
  return sizes;
}

/** Forgets some of the oldest hours, of which the days stay known; false when none is left that may go. */
export function dropHours(transaction: Writing, now: EpochMs): Promise<boolean> {
  return dropPacks(transaction, IDBKeyRange.upperBound(startOf(now, DAY_MS), true));
}

/** Forgets some of the oldest, and first of all what a wrong clock or file left ahead; false when nothing may go. */
async function dropOldest(transaction: Writing, now: EpochMs): Promise<boolean> {
  const today = startOf(now, DAY_MS);
  if (await dropPacks(transaction, IDBKeyRange.lowerBound(today + 2 * DAY_MS))) return true;
  if (await dropHours(transaction, now)) return true;
  const month = await transaction
    .objectStore('months')
    .openCursor(IDBKeyRange.upperBound(monthOf(now), true));
  if (month !== null) {
    await countSizes(transaction, { months: -packBytes(month.value) });
    await month.delete();
    return true;
  }
  return dropIncidents(transaction, IDBKeyRange.upperBound(today, true), today);
}

async function dropPacks(transaction: Writing, range: IDBKeyRange): Promise<boolean> {
  const store = transaction.objectStore('packs');
  const rows = await store.getAll(range, AT_ONCE);
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) return false;
  await store.delete(IDBKeyRange.bound(first.from, last.from));
  await countSizes(transaction, { packs: -sum(rows.map(packBytes)) });
  return true;
}

/** Open incidents stay, however old. */
async function dropIncidents(transaction: Writing, range: IDBKeyRange, cutoff: EpochMs): Promise<boolean> {
  let dropped = 0;
  let bytes = 0;
  let cursor = await transaction.objectStore('incidents').index('openedAt').openCursor(range);
  for (; cursor !== null && dropped < AT_ONCE; cursor = await cursor.continue()) {
    const { closedAt } = cursor.value;
    if (closedAt === null || closedAt >= cutoff) continue;
    bytes += incidentBytes(cursor.value);
    await cursor.delete();
    dropped += 1;
  }
  await countSizes(transaction, { incidents: -bytes });
  return dropped > 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
