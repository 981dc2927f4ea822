/** Everything that is kept, as files. Disk. */
import { exportBackup } from './backup';
import { CORRECTIONS } from './corrections';
import { openDatabase } from './database';
import { isIncident, textOfPack } from './history-file';
import { plain } from './incident-row';
import { incidentsCsv } from './incidents-csv';
import { ROLLED } from './migrate';
import { pack, unpack } from './pack';
import type { PackRow, SeriesRow } from './rows';
import { DAY_MS, HOUR_MS, isSound, merged } from './series';
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
    records.get(ROLLED),
    records.get(CORRECTIONS),
  ]);
  const parts = [
    `"days":[${(await daysAsText()).join(',\n')}]`,
    `"months":[${months.flatMap(monthAsText).join(',\n')}]`,
    `"incidents":${JSON.stringify(incidents.map(plain).filter(isIncident))}`,
    `"gaps":${JSON.stringify(gaps.filter(isGap))}`,
    `"rolled":${JSON.stringify(Number.isSafeInteger(rolled) ? rolled : null)}`,
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
  const young = (await database.getAll('series')).filter(isSound).map(({ from }) => startOf(from, DAY_MS));
  const days = new Set([...(await database.getAllKeys('packs')), ...young]);
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
    const text = dayAsText(day, packed, hours.filter(isSound));
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** What cannot be read stays out, so that the file can be read. */
function monthAsText(month: PackRow): string[] {
  try {
    unpack(month, DAY_MS);
    return [textOfPack(month)];
  } catch {
    return [];
  }
}

/** The same for a day. */
function dayAsText(day: number, packed: PackRow | undefined, young: readonly SeriesRow[]): string | null {
  try {
    if (packed !== undefined && young.length === 0) {
      unpack(packed, HOUR_MS);
      return textOfPack(packed);
    }
    return textOfPack(pack(day, HOUR_MS, together([...(packed ? unpack(packed, HOUR_MS) : []), ...young])));
  } catch {
    return null;
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
