/**
 * Where a step goes when the disk takes nothing: the browser's own memory, which outlives the worker though not
 * the browser. The watch goes on from there, and nothing is told twice. Never throws.
 */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';
import type { GapRow, IncidentRow } from './rows';

const KEY = 'aside';

/** The newest state, and what the log is owed. */
export interface Aside {
  at: EpochMs;
  state: unknown;
  incidents: readonly IncidentRow[];
  gaps: readonly GapRow[];
  /** It began without knowing what the disk holds, which is the better state once it can be read. */
  blind?: boolean;
}

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
  remove(key: string): Promise<void>;
}

function area(): Area | undefined {
  return (browser.storage as { session?: Area } | undefined)?.session;
}

/** Puts a step there; false when that failed too. */
export async function putAside(step: Aside): Promise<boolean> {
  const session = area();
  if (session === undefined) return false;
  return session.set({ [KEY]: step }).then(
    () => true,
    () => false,
  );
}

/** Gives what was put there; null when nothing was. */
export async function readAside(): Promise<Aside | null> {
  const stored = await area()
    ?.get(KEY)
    .catch(() => ({}));
  const value = (stored as Record<string, unknown> | undefined)?.[KEY] as Aside | undefined;
  const whole = typeof value?.at === 'number' && Array.isArray(value.incidents) && Array.isArray(value.gaps);
  return whole ? (value as Aside) : null;
}

const MIRROR = 'mirror';

/** Keeps a copy of a state in which somebody was told something, for a worker that cannot read the disk. */
export async function mirror(state: unknown): Promise<void> {
  await area()
    ?.set({ [MIRROR]: state })
    .catch(() => {});
}

/** Gives that copy; undefined when there is none. */
export async function readMirror(): Promise<unknown> {
  const stored = await area()
    ?.get(MIRROR)
    .catch(() => ({}));
  return (stored as Record<string, unknown> | undefined)?.[MIRROR];
}

const ROOM_MADE = 'roomMadeAt';
const ROOM_EVERY_MS = 86_400_000;

/** Whether something of the log may be dropped for room: once a day, and only where that can be kept in mind. */
export async function mayMakeRoom(now: EpochMs): Promise<boolean> {
  try {
    const stored = await area()?.get(ROOM_MADE);
    const last = stored?.[ROOM_MADE];
    if (stored === undefined || (typeof last === 'number' && Math.abs(now - last) < ROOM_EVERY_MS))
      return false;
    await area()?.set({ [ROOM_MADE]: now });
    return true;
  } catch {
    return false;
  }
}

/** Forgets it, once the disk has it. */
export async function clearAside(): Promise<void> {
  await area()
    ?.remove(KEY)
    .catch(() => {});
}
