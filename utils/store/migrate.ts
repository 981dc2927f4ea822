/** Every version of the database, one step each. What earlier versions kept is carried over. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { FaultlineSchema } from './database';
import { indexed } from './incident-row';
import { pack, unpack } from './pack';
import type { IncidentRow, SeriesRow } from './rows';
import { DAY_MS } from './series';
import { monthOf } from './spans';

export const VERSION = 2;
/** Up to which day the months are complete. */
export const ROLLED = 'rolled';

type Upgrade = IDBPTransaction<FaultlineSchema, StoreNames<FaultlineSchema>[], 'versionchange'>;

/** Brings a database of any earlier version to this one, or fails and leaves it as it was. */
export async function migrate(
  database: IDBPDatabase<FaultlineSchema>,
  oldVersion: number,
  transaction: Upgrade,
): Promise<void> {
  if (oldVersion < 1) {
    database.createObjectStore('records');
    database.createObjectStore('series', { keyPath: ['service', 'from'] }).createIndex('from', 'from');
    database.createObjectStore('incidents', { keyPath: 'id' }).createIndex('openedAt', 'openedAt');
    database.createObjectStore('gaps', { keyPath: 'from' });
  }
  if (oldVersion < 2) {
    database.createObjectStore('packs', { keyPath: 'from' });
    database.createObjectStore('months', { keyPath: 'from' });
    transaction.objectStore('incidents').createIndex('months', 'months', { multiEntry: true });
    if (oldVersion === 1) await fromFirst(database, transaction);
  }
}

/** Version 1 kept a row per service and day, and no index by month. Its hours are packed later, tick by tick. */
async function fromFirst(database: IDBPDatabase<FaultlineSchema>, transaction: Upgrade): Promise<void> {
  const incidents = transaction.objectStore('incidents');
  for (const row of (await incidents.getAll()) as Partial<IncidentRow>[]) {
    const whole = { notices: [], evidence: [], phases: [], members: [], ...row } as unknown as IncidentRow;
    if (typeof whole.openedAt === 'number') await incidents.put(indexed(whole));
  }
  const old = database as unknown as IDBPDatabase;
  const days = (await (transaction as unknown as IDBPTransaction<unknown, ['days'], 'versionchange'>)
    .objectStore('days')
    .getAll()) as SeriesRow[];
  old.deleteObjectStore('days');
  const byMonth = Map.groupBy(days.filter(isRow), (row) => monthOf(row.from));
  for (const [month, rows] of byMonth) await transaction.objectStore('months').put(pack(month, DAY_MS, rows));
  const last = await transaction.objectStore('series').index('from').openKeyCursor(null, 'prev');
  if (last !== null) {
    await transaction.objectStore('records').put(Math.floor(last.key / DAY_MS) * DAY_MS, ROLLED);
  }
}

function isRow(row: SeriesRow): boolean {
  try {
    return unpack(pack(monthOf(row.from), DAY_MS, [row]), DAY_MS).length === 1;
  } catch {
    return false;
  }
}
