/** The one database: schema, and a handle that survives other tabs and updates. Disk. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { migrate, VERSION } from './migrate';
import type { GapRow, PackRow, SeriesRow, StoredIncident } from './rows';

export interface FaultlineSchema extends DBSchema {
  /** Single records by name: the state, how far the log is rolled up, and what could not be read, kept aside. */
  records: { key: string; value: unknown };
  /** One row per service and hour, while the hour is young. */
  series: { key: [string, number]; value: SeriesRow; indexes: { from: number } };
  /** One row per day, with all services by hours. */
  packs: { key: number; value: PackRow };
  /** One row per month, with all services by days. */
  months: { key: number; value: PackRow };
  incidents: { key: string; value: StoredIncident; indexes: { openedAt: number; months: number } };
  gaps: { key: number; value: GapRow };
}

export type Database = IDBPDatabase<FaultlineSchema>;

/** Everything that is kept, in one transaction. */
type Stores = ['records', 'series', 'packs', 'months', 'incidents', 'gaps'];
export const STORES: Stores = ['records', 'series', 'packs', 'months', 'incidents', 'gaps'];
export type Reading = IDBPTransaction<FaultlineSchema, Stores, 'readonly'>;
export type Writing = IDBPTransaction<FaultlineSchema, Stores, 'readwrite'>;

export const DATABASE = 'faultline';

/** Another window that does not let go can keep it closed for ever, without a word. */
const OPENED_WITHIN_MS = 3_000;
/** A browser that ran out of room, or a window that hangs, may leave a transaction without an answer. */
const PATIENT_MS = 10_000;
/** Whoever waited in vain waits no longer than this until something is answered again. */
const IMPATIENT_MS = 2_000;

interface Handle {
  database: Promise<Database>;
  /** The same for those who do not wait for ever. */
  soon: Promise<Database>;
}

let handle: Handle | null = null;

/**
 * Opens the database once per worker life. Lets go of it when another version wants to upgrade, and forgets it
 * when the browser closes it; the next use opens it again. Rejects when it cannot be opened, or not yet.
 */
export function openDatabase(): Promise<Database> {
  handle ??= begin();
  return handle.soon;
}

function begin(): Handle {
  const database = open();
  const begun: Handle = { database, soon: within(OPENED_WITHIN_MS, database) };
  begun.soon.catch(() => {});
  database.then(
    () => {
      begun.soon = database;
    },
    () => {
      if (handle === begun) handle = null;
    },
  );
  return begun;
}

function within<T>(ms: number, work: Promise<T>, late: () => void = () => {}): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => {
      late();
      failed(new Error('The database does not answer.'));
    }, ms);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}

let patienceMs = PATIENT_MS;

/** Resolves as what is asked of the database does; rejects where it does not answer, so that nobody waits for ever. */
export function answered<T>(work: Promise<T>): Promise<T> {
  work.then(
    () => {
      patienceMs = PATIENT_MS;
    },
    () => {},
  );
  return within(patienceMs, work, () => {
    patienceMs = IMPATIENT_MS;
  });
}

/** Writes in one transaction: what `work` does is kept whole, or, where it throws or nothing answers, not at all. */
export async function write<T>(
  durability: 'strict' | 'relaxed',
  work: (transaction: Writing) => Promise<T>,
): Promise<T> {
  const transaction = (await openDatabase()).transaction(STORES, 'readwrite', { durability });
  transaction.done.catch(() => {});
  try {
    return await answered(
      work(transaction).then(async (result) => {
        await transaction.done;
        return result;
      }),
    );
  } catch (problem) {
    abandon(transaction);
    throw transaction.error ?? problem;
  }
}

function abandon(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}

/** Lets go of it, so that it can be deleted. */
export async function closeDatabase(): Promise<void> {
  const open = handle;
  handle = null;
  await open?.database.then((database) => database.close()).catch(() => {});
}

function open(): Promise<Database> {
  return openDB<FaultlineSchema>(DATABASE, VERSION, {
    upgrade(database, oldVersion, _newVersion, transaction) {
      transaction.done.catch(() => {});
      // IndexedDB alone would keep what was done until then, as the new version.
      migrate(database, oldVersion, transaction).catch(() => abandon(transaction));
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
