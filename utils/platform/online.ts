/** Hears that the network is gone, or back. Browser. */

/** Calls back at once, as long as the worker lives; it is not woken for it. */
export function onOnlineChanged(listener: () => void): void {
  globalThis.addEventListener('online', () => listener());
  globalThis.addEventListener('offline', () => listener());
}
