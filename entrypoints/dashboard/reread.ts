/** Reading again what changed: one read at a time, seldom, and only while somebody looks. Browser: the page and its clock. */

/** While something fails the log changes with every step; so often it is read again at most. */
const LEAST_MS = 5_000;

/** Makes the call that asks for another read. `read` is never run twice at once. */
export function rereading(read: () => Promise<void>): () => void {
  let wanted = false;
  let busy = false;
  const next = async () => {
    if (busy || !wanted || document.hidden) return;
    wanted = false;
    busy = true;
    await read().catch(() => {});
    setTimeout(() => {
      busy = false;
      void next();
    }, LEAST_MS);
  };
  document.addEventListener('visibilitychange', () => void next());
  return () => {
    wanted = true;
    void next();
  };
}
