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
  /** It was begun without knowing what stands on the disk, which therefore holds. */
  blind?: boolean;
  incidents: readonly IncidentRow[];
  gaps: readonly GapRow[];
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

/** Forgets it, once the disk has it. */
export async function clearAside(): Promise<void> {
  await area()
    ?.remove(KEY)
    .catch(() => {});
}
