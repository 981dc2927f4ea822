/** The state and everything that changes with it, in one transaction. Disk; never throws. */
import type { EpochMs } from '@/utils/model';
import { write as inOne, openDatabase, type Writing } from './database';
import { dropOldest } from './drop';
import { grown, indexed, plain } from './incident-row';
import type { GapRow, IncidentRow, SampleRow, SeriesRow } from './rows';
import { added, emptyRow, HOUR_MS, isSound } from './series';
import { countSizes, incidentBytes } from './sizes';
import { startOf } from './spans';

const STATE = 'state';
const STATE_AT = 'state-at';
const ASIDE = 'unreadable';

/** One step, to be kept whole or not at all. */
export interface Write {
  at: EpochMs;
  state: unknown;
  samples: readonly SampleRow[];
  incidents: readonly IncidentRow[];
  gaps: readonly GapRow[];
  /** On disk before anybody is told: what decides whether a notice was given. */
  durable: boolean;
}

/** Reads the state and when it was kept; null when there is none or it is not readable, and then it is kept aside. */
export async function readRecord<T>(
  guard: (value: unknown) => T | null,
): Promise<{ state: T; at: EpochMs } | null> {
  try {
    const database = await openDatabase();
    const [value, at] = await Promise.all([
      database.get('records', STATE),
      database.get('records', STATE_AT),
    ]);
    if (value === undefined) return null;
    const state = guard(value);
    if (state === null) await database.put('records', value, ASIDE);
    return state === null ? null : { state, at: typeof at === 'number' ? at : 0 };
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
    return makeRoom(write.at)
      .then(() => commitOnce(write))
      .catch(() => commitOnce({ ...write, samples: [] }))
      .then(() => 'saved' as const)
      .catch(() => 'full' as const);
  }
}

async function commitOnce(step: Write): Promise<void> {
  await inOne(step.durable ? 'strict' : 'relaxed', async (transaction) => {
    const records = transaction.objectStore('records');
    await Promise.all([
      records.put(step.state, STATE),
      records.put(step.at, STATE_AT),
      addIncidents(transaction, step.incidents),
      addGaps(transaction, step.gaps),
      addSamples(transaction, step.samples),
    ]);
  });
}

async function addIncidents(transaction: Writing, rows: readonly IncidentRow[]): Promise<void> {
  if (rows.length === 0) return;
  const store = transaction.objectStore('incidents');
  let bytes = 0;
  for (const row of rows) {
    const before = await store.get(row.id);
    const whole = before !== undefined && Array.isArray(before.notices) && Array.isArray(before.evidence);
    const after = indexed(grown(whole ? plain(before) : undefined, row));
    bytes += incidentBytes(after) - incidentBytes(before);
    await store.put(after);
  }
  await countSizes(transaction, { incidents: bytes });
}

/** Two spans of one kind with less than this between them are one. */
const TOUCHING_MS = 1_000;

async function addGaps(transaction: Writing, gaps: readonly GapRow[]): Promise<void> {
  const store = transaction.objectStore('gaps');
  for (const gap of gaps) {
    const last = (await store.openCursor(IDBKeyRange.upperBound(gap.from), 'prev'))?.value;
    const touches = last !== undefined && last.why === gap.why && last.to >= gap.from - TOUCHING_MS;
    await store.put(touches ? { ...last, to: Math.max(last.to, gap.to) } : gap);
  }
}

async function addSamples(transaction: Writing, samples: readonly SampleRow[]): Promise<void> {
  const store = transaction.objectStore('series');
  const groups = Map.groupBy(samples, ({ service, at }) => `${service} ${startOf(at, HOUR_MS)}`);
  await Promise.all(
    [...groups.values()].map(async ([first, ...rest]) => {
      if (first === undefined) return;
      const from = startOf(first.at, HOUR_MS);
      const before = await store.get([first.service, from]);
      const row = before !== undefined && isSound(before) ? before : emptyRow(first.service, from, true);
      await store.put([first, ...rest].reduce<SeriesRow>(added, row));
    }),
  );
}

function isFull(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'QuotaExceededError';
}

async function makeRoom(now: EpochMs): Promise<void> {
  await inOne('relaxed', (transaction) => dropOldest(transaction, now));
}
