/** Tells when a page has drawn all it has. Runs inside the page, so it uses nothing from outside of itself. */

/** True once nothing is being read, and chart and map stand. */
export function isDrawn(): boolean {
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (!has('main, [data-headline]') || has('[aria-busy="true"]')) return false;
  if (has('.chart') && !has('.chart canvas')) return false;
  return !has('.map') || has('.map .land');
}
