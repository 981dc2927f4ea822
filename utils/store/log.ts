/** Reading the log. Disk; a log that cannot be read is an empty one. */
import type { EpochMs, ServiceId } from '@/utils/model';
import { openDatabase } from './database';
import type { IncidentRow, SeriesRow } from './rows';
import { DAY_MS, HOUR_MS } from './series';

/** Lists incidents that began in a time range, newest first. */
export async function incidentsBetween(from: EpochMs, to: EpochMs): Promise<IncidentRow[]> {
  try {
    const database = await openDatabase();
    const rows = await database.getAllFromIndex('incidents', 'openedAt', IDBKeyRange.bound(from, to));
    return rows.reverse();
  } catch {
    return [];
  }
}

/** Above this a range is read by days. */
const HOURS_AT_MOST = 14 * 24;

/** Gives one service's rows over a range: by hours up to a fortnight, else by days; oldest first. */
export async function seriesOf(service: ServiceId, from: EpochMs, to: EpochMs): Promise<SeriesRow[]> {
  try {
    const database = await openDatabase();
    const store = (to - from) / HOUR_MS > HOURS_AT_MOST ? 'days' : 'series';
    const span = store === 'days' ? DAY_MS : HOUR_MS;
    const range = IDBKeyRange.bound([service, Math.floor(from / span) * span], [service, to]);
    return await database.getAll(store, range);
  } catch {
    return [];
  }
}
