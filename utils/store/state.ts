/** The state and everything that changes with it, in one transaction. Disk; never throws. */
import type { EpochMs, SampleRow } from '@/utils/model';
import { type Aside, clearAside, mayMakeRoom, mirror, putAside, readAside, readMirror } from './aside';
import { answered, write as inOne, openDatabase, type Writing } from './database';
import { dropHours } from './drop';
import { grown } from './incident-row';
import type { GapRow, IncidentRow } from './rows';
import { isMoment } from './series';
import { addGaps, addIncidents, addSamples, closeForgotten, cutGaps } from './step-rows';

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
  /** The clock was set back since the step before. */
  setBack?: boolean;
  /** Incidents that are still open; the log closes those that nobody watches any more. Missing: not known. */
  open?: readonly string[];
  /** On disk before anybody is told: what decides whether a notice was given. */
  durable: boolean;
}

/** What became of a step, and what a person is to know. `kept`: a worker that starts now would know of it. */
interface Commit {
  kept: boolean;
  problem: 'disk-full' | 'log-unreadable' | null;
}

/** What the log is still owed from steps that the disk did not take; null until asked. */
let owed: Aside | null | undefined;
let isAside = false;
/** The newest state that this worker read or kept. */
let latest: Kept<unknown> | null = null;
/** The disk could not be read, and nobody else knows what is on it: it must not be written over. */
let blind = false;

interface Kept<T> {
  state: T;
  at: EpochMs;
}

/** What was put aside is read there again: the person may have had all of it deleted. */
async function readOwed(): Promise<Aside | null> {
  if (owed === undefined || isAside) owed = await readAside();
  return owed;
}

/**
 * Reads the newest state, from disk or from where it was put aside; null when there is none. One that is not
 * sound is kept for whoever can read it; one that could not be read stays as it is, whatever is done meanwhile.
 */
export async function readRecord<T>(guard: (value: unknown) => T | null): Promise<T | null> {
  const [disk, aside] = await Promise.all([readDisk(guard), readOwed()]);
  blind = disk === UNREAD && latest === null && (aside === null || aside.blind === true);
  if (disk === UNREAD) return newest([latest, aside, { state: await readMirror(), at: 0 }], guard);
  return newest([disk, aside?.blind === true ? null : aside], guard);
}

/** The state with the latest time among those that are sound. */
function newest<T>(known: readonly (Kept<unknown> | null)[], guard: (value: unknown) => T | null): T | null {
  const kept = known.filter((each) => each !== null).toSorted((a, b) => b.at - a.at);
  for (const { state } of kept) {
    const sound = guard(state);
    if (sound !== null) return sound;
  }
  return null;
}

const UNREAD = 'unread';
/** What fails in passing is read again after these waits (ms). */
const AGAIN_MS = [100, 400] as const;

function readDisk<T>(guard: (value: unknown) => T | null): Promise<Kept<T> | null | typeof UNREAD> {
  return answered(readAgain(guard)).catch(() => UNREAD);
}

async function readAgain<T>(guard: (value: unknown) => T | null): Promise<Kept<T> | null | typeof UNREAD> {
  for (const waitMs of [...AGAIN_MS, null]) {
    try {
      return await readOnce(guard);
    } catch {
      if (waitMs !== null) await new Promise((done) => setTimeout(done, waitMs));
    }
  }
  return UNREAD;
}

async function readOnce<T>(guard: (value: unknown) => T | null): Promise<Kept<T> | null> {
  const database = await openDatabase();
  const [value, at] = await Promise.all([database.get('records', STATE), database.get('records', STATE_AT)]);
  if (value === undefined) return null;
  const state = guard(value);
  if (state === null) await database.put('records', value, ASIDE);
  return state === null ? null : { state, at: isMoment(at) ? at : 0 };
}

/** Keeps one step, on disk if it can be, with what earlier steps could not leave there. */
export async function commit(write: Write): Promise<Commit> {
  const before = await readOwed();
  const whole = before === null ? write : withOwed(write, before);
  const problem = blind ? await causeOf(null) : await commitToDisk(whole);
  const { at, state, incidents, gaps } = whole;
  if (!blind) latest = { at, state };
  if (problem === null || problem === 'answers-lost') {
    if (before !== null) await clearAside();
    owed = null;
    isAside = false;
    if (write.durable) await mirror(write.state);
    return { kept: true, problem: problem === null ? null : 'disk-full' };
  }
  owed = { at, state, incidents: incidents.slice(-OWED_AT_MOST), gaps: gaps.slice(-OWED_AT_MOST), blind };
  isAside = await putAside(owed);
  return { kept: isAside, problem };
}

const OWED_AT_MOST = 50;

function withOwed(write: Write, { incidents, gaps }: Aside): Write {
  const rows = new Map(incidents.map((row) => [row.id, row]));
  for (const row of write.incidents) rows.set(row.id, grown(rows.get(row.id), row));
  return { ...write, incidents: [...rows.values()], gaps: [...gaps, ...write.gaps] };
}

async function commitToDisk(write: Write): Promise<Commit['problem'] | 'answers-lost'> {
  try {
    await commitOnce(write);
    return null;
  } catch (problem) {
    if ((await causeOf(problem)) === 'log-unreadable') return 'log-unreadable';
  }
  return makeRoom(write.at)
    .then(() => commitOnce(write))
    .then(() => null)
    .catch(() => commitOnce({ ...write, samples: [] }).then(() => 'answers-lost' as const))
    .catch(() => 'disk-full' as const);
}

async function commitOnce(step: Write): Promise<void> {
  await inOne(step.durable ? 'strict' : 'relaxed', async (transaction) => {
    await Promise.all([
      putState(transaction, step),
      addIncidents(transaction, step.incidents).then(() => closeForgotten(transaction, step.open, step.at)),
      addGaps(transaction, step.gaps).then(() => (step.setBack ? cutGaps(transaction, step.at) : undefined)),
      addSamples(transaction, step.samples),
    ]);
  });
}

async function putState(transaction: Writing, { state, at }: Write): Promise<void> {
  const records = transaction.objectStore('records');
  await records.put(state, STATE);
  await records.put(at, STATE_AT);
}

/** With less than this left no database works. */
const ROOM_AT_LEAST = 1_000_000;

/** Chromium calls a full disk by many names, and once it is full only a database that cannot be opened. */
async function causeOf(problem: unknown): Promise<'disk-full' | 'log-unreadable'> {
  if (problem instanceof DOMException && problem.name === 'QuotaExceededError') return 'disk-full';
  const { quota, usage } = (await navigator.storage?.estimate().catch(() => null)) ?? {};
  const full = quota !== undefined && usage !== undefined && quota - usage < ROOM_AT_LEAST;
  return full ? 'disk-full' : 'log-unreadable';
}

/** Drops the oldest hours, seldom: a disk that others keep full must not cost the log hour after hour. */
async function makeRoom(now: EpochMs): Promise<void> {
  if (!(await mayMakeRoom(now))) throw new Error('Room was made before.');
  await inOne('relaxed', (transaction) => dropHours(transaction, now));
}
