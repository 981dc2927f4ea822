/** Taking in a backup: settings are replaced, the log is merged by key, so that the same file twice changes nothing. Disk. */
import { deleteDB } from 'idb';
import browser from 'webextension-polyfill';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { serviceById } from '@/utils/catalogue/find';
import type { EpochMs } from '@/utils/model';
import { type BackupRules, type Imported, LONGEST, parseBackup } from './backup';
import { rollUp } from './compact';
import { CORRECTIONS } from './corrections';
import { closeDatabase, DATABASE, openDatabase, STORES, type Writing, write } from './database';
import { together } from './export';
import type { FileHistory } from './history-file';
import { grown, indexed, plain } from './incident-row';
import { ROLLED } from './migrate';
import { pack, unpack } from './pack';
import { keyOf, replacePack, rolledUntil, rowsOf } from './packed-rows';
import { incidentBytes } from './row-bytes';
import type { GapRow, IncidentRow, PackRow, SeriesRow } from './rows';
import { answersIn, DAY_MS, HOUR_MS, isSound } from './series';
import { forgetSession } from './session';
import { writeOwnSettings } from './settings';
import { countSizes } from './sizes';
import { monthOf } from './spans';

const RULES: BackupRules = {
  isService: (id) => serviceById(id) !== undefined,
  hostOf: (url) => {
    const custom = parseCustomUrl(url);
    return custom.ok ? custom.host : null;
  },
};

/** Takes in a file that a person chose. Never rejects: one that cannot be read, or is far too large to be, is no backup. */
export async function importFile(file: Blob): Promise<Imported> {
  if (file.size > LONGEST) return { ok: false, problem: { kind: 'too-big' } };
  return importEverything(await file.text().catch(() => ''));
}

/** Takes in the text of a backup. Never rejects. */
export async function importEverything(text: string): Promise<Imported> {
  const parsed = parseBackup(text, RULES);
  if (!parsed.ok) return parsed;
  const { settings, history } = parsed.backup;
  try {
    await writeOwnSettings(settings);
  } catch {
    return { ok: false, problem: { kind: 'not-kept' } };
  }
  const favourites = settings.favourites.length;
  if (history === null) return { ok: true, history: true, favourites };
  return mergeHistory(history).then(
    () => ({ ok: true, history: true, favourites }),
    () => ({ ok: true, history: false, favourites }),
  );
}

/** So many rows to a transaction. */
const ROWS_AT_ONCE = 500;

/** A day to a transaction: a large file never holds up the watch, and a crash leaves a file to take in again. */
async function mergeHistory(history: FileHistory): Promise<void> {
  const { months, days, incidents, gaps } = history;
  for (const month of months) await write('relaxed', (transaction) => mergeMonth(transaction, month));
  for (const day of days) await write('relaxed', (transaction) => mergeDay(transaction, day));
  const byMonth = Map.groupBy(
    days.map(({ from }) => from),
    monthOf,
  );
  for (const some of byMonth.values())
    await write('relaxed', (transaction) => rollUpOver(transaction, some, history));
  for (const some of inPieces(incidents))
    await write('relaxed', (transaction) => mergeIncidents(transaction, some));
  for (const some of inPieces(gaps)) await write('relaxed', (transaction) => mergeGaps(transaction, some));
  await write('relaxed', (transaction) => mergeRest(transaction, history));
}

/** Those of the days that are over, here or where the file comes from. */
async function rollUpOver(
  transaction: Writing,
  days: readonly EpochMs[],
  { rolled }: FileHistory,
): Promise<void> {
  const until = Math.max(rolled ?? 0, await rolledUntil(transaction));
  await rollUp(
    transaction,
    days.filter((day) => day < until),
  );
}

function inPieces<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, at) => rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE));
}

async function mergeMonth(transaction: Writing, row: PackRow): Promise<void> {
  const before = await transaction.objectStore('months').get(row.from);
  const rows = fuller(await rowsOf(transaction, before, DAY_MS), unpack(row, DAY_MS));
  await replacePack(transaction, 'months', before, pack(row.from, DAY_MS, rows));
}

async function mergeDay(transaction: Writing, row: PackRow): Promise<void> {
  const before = await transaction.objectStore('packs').get(row.from);
  const series = transaction.objectStore('series');
  const young = await series
    .index('from')
    .getAll(IDBKeyRange.bound(row.from, row.from + DAY_MS, false, true));
  const mine = together([...(await rowsOf(transaction, before, HOUR_MS)), ...young.filter(isSound)]);
  await replacePack(
    transaction,
    'packs',
    before,
    pack(row.from, HOUR_MS, fuller(mine, unpack(row, HOUR_MS))),
  );
  for (const hour of young) await series.delete([hour.service, hour.from]);
}

/** Of two rows for the same service and time, the one that knows of more answers. */
function fuller(mine: readonly SeriesRow[], theirs: readonly SeriesRow[]): SeriesRow[] {
  const rows = new Map(mine.map((row) => [keyOf(row), row]));
  for (const row of theirs) {
    const own = rows.get(keyOf(row));
    if (own === undefined || answersIn(row) > answersIn(own)) rows.set(keyOf(row), row);
  }
  return [...rows.values()];
}

async function mergeGaps(transaction: Writing, rows: readonly GapRow[]): Promise<void> {
  const gaps = transaction.objectStore('gaps');
  for (const gap of rows) {
    const own = await gaps.get(gap.from);
    if (own === undefined || own.to < gap.to) await gaps.put(gap);
  }
}

async function mergeRest(transaction: Writing, history: FileHistory): Promise<void> {
  const records = transaction.objectStore('records');
  if (history.corrections !== undefined && (await records.get(CORRECTIONS)) === undefined) {
    await records.put(history.corrections, CORRECTIONS);
  }
  const from = await rolledUntil(transaction);
  if (history.rolled === null || history.rolled <= from) return;
  // What was packed here and not rolled up yet would be looked for in the months from now on.
  const days = await transaction
    .objectStore('packs')
    .getAllKeys(IDBKeyRange.bound(from, history.rolled, false, true));
  const known = new Set(history.days.map((day) => day.from));
  await rollUp(
    transaction,
    days.filter((day) => !known.has(day)),
  );
  await records.put(history.rolled, ROLLED);
}

async function mergeIncidents(transaction: Writing, rows: readonly IncidentRow[]): Promise<void> {
  const store = transaction.objectStore('incidents');
  let bytes = 0;
  for (const row of rows) {
    const stored = await store.get(row.id);
    const own = stored === undefined ? undefined : plain(stored);
    const theirsIsLater = own === undefined || (own.closedAt === null && row.closedAt !== null);
    const after = indexed(own === undefined ? row : theirsIsLater ? grown(own, row) : grown(row, own));
    bytes += incidentBytes(after) - incidentBytes(stored);
    await store.put(after);
  }
  await countSizes(transaction, { incidents: bytes });
}

/** Forgets everything: log, state, favourites and settings. Rejects when the browser refuses. */
export async function wipeEverything(): Promise<void> {
  await wipeLog();
  await browser.storage.local.clear();
}

/** Forgets the log and the state, also what was put aside for the log. Rejects when the browser refuses. */
export async function wipeLog(): Promise<void> {
  await forgetSession();
  await clearStores().catch(async () => {
    await deleteDatabase();
    // A watch that could write nothing until now may have left what it was owed, there or here.
    await forgetSession();
    await clearStores();
  });
  await forgetSession();
}

function clearStores(): Promise<unknown> {
  return write('strict', (transaction) =>
    Promise.all(STORES.map((store) => transaction.objectStore(store).clear())),
  );
}

/** What cannot be opened can still be deleted. */
async function deleteDatabase(): Promise<void> {
  await closeDatabase();
  await deleteDB(DATABASE);
  await openDatabase();
}
