/** Watches from a page's first frame on whether anything jumps, or is drawn in another theme or language first. */

/** What was seen; kept in the page under this name. */
export interface Steadiness {
  /** Words that were at one height first and elsewhere later, with how far they went. */
  moved: { words: string; from: number; by: number }[];
  /** Sum of Chromium's own layout shifts without input; null where the browser does not count them. */
  shift: number | null;
  /** Every pair of language and direction in which something was drawn, and every ground. */
  languages: string[];
  grounds: string[];
  /** Pictures that came after the first frame with anything in it. */
  late: string[];
}

/** Starts watching. Runs in the page before its own scripts, so it uses nothing from outside of itself. */
export function watchSteadiness(): void {
  const FAR_PX = 1;
  /** What stylesheets and elements fetch. */
  const PICTURES = ['css', 'img', 'image'];
  const first = new Map<string, { x: number; y: number }>();
  const moved = new Map<string, { words: string; from: number; by: number }>();
  const languages = new Set<string>();
  const grounds = new Set<string>();
  let shift: number | null = null;
  let drawnAt = Number.POSITIVE_INFINITY;
  interface Shift extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
  }
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (!entry.hadRecentInput) shift = (shift ?? 0) + entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }
  const look = () => {
    const { documentElement: page, body } = document;
    if (body !== null && body.querySelector('main, [data-headline]') !== null) {
      drawnAt = Math.min(drawnAt, performance.now());
      languages.add(`${page.lang} ${page.dir}`);
      note();
    }
    if (body !== null) grounds.add(getComputedStyle(page).backgroundColor);
    requestAnimationFrame(look);
  };
  const note = () => {
    const seen = new Map<string, number>();
    for (const one of document.querySelectorAll(
      'h1, h2, dt, label, legend, a, button, summary, th, p, time',
    )) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (one.closest('.sticky, .skip, .hidden') !== null) continue;
      const words = `${one.tagName} ${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 60)}`;
      const count = (seen.get(words) ?? 0) + 1;
      seen.set(words, count);
      const { x, y } = one.getBoundingClientRect();
      const at = { x: x + scrollX, y: y + scrollY };
      const key = `${words} ${count}`;
      const before = first.get(key) ?? at;
      first.set(key, before);
      const far = Math.max(Math.abs(at.x - before.x), Math.abs(at.y - before.y));
      if (far > FAR_PX) moved.set(key, { words: key, from: before.y, by: Math.round(far) });
    }
  };
  requestAnimationFrame(look);
  Object.assign(globalThis, {
    steadiness: () => ({
      moved: [...moved.values()],
      shift,
      languages: [...languages],
      grounds: [...grounds],
      late: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ initiatorType, responseEnd }) => PICTURES.includes(initiatorType) && responseEnd > drawnAt)
        .map(({ name }) => name),
    }),
    watchAnew: () => {
      const words = [...first.keys()];
      first.clear();
      moved.clear();
      shift = shift === null ? null : 0;
      return words;
    },
  });
}
