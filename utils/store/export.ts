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

/** Writes favourites, settings and the whole log as the text of one file. Rejects when the log cannot be read. */
export async function exportEverything(): Promise<string> {
  const settings = JSON.parse(exportBackup(await readOwnSettings())) as object;
  const database = await openDatabase();
  const [months, incidents, gaps, rolled, corrections] = await Promise.all([
    database.getAll('months'),
    database.getAll('incidents'),
    database.getAll('gaps'),
    database.get('records', ROLLED),
    database.get('records', CORRECTIONS),
  ]);
  const parts = [
    `"days":[${(await daysAsText()).join(',\n')}]`,
    `"months":[${months.flatMap(monthAsText).join(',\n')}]`,
    `"incidents":${JSON.stringify(incidents.map(plain).filter(isIncident))}`,
    `"gaps":${JSON.stringify(gaps.filter(isGap))}`,
    `"rolled":${JSON.stringify(Number.isSafeInteger(rolled) ? rolled : null)}`,
    ...(corrections === undefined ? [] : [`"corrections":${JSON.stringify(corrections)}`]),
  ];
  return `${JSON.stringify(settings, null, 2).slice(0, -2)},\n  "history": {${parts.join(',\n')}}\n}`;
}

/** One day at a time, so that a long log never fills the memory with rows. */
async function daysAsText(): Promise<string[]> {
  const database = await openDatabase();
  const young = Map.groupBy((await database.getAll('series')).filter(isSound), (row) =>
    startOf(row.from, DAY_MS),
  );
  const days = new Set([...(await database.getAllKeys('packs')), ...young.keys()]);
  const texts: string[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const text = dayAsText(day, await database.get('packs', day), young.get(day) ?? []);
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
