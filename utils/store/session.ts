/** A few bytes that live as long as the browser runs. Disk (`storage.session`). */
import browser from 'webextension-polyfill';

/** Writes them. An extension call, so it also keeps the worker alive. Never throws. */
export async function touchSession(patch: Record<string, unknown>): Promise<void> {
  await (browser.storage as { session?: { set(items: object): Promise<void> } }).session
    ?.set(patch)
    .catch(() => {});
}
