/** The full pages for everybody: names, roles and contrast in every state, theme and direction, and the keyboard alone. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, readScenes, type Scene, type Stage, startStage } from '../gallery/stage.ts';
import { type Focused, focusedNow, focusFirst, waysIn } from './focus.ts';
import { BROWSERS } from './world.ts';

declare const axe: { run(options: object): Promise<AxeResults> };

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  ['light', 'en'],
  ['dark', 'ar'],
] as const;
const WALKED = [
  'case-meta-2021-10-04-names-gone',
  'opened',
  'here',
  'welcome-half-way',
  'welcome-rehearsal',
  'options-all-open',
  'options-reset-asked',
  'dashboard-week',
  'dashboard-story',
];
const PRESSES_AT_MOST = 400;

let axeSource: string;
let scenes: readonly Scene[];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
  scenes = await readScenes();
  axeSource = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
});

async function findingsIn(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (tags) => axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function findings(stage: Stage, shown: readonly Scene[], look: Look): Promise<string[]> {
  const found: string[] = [];
  for (const scene of shown) {
    const page = await stage.open(scene, { ...look, scale: 1 });
    found.push(...(await findingsIn(page)).map((one) => `${scene.name}: ${one}`));
    await page.close();
  }
  return found;
}

describe.for(BROWSERS.flatMap((browser) => LOOKS.map((look) => [browser, ...look] as const)))(
  'for everybody in %s, %s, %s',
  ([browser, scheme, language]) => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage({ browser, scheme });
    });
    afterAll(() => stage?.close());

    test('axe finds nothing in any state of the full pages', async () => {
      const pages = scenes.filter(({ page }) => page !== 'popup');
      expect(await findings(stage, pages, { language })).toEqual([]);
    });

    test.for(WALKED)('the keyboard reaches everything in %s, and shows where it is', async (name) => {
      const scene = scenes.find((one) => one.name === name);
      if (scene === undefined) throw new Error(`No scene ${name}`);
      const page = await stage.open(scene, { language, scale: 1 });
      if (scene.page === 'popup')
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      const wanted = await page.evaluate(waysIn);
      const reached = await walk(page);
      await page.close();
      const keys = reached.map(({ key }) => key);
      expect(wanted.filter((key) => !keys.includes(key))).toEqual([]);
      expect(reached.filter(({ shows }) => !shows)).toEqual([]);
      expect(reached.filter(({ covered }) => covered)).toEqual([]);
    });
  },
);

describe.runIf(BROWSERS.includes('chromium'))('for everybody in forced colours', () => {
  test('axe finds nothing in any state', async () => {
    const stage = await startStage();
    const shown = scenes.filter(({ page, name }) => page !== 'popup' || WALKED.includes(name));
    const found = await findings(stage, shown, { forcedColors: true });
    await stage.close();
    expect(found).toEqual([]);
  });
});

/** Goes through the page by Tab from its first way in, until it leaves it or comes round. */
async function walk(page: Page): Promise<Focused[]> {
  const reached = new Map<string, Focused>();
  await page.evaluate(focusFirst);
  for (let presses = 0; presses < PRESSES_AT_MOST; presses += 1) {
    // What the page has scrolled to is noticed in the next frame, and drawn in the one after.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
    );
    const focused = await page.evaluate(focusedNow);
    if (focused === null || (reached.size > 1 && focused.key === [...reached.keys()][0])) break;
    reached.set(focused.key, focused);
    await page.keyboard.press('Tab');
  }
  return [...reached.values()];
}
