/** The state and everything that changes with it, in one transaction. Disk; never throws. */
import type { IDBPTransaction } from 'idb';
import { type FaultlineSchema, openDatabase } from './database';
import type { GapRow, IncidentRow, SampleRow, SeriesRow } from './rows';
import { added, DAY_MS, emptyRow, HOUR_MS } from './series';

const STATE = 'state';
const ASIDE = 'unreadable';

/** One step, to be kept whole or not at all. */
export interface Write {
  state: unknown;
  samples: readonly SampleRow[];
  incidents: readonly IncidentRow[];
  gaps: readonly GapRow[];
  /** On disk before anybody is told: what decides whether a notice was given. */
  durable: boolean;
}

/** Reads the state; null when there is none or it is not readable, in which case it is kept aside. */
export async function readRecord<T>(guard: (value: unknown) => T | null): Promise<T | null> {
  try {
    const database = await openDatabase();
    const value = await database.get('records', STATE);
    if (value === undefined) return null;
    const state = guard(value);
    if (state === null) await database.put('records', value, ASIDE);
    return state;
  } catch {
    return null;
  }
}

/** Keeps one step. `full`: the disk is; `failed`: the database is closed, blocked or newer. Nothing is kept then. */
export async function commit(write: Write): Promise<'saved' | 'full' | 'failed'> {
  try {
    await commitOnce(write);
    return 'saved';
  } catch (problem) {
    if (!isFull(problem)) return 'failed';
    return makeRoom()
      .then(() => commitOnce(write))
      .then(() => 'saved' as const)
      .catch(() => 'full' as const);
  }
}

type Stores = ['records', 'series', 'days', 'incidents', 'gaps'];

async function commitOnce(write: Write): Promise<void> {
  const database = await openDatabase();
  const stores: Stores = ['records', 'series', 'days', 'incidents', 'gaps'];
  const transaction = database.transaction(stores, 'readwrite', {
    durability: write.durable ? 'strict' : 'relaxed',
  });
  const work = [
    transaction.objectStore('records').put(write.state, STATE),
    ...write.incidents.map((row) => transaction.objectStore('incidents').put(row)),
    ...write.gaps.map((row) => transaction.objectStore('gaps').put(row)),
    addSamples(transaction, 'series', HOUR_MS, write.samples),
    addSamples(transaction, 'days', DAY_MS, write.samples),
  ];
  await Promise.all([...work, transaction.done]);
}

async function addSamples(
  transaction: IDBPTransaction<FaultlineSchema, Stores, 'readwrite'>,
  store: 'series' | 'days',
  spanMs: number,
  samples: readonly SampleRow[],
): Promise<void> {
  const groups = new Map<string, SampleRow[]>();
  for (const sample of samples) {
    const key = `${sample.service} ${Math.floor(sample.at / spanMs)}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  await Promise.all(
    [...groups.values()].map(async ([first, ...rest]) => {
      if (first === undefined) return;
      const from = Math.floor(first.at / spanMs) * spanMs;
      const before = await transaction.objectStore(store).get([first.service, from]);
      const row = before ?? emptyRow(first.service, from, store === 'series');
      await transaction.objectStore(store).put([first, ...rest].reduce<SeriesRow>(added, row));
    }),
  );
}

function isFull(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'QuotaExceededError';
}

/** Hours dropped at once when the disk is full; days stay. */
const DROPPED = 500;

async function makeRoom(): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction('series', 'readwrite');
  let cursor = await transaction.store.index('from').openCursor();
  for (let dropped = 0; cursor !== null && dropped < DROPPED; dropped += 1) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
}
