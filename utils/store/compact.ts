/**
 * Makes the log small while it grows: hours that are over go into their day's row, days that are over into their
 * month's. A few steps at a time, each one transaction, so that a crash leaves either the old form or the new.
 * Disk; never throws.
 */
import type { EpochMs, Settings } from '@/utils/model';
import { type Writing, write } from './database';
import { dropTooMuch, dropTooOld } from './drop';
import { ROLLED } from './migrate';
import { pack } from './pack';
import { keyOf, momentIn, replacePack, rolledUntil, rowsOf } from './packed-rows';
import type { SeriesRow } from './rows';
import { answersIn, DAY_MS, HOUR_MS, isSound, MINUTE_MS, merged, rolledUp } from './series';
import { monthOf, startOf } from './spans';

const THINNED = 'thinned';
/** Answers of an hour may still come in this long after it. */
const LATE_MS = 10 * MINUTE_MS;
/** What each minute took is kept this long; then the hour's spread says it. */
const PACE_KEPT_MS = 8 * DAY_MS;
/** Rows of one hour taken at once; the rest follows in the next step. */
const ROWS_AT_ONCE = 400;
/** Days looked at in one step, of which one is written. */
const DAYS_AT_ONCE = 31;
/** A tick after a long sleep still ends soon. */
const STEPS_AT_ONCE = 4;

/** Does some of what is to be done; true when nothing is left. */
export async function compact(now: EpochMs, retention: Settings['retention']): Promise<boolean> {
  try {
    for (let step = 0; step < STEPS_AT_ONCE; step += 1) {
      if (!(await compactOnce(now, retention))) return true;
    }
    return false;
  } catch {
    return true;
  }
}

/** One transaction; false when there was nothing to do. */
function compactOnce(now: EpochMs, retention: Settings['retention']): Promise<boolean> {
  return write(
    'relaxed',
    async (transaction) =>
      (await packHour(transaction, now)) ||
      (await rollDay(transaction, now)) ||
      (await thinDay(transaction, now)) ||
      (await dropTooOld(transaction, now, retention)) ||
      (await dropTooMuch(transaction, now)),
  );
}

/** Packs the oldest hour that is over. */
async function packHour(transaction: Writing, now: EpochMs): Promise<boolean> {
  const store = transaction.objectStore('series');
  const oldest = await store.index('from').openKeyCursor();
  if (oldest === null || oldest.key + HOUR_MS + LATE_MS > now) return false;
  const rows = await store.index('from').getAll(oldest.key, ROWS_AT_ONCE);
  await addToPack(transaction, rows.filter(isSound));
  for (const row of rows) await store.delete([row.service, row.from]);
  return true;
}

/** Adds hours of one day to its row, and to the month's if that day was rolled up before. */
async function addToPack(transaction: Writing, hours: readonly SeriesRow[]): Promise<void> {
  const [first] = hours;
  if (first === undefined) return;
  const day = startOf(first.from, DAY_MS);
  const before = await transaction.objectStore('packs').get(day);
  const rows = new Map((await rowsOf(transaction, before, HOUR_MS)).map((row) => [keyOf(row), row]));
  for (const hour of hours) {
    const old = rows.get(keyOf(hour));
    rows.set(keyOf(hour), old === undefined ? hour : merged(old, hour));
  }
  await replacePack(transaction, 'packs', before, pack(day, HOUR_MS, [...rows.values()]));
  if (day < (await rolledUntil(transaction))) await rollUp(transaction, [day]);
}

/** Rolls up the next day that is over. */
async function rollDay(transaction: Writing, now: EpochMs): Promise<boolean> {
  const rolled = await rolledUntil(transaction);
  const over = now - DAY_MS - HOUR_MS - LATE_MS;
  if (rolled > over) return false;
  const next = await transaction.objectStore('packs').openKeyCursor(IDBKeyRange.bound(rolled, over));
  if (next === null) return false;
  await rollUp(transaction, [next.key]);
  await transaction.objectStore('records').put(next.key + DAY_MS, ROLLED);
  return true;
}

/** Writes days into their months. A day that was known more fully before, from hours dropped since, stays so. */
export async function rollUp(transaction: Writing, days: readonly EpochMs[]): Promise<void> {
  for (const [month, own] of Map.groupBy(days, monthOf)) {
    const before = await transaction.objectStore('months').get(month);
    const rows = new Map((await rowsOf(transaction, before, DAY_MS)).map((row) => [keyOf(row), row]));
    for (const row of (await Promise.all(own.map((day) => wholeDay(transaction, day)))).flat()) {
      const old = rows.get(keyOf(row));
      if (old === undefined || answersIn(old) <= answersIn(row)) rows.set(keyOf(row), row);
    }
    await replacePack(transaction, 'months', before, pack(month, DAY_MS, [...rows.values()]));
  }
}

/** What the hours of a day add up to, one row per service. */
async function wholeDay(transaction: Writing, day: EpochMs): Promise<SeriesRow[]> {
  const hours = await rowsOf(transaction, await transaction.objectStore('packs').get(day), HOUR_MS);
  const byService = Map.groupBy(hours, (hour) => hour.service);
  return [...byService.values()].flatMap((own) => rolledUp(own, day) ?? []);
}

/** Forgets what each minute of an old day took. Days that came in a file were thinned before, and go by quickly. */
async function thinDay(transaction: Writing, now: EpochMs): Promise<boolean> {
  const records = transaction.objectStore('records');
  const packs = transaction.objectStore('packs');
  const from = await momentIn(transaction, THINNED);
  if (from > now - PACE_KEPT_MS) return false;
  const old = await packs.getAll(IDBKeyRange.bound(from, now - PACE_KEPT_MS), DAYS_AT_ONCE);
  let last = old.at(-1);
  for (const day of old) {
    const rows = await rowsOf(transaction, day, HOUR_MS);
    if (rows.every(({ pace }) => pace === undefined)) continue;
    const thin = rows.map(({ pace: _pace, ...row }) => row);
    await replacePack(transaction, 'packs', day, pack(day.from, HOUR_MS, thin));
    last = day;
    break;
  }
  if (last === undefined) return false;
  await records.put(last.from + DAY_MS, THINNED);
  return true;
}
