/** The popup for everybody: keyboard, names, sizes and contrast, in every state, both themes and both directions. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { readScenes, type Scene } from '../gallery/stage.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: { storage: { local: { set(values: object): Promise<void> } } };
declare const axe: { run(options: object): Promise<AxeResults> };

const STATES = [
  'case-meta-2021-10-04-names-gone',
  'case-home-router-dns-broken',
  'case-hotel-wifi-wants-a-sign-in',
  'case-service-is-slow',
  'case-firewall-drops-one-service',
  'case-clock-three-years-off',
  'case-planned-work-with-retry-after',
  'case-all-is-well',
  'first-run',
  'paused',
  'limited',
  'here-named',
  'opened-quiet',
  'sixty-in-trouble',
];
const SCHEMES = ['light', 'dark'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LEAST_TARGET_PX = 24;
/** The times of a scene, moved to now: what is old claims nothing. */
const A_TIME = /\b17\d{11}\b/g;

describe.for(BROWSERS)('the popup for everybody in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let popup: Page;
  let axeSource: string;
  let scenes: Map<string, Scene>;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
    scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
    axeSource = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
    world = await startWorld(browser, { grant: 'none', favourites: null });
    popup = await world.driver.page('popup');
  });
  afterAll(() => world?.close());

  /** Lets the popup paint a state, with its first row open. */
  async function show(name: string, language: 'en' | 'ar'): Promise<void> {
    const scene = scenes.get(name);
    if (scene?.view == null && name !== 'first-run') throw new Error(`No scene ${name}`);
    const moved = JSON.stringify({ ...(scene?.view ?? emptyView(scenes)), language }).replace(
      A_TIME,
      (time) => String(Number(time) + Date.now() - (scene?.at ?? 0)),
    );
    const view = JSON.parse(moved) as { lead: { headline: string }; favourites: { id: string }[] };
    // The welcome page opens by itself, over whatever is in front.
    await popup.bringToFront();
    await until(
      `${name} is painted`,
      () =>
        // A worker that has just started may store its own view after this one.
        popup.evaluate(async (stored) => {
          await chrome.storage.local.set({ view: stored });
          return {
            headline: document.querySelector<HTMLElement>('[data-headline]')?.dataset.headline,
            rows: document.querySelectorAll('[data-service]').length,
          };
        }, view),
      (seen) => seen.headline === view.lead.headline && seen.rows === view.favourites.length,
      { within: 10_000, every: 50 },
    );
    await popup.evaluate(() => {
      const row = document.querySelector<HTMLDetailsElement>('[data-service] details');
      if (row !== null) row.open = true;
    });
  }

  async function findings(): Promise<string[]> {
    if (!(await popup.evaluate(() => 'axe' in globalThis))) await popup.evaluate(axeSource);
    // A colour that is just changing is neither the old nor the new one.
    await popup.evaluate(async () => {
      const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    });
    const results = await popup.evaluate(
      (tags) => axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
      TAGS,
    );
    return results.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`,
    );
  }

  for (const language of ['en', 'ar'] as const) {
    step(`axe finds nothing in any state and theme, ${language}`, async () => {
      await popup.evaluate(
        (wanted) => chrome.storage.local.set({ settings: { language: wanted } }),
        language,
      );
      await until(
        'the language is the wanted one',
        () => popup.evaluate(() => document.documentElement.lang),
        (lang) => lang === language,
        { within: 20_000 },
      );
      const found: string[] = [];
      for (const scheme of SCHEMES) {
        await world.driver.setScheme(popup, scheme);
        for (const name of STATES) {
          await show(name, language);
          for (const finding of await findings()) found.push(`${name}, ${scheme}: ${finding}`);
        }
      }
      expect(found).toEqual([]);
    });
  }

  step('nothing is wider than the window, and every target is large enough', async () => {
    const found: string[] = [];
    for (const width of [380, 320]) {
      await popup.setViewport({ width, height: 600 });
      for (const name of STATES) {
        await show(name, 'en');
        const small = await popup.evaluate((least) => {
          const targets = [...document.querySelectorAll<HTMLElement>('button, summary, textarea')];
          return targets
            .filter((target) => target.checkVisibility())
            .filter((target) => {
              const { width: wide, height } = target.getBoundingClientRect();
              return Math.min(wide, height) < least;
            })
            .map((target) => target.outerHTML.slice(0, 100));
        }, LEAST_TARGET_PX);
        const wide = await popup.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) found.push(`${name} at ${width}: ${wide} px too wide`);
        found.push(...small.map((target) => `${name} at ${width}: too small ${target}`));
      }
    }
    expect(found).toEqual([]);
  });

  step('something moves only while it is being found out', async () => {
    const moving = () =>
      popup.evaluate(
        () =>
          document.getAnimations().filter((one) => one instanceof CSSAnimation && one.playState === 'running')
            .length,
      );
    await show('checking', 'en');
    expect(await moving()).toBeGreaterThan(0);
    await show('case-all-is-well', 'en');
    expect(await moving()).toBe(0);
  });

  step('it opens on the headline, and the keyboard alone reaches and unfolds everything', async () => {
    await popup.setViewport({ width: 380, height: 600 });
    await show('case-meta-2021-10-04-names-gone', 'en');
    await popup.evaluate(() => document.querySelector<HTMLElement>('[data-headline]')?.focus());
    const rows = popup.$$('[data-service] details');
    for (const row of await rows) await row.evaluate((details) => details.removeAttribute('open'));
    const reached: string[] = [];
    for (let presses = 0; presses < 12; presses += 1) {
      await popup.keyboard.press('Tab');
      reached.push(
        await popup.evaluate(() => {
          const focused = document.activeElement;
          return focused?.closest<HTMLElement>('[data-service]')?.dataset.service ?? focused?.tagName ?? '';
        }),
      );
      if (reached.at(-1) === 'whatsapp') break;
    }
    expect(reached.at(-1)).toBe('whatsapp');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('[data-service="whatsapp"] [data-action="check-now"]', { timeout: 5_000 });
    const regions = await popup.$$eval('[role="status"], [aria-live]', (all) => all.length);
    expect(regions).toBe(1);
  });
});

/** What the popup shows before anything was chosen, in the words of another state's view. */
function emptyView(scenes: ReadonlyMap<string, Scene>): Record<string, unknown> {
  const paused: Record<string, unknown> = { ...scenes.get('paused')?.view };
  const lead = { ...(paused.lead as object), mood: 'first-run' };
  return { ...paused, lead, favourites: [], pausedUntil: null };
}
