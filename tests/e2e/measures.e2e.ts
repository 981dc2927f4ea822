/** Every language fits everywhere: nothing is cut, broken in a word, or wider than its window, also at 200 %. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../utils/words/languages.ts';
import { readScenes, type Scene, type Stage, startStage } from '../gallery/stage.ts';
import { brokenWords } from './broken-words.ts';
import { cutWords } from './cut-words.ts';
import { BROWSERS } from './world.ts';

const SHOWN = [
  'opened',
  'case-home-router-dns-broken',
  'welcome-agreed',
  'welcome-all',
  'welcome-rehearsal',
  'options-all-open',
  'dashboard-week',
  'dashboard-year',
  'dashboard-story',
];
/** A usual window, half a screen, a usual window at 200 %, and a phone's. */
const WIDTHS = { popup: [380, 320], page: [1000, 760, 500, 320] } as const;
/** A sheet of A4 in CSS pixels. */
const SHEET = 794;

describe.for(BROWSERS)('every language in %s', (browser) => {
  let stage: Stage;
  let scenes: Map<string, Scene>;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
    scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
    stage = await startStage({ browser });
  });
  afterAll(() => stage?.close());

  /** What does not fit in a state, at every width. */
  async function misfits(name: string, language: string): Promise<string[]> {
    const scene = scenes.get(name);
    if (scene === undefined) throw new Error(`No scene ${name}`);
    const page = await stage.open(scene, { language, scale: 1 });
    const found: string[] = [];
    for (const width of WIDTHS[scene.page === 'popup' ? 'popup' : 'page']) {
      await page.setViewport({ width, height: 700 });
      // The answer stands over the list then, in short.
      await page.evaluate(() => scrollTo(0, innerHeight));
      await page.evaluate(untilFitted);
      const words = [
        ...(await page.evaluate(cutWords)),
        ...(await page.evaluate(brokenWords)),
        ...(await page.evaluate(tooWide)),
        ...(await page.evaluate(tooClose)),
      ];
      found.push(...words.map((one) => `${name} at ${width}: ${one}`));
    }
    await page.close();
    return found;
  }

  test.for(LANGUAGES.map(({ locale }) => locale))('%s', async (language) => {
    const found: string[] = [];
    for (const name of SHOWN) found.push(...(await misfits(name, language)));
    expect(found).toEqual([]);
  });

  // Only Chromium shows a page as it is on paper.
  test.runIf(browser === 'chromium')('fits on a sheet, also mirrored', async () => {
    const scene = scenes.get('dashboard-month');
    if (scene === undefined) throw new Error('No scene dashboard-month');
    const page = await stage.open(scene, { language: 'ar', scale: 1, first: withoutRedrawing });
    await page.emulateMediaType('print');
    await page.evaluate(untilFitted);
    await page.setViewport({ width: SHEET, height: 1_100 });
    expect(await page.evaluate(beyondSheet)).toEqual([]);
    await page.close();
  });
});

/** What is printed is laid out anew, and not drawn anew. */
function withoutRedrawing(): void {
  ResizeObserver.prototype.observe = () => {};
}

/** What sticks out of a window as wide as a sheet. */
function beyondSheet(): string[] {
  return [...document.querySelectorAll('main *')]
    .filter((one) => {
      const { width, left, right } = one.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    })
    .map((one) => `${one.tagName}.${one.getAttribute('class')}`);
}

/** The chart is told of its new width in the next frame, and is drawn in the one after. */
function untilFitted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  });
}

function tooWide(): string[] {
  const over = (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth;
  return over > 0 ? [`${over} px wider than the window`] : [];
}

/** Links of a chain whose names run into one another. */
function tooClose(): string[] {
  const boxOf = (name: Element) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return range.getBoundingClientRect();
  };
  const names = [...document.querySelectorAll('.chain .labels > *')];
  const shown = names.filter((name) => name.checkVisibility({ visibilityProperty: true }));
  return shown.flatMap((name, index, all) => {
    const box = boxOf(name);
    const before = all[index - 1];
    if (before === undefined || before.parentElement !== name.parentElement) return [];
    const other = boxOf(before);
    const isBeside = box.top < other.bottom && other.top < box.bottom;
    const gap = Math.max(box.left - other.right, other.left - box.right);
    return isBeside && gap < 2.5
      ? [`${name.textContent} is ${gap.toFixed(1)} px from ${before.textContent}`]
      : [];
  });
}
