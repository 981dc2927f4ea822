/** The one database: schema, migrations, and a handle that survives other tabs and updates. Disk. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { GapRow, IncidentRow, SeriesRow } from './rows';

export interface FaultlineSchema extends DBSchema {
  /** Single records by name: the state, and what could not be read, kept aside. */
  records: { key: string; value: unknown };
  /** One row per service and hour (or day): see `series.ts`. */
  series: { key: [string, number]; value: SeriesRow; indexes: { from: number } };
  days: { key: [string, number]; value: SeriesRow; indexes: { from: number } };
  incidents: { key: string; value: IncidentRow; indexes: { openedAt: number } };
  gaps: { key: number; value: GapRow };
}

export const DATABASE = 'faultline';
const VERSION = 1;

let handle: Promise<IDBPDatabase<FaultlineSchema>> | null = null;

/**
 * Opens the database once per worker life. Lets go of it when another version wants to upgrade, and forgets it
 * when the browser closes it; the next use opens it again. Rejects when it cannot be opened.
 */
export function openDatabase(): Promise<IDBPDatabase<FaultlineSchema>> {
  handle ??= open().catch((problem: unknown) => {
    handle = null;
    throw problem;
  });
  return handle;
}

function open(): Promise<IDBPDatabase<FaultlineSchema>> {
  return openDB<FaultlineSchema>(DATABASE, VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('records');
        database.createObjectStore('series', { keyPath: ['service', 'from'] }).createIndex('from', 'from');
        database.createObjectStore('days', { keyPath: ['service', 'from'] }).createIndex('from', 'from');
        database.createObjectStore('incidents', { keyPath: 'id' }).createIndex('openedAt', 'openedAt');
        database.createObjectStore('gaps', { keyPath: 'from' });
      }
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      handle = null;
    },
    terminated() {
      handle = null;
    },
  });
}
