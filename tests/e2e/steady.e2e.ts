/** Nothing jumps or comes late while a page comes, a row opens or another range is read, and nothing is drawn in the wrong theme or language. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isDrawn } from '../gallery/settled.ts';
import { readScenes, type Scene, type Stage, startStage } from '../gallery/stage.ts';
import { type Steadiness, watchSteadiness } from './steadiness.ts';
import { BROWSERS } from './world.ts';

declare const steadiness: () => Steadiness;
/** Forgets what was seen, and gives the words that are there now. */
declare const watchAnew: () => string[];

/** What is felt as a shift is ten times that. */
const SHIFT_AT_MOST = 0.01;
/** When the watch of the pictures began. */
const INSTALLED = Date.UTC(2025, 10, 17, 6);
const HOUR_MS = 3_600_000;
const DARK_PAPER = 'rgb(25, 22, 19)';
const COMING = [
  'case-meta-2021-10-04-names-gone',
  'twelve',
  'first-run',
  'welcome-fresh',
  'welcome-half-way',
  'options-none',
  'options-few',
  'dashboard-week',
  'dashboard-story',
  'dashboard-empty',
];

/** State, what is pressed, what is there when all has come, and below what things may go elsewhere because of it. */
const PRESSED: readonly (readonly [string, string, string, string])[] = [
  ['dashboard-week', '.segments button:nth-child(4)', '.lanes', 'section.card'],
  ['dashboard-month', '.earlier', '.lanes', 'section.card'],
  ['dashboard-week', '.incidents a', '.chapters', 'main'],
];

/** What stands above what opens. */
const OPENED: readonly (readonly [string, string])[] = [
  ['case-meta-2021-10-04-names-gone', '[data-service="whatsapp"] summary'],
  ['options-few', '[data-favourite="github"] summary'],
  ['dashboard-week', '.as-table summary'],
];

async function atRest(page: Page): Promise<Steadiness> {
  await page.waitForFunction(isDrawn);
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 30; ) {
      const before = document.body.innerHTML.length;
      await new Promise((done) => requestAnimationFrame(done));
      quiet = document.body.innerHTML.length === before ? quiet + 1 : 0;
    }
  });
  return page.evaluate(() => steadiness());
}

describe.for(BROWSERS)('a page in %s', (browser) => {
  let stage: Stage;
  let scenes: Map<string, Scene>;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
    scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
    stage = await startStage({ browser, scheme: 'dark' });
  });
  afterAll(() => stage?.close());

  const open = (name: string, language: string, tab: string | null = null) => {
    const scene = scenes.get(name);
    if (scene === undefined) throw new Error(`No scene ${name}`);
    const shown = { ...scene, steps: [], tab: tab ?? scene.tab };
    return stage.open(shown, { language, scale: 1, first: watchSteadiness });
  };

  for (const language of ['en', 'ar', 'de']) {
    test.for(COMING)(`%s comes as it stays, ${language}`, async (name) => {
      const page = await open(name, language);
      const seen = await atRest(page);
      await page.close();
      expect(seen.moved).toEqual([]);
      expect(seen.late).toEqual([]);
      expect(seen.shift ?? 0).toBeLessThan(SHIFT_AT_MOST);
      expect(seen.languages).toEqual([`${language} ${language === 'ar' ? 'rtl' : 'ltr'}`]);
      expect(seen.grounds).toEqual([DARK_PAPER]);
    });
  }

  test('the popup knows in its first frame that the site in the tab is watched', async () => {
    const page = await open('twelve', 'en', 'https://web.whatsapp.com/');
    const { moved } = await atRest(page);
    const asked = await page.$('.here');
    await page.close();
    expect(moved).toEqual([]);
    expect(asked).toBeNull();
  });

  test.for([
    [5, 'Day'],
    [90, 'Week'],
  ] as const)('the history opens on what there is to see after %s hours', async ([hours, range]) => {
    const scene = scenes.get('dashboard-week');
    if (scene === undefined) throw new Error('No scene');
    const page = await stage.open({ ...scene, search: '', at: INSTALLED + hours * HOUR_MS });
    const pressed = await page.$eval('.segments [aria-pressed="true"]', (one) => one.textContent);
    await page.close();
    expect(pressed).toBe(range);
  });

  test.for(PRESSED)('%s: nothing jumps when %s is pressed', async ([name, selector, there, below]) => {
    const page = await open(name, 'en');
    await atRest(page);
    const height = await page.$eval(below, (one) => one.getBoundingClientRect().top + scrollY);
    const before = new Set(await page.evaluate(() => watchAnew()));
    await page.click(selector);
    await page.waitForSelector(there);
    const { moved, shift } = await atRest(page);
    await page.close();
    expect(moved.filter(({ words, from }) => from < height || !before.has(words))).toEqual([]);
    expect(shift ?? 0).toBeLessThan(SHIFT_AT_MOST);
  });

  test.for(OPENED)('%s: what is above stays where it is when %s opens', async ([name, selector]) => {
    const page = await open(name, 'en');
    await atRest(page);
    const above = await page.$eval(selector, (one) => one.getBoundingClientRect().bottom + scrollY);
    await page.evaluate(() => watchAnew());
    await page.click(selector);
    await page.waitForFunction(
      (wanted) => document.querySelector(wanted)?.parentElement?.hasAttribute('open'),
      {},
      selector,
    );
    await atRest(page);
    const after = await page.$eval(selector, (one) => one.getBoundingClientRect().bottom + scrollY);
    await page.close();
    expect(after).toBe(above);
  });
});
