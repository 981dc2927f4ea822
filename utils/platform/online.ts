/** Hears that the network is gone, or back. Browser. */

/** Calls back at once, as long as the worker lives; it is not woken for it. */
export function onOnlineChanged(listener: () => void): void {
  let before = navigator.onLine;
  const look = () => {
    if (navigator.onLine === before) return;
    before = navigator.onLine;
    listener();
  };
  globalThis.addEventListener('online', look);
  globalThis.addEventListener('offline', look);
  // Chromium's worker hears of neither, but of a connection that is another now.
  const { connection } = navigator as { connection?: EventTarget };
  connection?.addEventListener('change', look);
}
