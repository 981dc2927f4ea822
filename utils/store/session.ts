/** A few bytes that live as long as the browser runs. Disk (`storage.session`). */
import browser from 'webextension-polyfill';

/** A worker is ended after 30 s without a call: one in so many ms is enough. */
const TOUCHED_MS = 5_000;

let touchedAt = Number.NEGATIVE_INFINITY;

/** Writes them, now and then. An extension call, so it also keeps the worker alive. Never throws. */
export async function touchSession(patch: Record<string, unknown>): Promise<void> {
  if (performance.now() - touchedAt < TOUCHED_MS) return;
  touchedAt = performance.now();
  await (browser.storage as { session?: { set(items: object): Promise<void> } }).session
    ?.set(patch)
    .catch(() => {});
}
