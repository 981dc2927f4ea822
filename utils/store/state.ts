/** The state and everything that changes with it, in one transaction. Disk; never throws. */
import type { EpochMs } from '@/utils/model';
import { type Aside, clearAside, putAside, readAside } from './aside';
import { write as inOne, openDatabase, type Writing } from './database';
import { dropOldest } from './drop';
import { grown, indexed, OPEN, plain } from './incident-row';
import { incidentBytes } from './row-bytes';
import type { GapRow, IncidentRow, SampleRow } from './rows';
import { add, emptyRow, HOUR_MS, isSound } from './series';
import { countSizes } from './sizes';
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
  /** Incidents that are still open; the log closes those that nobody watches any more. Missing: not known. */
  open?: readonly string[];
  /** On disk before anybody is told: what decides whether a notice was given. */
  durable: boolean;
}

/** What became of a step, and what a person is to know. `kept`: a worker that starts now would know of it. */
export interface Commit {
  kept: boolean;
  problem: 'disk-full' | 'log-unreadable' | null;
}

/** What the log is still owed from steps that the disk did not take; null until asked. */
let owed: Aside | null | undefined;

async function readOwed(): Promise<Aside | null> {
  if (owed === undefined) owed = await readAside();
  return owed;
}

/** The disk did not answer, so that what stands there is not known: it must not be overwritten by what knew nothing of it. */
let blind = false;

/**
 * Reads the newest state, from disk or from where it was put aside; null when there is none, or none can be read. One
 * that is not readable is kept for whoever can read it.
 */
export async function readRecord<T>(guard: (value: unknown) => T | null): Promise<T | null> {
  const [disk, aside] = await Promise.all([readDisk(guard), readOwed()]);
  const unread = disk === UNREAD;
  blind = unread && (aside === null || aside.blind === true);
  const onDisk = unread ? null : disk;
  const isNewer = aside !== null && (onDisk === null || (aside.blind !== true && aside.at > onDisk.at));
  return (isNewer ? guard(aside.state) : null) ?? onDisk?.state ?? null;
}

const UNREAD = 'unread';
/** What fails in passing is read again after these waits (ms). */
const AGAIN_MS = [100, 400] as const;

type OnDisk<T> = { state: T; at: EpochMs } | null;

async function readDisk<T>(guard: (value: unknown) => T | null): Promise<OnDisk<T> | typeof UNREAD> {
  for (const waitMs of [...AGAIN_MS, null]) {
    try {
      return await readOnce(guard);
    } catch {
      if (waitMs !== null) await new Promise((done) => setTimeout(done, waitMs));
    }
  }
  return UNREAD;
}

async function readOnce<T>(guard: (value: unknown) => T | null): Promise<OnDisk<T>> {
  const database = await openDatabase();
  const [value, at] = await Promise.all([database.get('records', STATE), database.get('records', STATE_AT)]);
  if (value === undefined) return null;
  const state = guard(value);
  if (state === null) await database.put('records', value, ASIDE);
  return state === null ? null : { state, at: typeof at === 'number' ? at : 0 };
}

/** Keeps one step, on disk if it can be, with what earlier steps could not leave there. */
export async function commit(write: Write): Promise<Commit> {
  const before = await readOwed();
  const whole = before === null ? write : withOwed(write, before);
  const problem = blind ? 'log-unreadable' : await commitToDisk(whole);
  if (problem === null) {
    if (before !== null) await clearAside();
    owed = null;
    return { kept: true, problem };
  }
  const { at, state, incidents, gaps } = whole;
  owed = { at, state, blind, incidents: incidents.slice(-OWED_AT_MOST), gaps: gaps.slice(-OWED_AT_MOST) };
  return { kept: await putAside(owed), problem };
}

const OWED_AT_MOST = 50;

function withOwed(write: Write, { incidents, gaps }: Aside): Write {
  const rows = new Map(incidents.map((row) => [row.id, row]));
  for (const row of write.incidents) rows.set(row.id, grown(rows.get(row.id), row));
  return { ...write, incidents: [...rows.values()], gaps: [...gaps, ...write.gaps] };
}

async function commitToDisk(write: Write): Promise<Commit['problem']> {
  try {
    await commitOnce(write);
    return null;
  } catch (problem) {
    if (!isFull(problem)) return 'log-unreadable';
    return makeRoom(write.at)
      .then(() => commitOnce(write))
      .catch(() => commitOnce({ ...write, samples: [] }))
      .then(() => null)
      .catch(() => 'disk-full' as const);
  }
}

async function commitOnce(step: Write): Promise<void> {
  await inOne(step.durable ? 'strict' : 'relaxed', async (transaction) => {
    await Promise.all([
      putState(transaction, step),
      addIncidents(transaction, step.incidents).then(() => closeForgotten(transaction, step.open)),
      addGaps(transaction, step.gaps),
      addSamples(transaction, step.samples),
    ]);
  });
}

async function putState(transaction: Writing, { state, at }: Write): Promise<void> {
  const records = transaction.objectStore('records');
  await records.put(state, STATE);
  await records.put(at, STATE_AT);
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

let swept = false;

/** An incident whose state was lost or came from another browser would stay open for ever. Once per worker. */
async function closeForgotten(transaction: Writing, open: readonly string[] | undefined): Promise<void> {
  if (swept || open === undefined) return;
  const store = transaction.objectStore('incidents');
  for (const row of await store.index('months').getAll(IDBKeyRange.only(OPEN))) {
    if (open.includes(row.id)) continue;
    const ends = row.members.flatMap(({ restoredAt }) => restoredAt ?? []);
    const closedAt = Math.max(row.openedAt, ...row.phases.map(({ at }) => at), ...ends);
    await store.put(indexed({ ...plain(row), closedAt }));
  }
  swept = true;
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
    [...groups.values()].map(async (group) => {
      const [first] = group;
      if (first === undefined) return;
      const from = startOf(first.at, HOUR_MS);
      const before = await store.get([first.service, from]);
      const row = before !== undefined && isSound(before) ? before : emptyRow(first.service, from, true);
      for (const sample of group) add(row, sample);
      await store.put(row);
    }),
  );
}

function isFull(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'QuotaExceededError';
}

async function makeRoom(now: EpochMs): Promise<void> {
  await inOne('relaxed', (transaction) => dropOldest(transaction, now));
}
