/** Who still looks still cares: the background lets a site go that nobody asked about for five minutes. */

const AGAIN_MS = 240_000;
const LOOK_MS = 15_000;

/** Calls back every few minutes as long as the page is in view, and at once when it comes back into view after longer. */
export function whileInView(ask: () => void): void {
  let askedAt = Date.now();
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - askedAt < AGAIN_MS) return;
    askedAt = Date.now();
    ask();
  };
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
}
