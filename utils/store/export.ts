/** Everything that is kept, as files. Disk. */
import { exportBackup } from './backup';
import { CORRECTIONS } from './corrections';
import { openDatabase } from './database';
import { isIncident, textOfPacks } from './history-file';
import { plain } from './incident-row';
import { incidentsCsv } from './incidents-csv';
import { pack, unpack } from './pack';
import { rolledUntil } from './packed-rows';
import type { PackRow, SeriesRow } from './rows';
import { DAY_MS, HOUR_MS, isMoment, isSound, merged } from './series';
import { readOwnSettings } from './settings';
import { isGap, isWhole } from './sound-rows';
import { startOf } from './spans';

/** A backup; `history` false: the log could not be read and is not in it. */
interface Exported {
  text: string;
  history: boolean;
}

/** Writes favourites, settings and the whole log as the text of one file. Rejects when not even settings can be read. */
export async function exportEverything(): Promise<Exported> {
  const settings = exportBackup(await readOwnSettings());
  return historyAsText().then(
    (history) => ({ text: `${settings.slice(0, -2)},\n  "history": ${history}\n}`, history: true }),
    () => ({ text: settings, history: false }),
  );
}

async function historyAsText(): Promise<string> {
  const transaction = (await openDatabase()).transaction(['months', 'incidents', 'gaps', 'records']);
  const records = transaction.objectStore('records');
  const [months, incidents, gaps, rolled, corrections] = await Promise.all([
    transaction.objectStore('months').getAll(),
    transaction.objectStore('incidents').getAll(),
    transaction.objectStore('gaps').getAll(),
    rolledUntil(transaction),
    records.get(CORRECTIONS),
  ]);
  const parts = [
    `"days":[${(await daysAsText()).join(',\n')}]`,
    `"months":[${textOfPacks('months', months).join(',\n')}]`,
    `"incidents":${JSON.stringify(incidents.map(plain).filter(isIncident))}`,
    `"gaps":${JSON.stringify(gaps.filter(isGap))}`,
    `"rolled":${rolled}`,
    ...(corrections === undefined ? [] : [`"corrections":${JSON.stringify(corrections)}`]),
  ];
  return `{${parts.join(',\n')}}`;
}

/**
 * One day at a time, so that a long log never fills the memory with rows; and both forms of it in one transaction, since
 * an hour that is packed meanwhile would be found in both.
 */
async function daysAsText(): Promise<string[]> {
  const database = await openDatabase();
  // In this order: an hour may be packed in between.
  const young = await youngDays();
  const days = new Set([...young, ...(await database.getAllKeys('packs'))].filter(isMoment));
  const texts: string[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const transaction = database.transaction(['packs', 'series']);
    const [packed, hours] = await Promise.all([
      transaction.objectStore('packs').get(day),
      transaction
        .objectStore('series')
        .index('from')
        .getAll(IDBKeyRange.bound(day, day + DAY_MS, false, true)),
    ]);
    texts.push(...textOfPacks('days', [wholeDay(day, packed, hours.filter(isSound))]));
  }
  return texts;
}

/** The days of which an hour is still young, without reading the hours. */
async function youngDays(): Promise<number[]> {
  const days: number[] = [];
  const index = (await openDatabase()).transaction('series').store.index('from');
  let cursor = await index.openKeyCursor();
  while (cursor !== null && isMoment(cursor.key)) {
    const day = startOf(cursor.key, DAY_MS);
    days.push(day);
    cursor = await index.openKeyCursor(IDBKeyRange.lowerBound(day + DAY_MS));
  }
  return days;
}

function wholeDay(day: number, packed: PackRow | undefined, young: readonly SeriesRow[]): PackRow {
  if (packed !== undefined && young.length === 0) return packed;
  return pack(day, HOUR_MS, together([...rowsIn(packed), ...young]));
}

function rowsIn(packed: PackRow | undefined): SeriesRow[] {
  try {
    return packed === undefined ? [] : unpack(packed, HOUR_MS);
  } catch {
    return [];
  }
}

/** Rows of one service and time added up. */
export function together(rows: readonly SeriesRow[]): SeriesRow[] {
  const byKey = Map.groupBy(rows, ({ service, from }) => `${from} ${service}`);
  return [...byKey.values()].map((same) => same.reduce(merged));
}

/** Writes all incidents as a table, oldest first. Rejects when the log cannot be read. */
export async function exportIncidentsCsv(): Promise<string> {
  const rows = await (await openDatabase()).getAllFromIndex('incidents', 'openedAt');
  return incidentsCsv(rows.filter(isWhole));
}
