/** The view that pages paint from, in `storage.local`. Disk. */
import browser from 'webextension-polyfill';
import type { EpochMs, View } from '@/utils/model';

const KEY = 'view';
/** A view that says the same is written again this seldom, so that "checked a minute ago" stays true. */
const REWRITE_MS = 50_000;

let last: { text: string; at: EpochMs } | null = null;

/** Writes the view if it says anything new. Never throws. */
export async function writeView(view: View): Promise<void> {
  const text = JSON.stringify({ ...view, at: 0, lastTickAt: 0 });
  if (last !== null && last.text === text && Math.abs(view.at - last.at) < REWRITE_MS) return;
  last = { text, at: view.at };
  await browser.storage.local.set({ [KEY]: view }).catch(() => {});
}

/** Reads the view; null before the first tick, or when it is of another version. */
export async function readView(): Promise<View | null> {
  const stored = await browser.storage.local.get(KEY).catch((): Record<string, unknown> => ({}));
  return viewIn(stored[KEY]);
}

/** Calls back whenever the view changes; returns how to stop. */
export function watchView(listener: (view: View) => void): () => void {
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const view = area === 'local' ? viewIn(changes[KEY]?.newValue) : null;
    if (view !== null) listener(view);
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

function viewIn(value: unknown): View | null {
  if (typeof value !== 'object' || value === null) return null;
  const view = value as Partial<View>;
  const whole = view.version === 1 && Array.isArray(view.favourites) && typeof view.lead === 'object';
  return whole ? { ...(view as View), guests: Array.isArray(view.guests) ? view.guests : [] } : null;
}
