/** A few bytes that live as long as the browser runs. Disk (`storage.session`). */
import browser from 'webextension-polyfill';

const HERE = 'here';
/** A worker is ended after 30 s without a call: one in so many ms is enough. */
const TOUCHED_MS = 5_000;

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
}

function area(): Area | undefined {
  return (browser.storage as { session?: Area } | undefined)?.session;
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Writes them, now and then. An extension call, so it also keeps the worker alive. Never throws. */
export async function touchSession(patch: Record<string, unknown>): Promise<void> {
  if (performance.now() - touchedAt < TOUCHED_MS) return;
  touchedAt = performance.now();
  await area()
    ?.set(patch)
    .catch(() => {});
}

let here = false;

/** Whether the watch was kept since the browser began; before that, the browser was closed. Never throws. */
export async function wasHere(): Promise<boolean> {
  if (here) return true;
  const stored = await area()
    ?.get(HERE)
    .catch(() => ({}));
  here = (stored as Record<string, unknown> | undefined)?.[HERE] === true;
  return here;
}

/** Notes that it was. */
export async function noteHere(): Promise<void> {
  if (here) return;
  here = true;
  await area()
    ?.set({ [HERE]: true })
    .catch(() => {});
}
