/** The view that pages paint from, in `storage.local`. Disk. */
import browser from 'webextension-polyfill';
import type { EpochMs, FavouriteView, View } from '@/utils/model';

const KEY = 'view';
/** A view that says the same is written again this seldom, so that "checked a minute ago" stays true. */
const REWRITE_MS = 50_000;

let last: { text: string; at: EpochMs } | null = null;

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The browser's own memory, for a view that a full disk does not take: it is what tells of the full disk. */
function memory(): Area | undefined {
  return (browser.storage as { session?: Area } | undefined)?.session;
}

let inMemory = false;

/** Writes the view if it says anything new. Never throws. */
export async function writeView(view: View): Promise<void> {
  const text = JSON.stringify({ ...view, at: 0, lastTickAt: 0 });
  if (last !== null && last.text === text && Math.abs(view.at - last.at) < REWRITE_MS) return;
  last = { text, at: view.at };
  try {
    await browser.storage.local.set({ [KEY]: view });
    if (inMemory) await memory()?.remove(KEY);
    inMemory = false;
  } catch {
    inMemory = true;
    await memory()
      ?.set({ [KEY]: view })
      .catch(() => {});
  }
}

/** Reads the view; null before the first tick, or when it is of another version. */
export async function readView(): Promise<View | null> {
  const from = (area: Area | undefined) =>
    (area?.get(KEY) ?? Promise.resolve({})).catch((): Record<string, unknown> => ({}));
  const [disk, kept] = (await Promise.all([from(browser.storage.local), from(memory())])).map(
    (stored: Record<string, unknown>) => viewIn(stored[KEY]),
  );
  return (kept != null && kept.at > (disk?.at ?? 0) ? kept : disk) ?? null;
}

/** Calls back whenever the view changes; returns how to stop. */
export function watchView(listener: (view: View) => void): () => void {
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const view = area === 'local' || area === 'session' ? viewIn(changes[KEY]?.newValue) : null;
    if (view !== null) listener(view);
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

/** Taken only whole: what is drawn of half a view would stay on the page. */
function viewIn(value: unknown): View | null {
  if (!isObject(value)) return null;
  const { version, favourites, guests, lead } = value as Partial<View>;
  const isWhole = version === 1 && isObject(lead) && isObject(lead.verdict) && isRows(favourites);
  return isWhole ? { ...(value as View), guests: isRows(guests) ? guests : [] } : null;
}

function isRows(value: unknown): value is FavouriteView[] {
  return Array.isArray(value) && value.every((row) => isObject(row?.verdict) && Array.isArray(row.evidence));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
