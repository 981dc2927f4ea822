/** The full pages, as a new user and as someone who sees, hears or types differently meets them. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { LANGUAGES } from '../../utils/words/languages.ts';
import type { PageName } from './browsers/driver.ts';
import { cutWords } from './cut-words.ts';
import { UNDECIDED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { deleteEverything } from './own-pages.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  storage: {
    local: {
      get(key: string): Promise<Record<string, { favourites?: unknown[]; sources?: object }>>;
      set(values: object): Promise<void>;
    };
  };
  permissions: { contains(wanted: object): Promise<boolean> };
};
declare const axe: {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};

const AXE = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const SCHEMES = ['light', 'dark'] as const;
const NARROW = 320;
/** A usual window, the same at 200 %, and a phone's. */
const WIDTHS = [1000, 500, NARROW];
const PAGES: readonly PageName[] = ['welcome', 'options', 'dashboard', 'popup'];

/** Lists what axe finds, in one theme. */
async function findings(world: World, page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // A picture is how the driver sets a theme.
  await world.driver.picture(page, join(tmpdir(), `faultline-axe-${world.driver.name}.png`), { scheme });
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const wanted = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: wanted } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

async function findingsInBothThemes(world: World, page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of SCHEMES)
    found.push(...(await findings(world, page, scheme)).map((one) => `${scheme} ${one}`));
  return found;
}

/** How far a page sticks out at the width of a phone, or of 400 % zoom. */
async function overflowOf(page: Page): Promise<number> {
  const before = page.viewport();
  await page.setViewport({ width: NARROW, height: 640 });
  const over = await page.evaluate(
    () => (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth,
  );
  await page.setViewport(before);
  return over;
}

/** Which answers were given on the welcome page, and are offered no more. */
const given = (page: Page) =>
  page.$$eval('.choice [hidden]', (all) => all.map((one) => one.getAttribute('data-action')));

const stored = (world: World) =>
  world.driver.inExtension(async () => (await chrome.storage.local.get('settings')).settings ?? null);

describe.for(BROWSERS)('someone new in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let page: Page;
  // Waits until the page has scrolled to where it wants to be, which a tab behind another never does: the product
  // opens its own welcome page at some moment of these first seconds.
  const press = async (action: string) => {
    await page.bringToFront();
    await page.locator(`[data-action="${action}"]`).click();
  };
  const focused = () => page.evaluate(() => document.activeElement?.closest('section')?.id ?? '');

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'none', favourites: null });
    page = await world.driver.page('welcome');
  });
  afterAll(() => world?.close());

  step('leaves no trace by only looking', async () => {
    await page.waitForSelector('[name="whatsapp"]');
    await press('rehearse');
    for (let scene = 0; scene < 4; scene += 1) await press('next-scene');
    expect(await page.$eval('.rehearsal', (one) => one.textContent)).toContain('WhatsApp');
    await press('end-rehearsal');
    expect(await stored(world)).toBeNull();
    expect(await world.driver.badge()).toBe('');
    expect((await world.driver.popup()).favourites).toEqual([]);
    expect(world.driver.desktop.shown).toEqual([]);
  });

  step('sees the first answer after one click', async () => {
    await world.driver.page('welcome');
    await page.click('[name="whatsapp"]');
    await until(
      'WhatsApp answers',
      () => page.$eval('[data-chosen="whatsapp"]', (one) => one.getAttribute('data-health')),
      (health) => health === 'up',
      { within: 30_000 },
    );
  });

  step('adds by keyboard alone: one name, a list, an address', async () => {
    await page.focus('[name="search"]');
    for (const text of ['github', 'openai, aws', 'nas.local:5000']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    const chosen = await page.$$eval('[data-chosen]', (all) =>
      all.map((one) => one.getAttribute('data-chosen')),
    );
    expect(chosen).toEqual(['whatsapp', 'github', 'chatgpt', 'aws', 'nas.local:5000']);
  });

  step('may refuse everything, and is led on each time', async () => {
    await press('later-sites');
    expect(await focused()).toBe('ask');
    await press('later-sources');
    expect(await focused()).toBe('tell');
    await press('later-notifications');
    expect(await focused()).toBe('see');
    expect((await stored(world))?.sources ?? {}).toEqual({
      resolvers: false,
      providerReports: false,
      vantages: false,
      routing: false,
    });
    expect(await page.$$eval('.step-card[data-done="true"]', (all) => all.length)).toBe(4);
    expect(await given(page)).toEqual(['later-sites', 'later-sources', 'later-notifications']);
    expect(world.faults.askedOfSources()).toEqual([]);
  });

  step('finds nothing in the way of a screen reader', async () => {
    expect(await findingsInBothThemes(world, page)).toEqual([]);
    await press('rehearse');
    await press('next-scene');
    await press('next-scene');
    expect(await findingsInBothThemes(world, page)).toEqual([]);
    await press('end-rehearsal');
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  step('gets what was allowed', async () => {
    // Chrome's prompt cannot be answered here.
    if (browser !== 'firefox') return;
    await press('allow-sites');
    await until(
      'leave for the site',
      () =>
        world.driver.inExtension(() =>
          chrome.permissions.contains({ origins: ['https://web.whatsapp.com/*'] }),
        ),
      (yes) => yes,
      { within: 10_000 },
    );
    await page.locator('[name="resolvers"]').click();
    await press('allow-sources');
    await until(
      'the source is on',
      () => stored(world),
      (settings) => (settings?.sources as { resolvers?: boolean } | undefined)?.resolvers === true,
      { within: 10_000 },
    );
    expect(await given(page)).toEqual(['allow-sites', 'allow-sources', 'later-notifications']);
  });

  step('takes it back and gives it again, where it was given', async () => {
    if (browser !== 'firefox') return;
    for (const holds of ['later-sites', 'allow-sites']) {
      await press(holds);
      await until(
        'it is given',
        () => given(page),
        (all) => all[0] === holds,
        { within: 10_000 },
      );
      const reads = await world.driver.inExtension(() =>
        chrome.permissions.contains({ origins: ['https://web.whatsapp.com/*'] }),
      );
      expect(reads).toBe(holds === 'allow-sites');
    }
  });

  step('gives leave for what is added later in the same click', async () => {
    if (browser !== 'firefox') return;
    const options = await world.driver.page('options');
    await options.waitForSelector('[data-action="forbid-sites"]');
    await options.type('[name="add"]', 'later.example');
    await options.keyboard.press('Enter');
    await until(
      'leave for the new site',
      () =>
        world.driver.inExtension(() => chrome.permissions.contains({ origins: ['https://later.example/*'] })),
      (yes) => yes,
      { within: 10_000 },
    );
  });
});

describe.for(BROWSERS)('someone who reads on in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', 'google', 'github'] });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  const clean = async (name: PageName) => {
    const page = await world.driver.page(name);
    expect(await findingsInBothThemes(world, page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  };

  step('sets up each favourite, and starts afresh only after a question', async () => {
    const page = await world.driver.page('options');
    await page.$$eval('.details', (all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await page.click('[name="quiet"]');
    await page.click('[data-action="reset"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('reset-question');
    await clean('options');
    expect(await stored(world)).toMatchObject({ quietHours: { from: 1320, to: 420 } });
  });

  step('is led to a section, and sees which one is being read', async () => {
    const page = await world.driver.page('options');
    const current = () =>
      page.$$eval('.contents [aria-current]', (all) => all.map((one) => one.getAttribute('href')));
    for (const to of ['#look', '#favourites', '#reset']) {
      await page.locator(`.contents a[href="${to}"]`).click();
      await until(`${to} is marked`, current, (all) => all.join() === to, { within: 5_000 });
    }
  });

  step('moves a favourite by button', async () => {
    const page = await world.driver.page('options');
    await page.click('[data-favourite="github"] button[aria-label*="up"]');
    await until(
      'the order is kept',
      () => stored(world),
      (settings) =>
        JSON.stringify(settings?.favourites) === '[{"id":"whatsapp"},{"id":"github"},{"id":"google"}]',
      { within: 5_000 },
    );
  });

  step('finds an outage in the history, with its story', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    await untilSeen(driver, 'WhatsApp is down', ({ badge }) => badge === '1', UNDECIDED_WITHIN_MS);
    const page = await driver.page('dashboard');
    await page.waitForSelector('.incidents a', { timeout: 10_000 });
    // An hour of answers is too few for a line; the numbers stand there then.
    await page.waitForSelector('.card:has([name="latency-of"]) details[open] td', { timeout: 10_000 });
    await clean('dashboard');
    await page.click('.incidents a');
    await page.waitForSelector('.chapters li', { timeout: 10_000 });
    expect(await page.$eval('.story', (one) => one.textContent)).toContain('WhatsApp');
    await clean('dashboard');
    expect(await page.evaluate(() => location.hash)).toContain('incident=');
  });

  step('reads it from right to left', async () => {
    await world.importFavourites(['whatsapp', 'google', 'github'], { language: 'ar' });
    const page = await world.driver.page('dashboard');
    await until(
      'Arabic',
      () => page.evaluate(() => document.documentElement.dir),
      (direction) => direction === 'rtl',
      { within: 5_000 },
    );
    await clean('dashboard');
    await clean('options');
  });

  step('reads every word in every language, also at 200 %', async () => {
    const found: string[] = [];
    for (const { locale } of LANGUAGES) {
      const page = await world.driver.page('options');
      await page.evaluate(async (language) => {
        const { settings } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({ settings: { ...settings, language } });
      }, locale);
      for (const name of PAGES) {
        const shown = await world.driver.page(name);
        await until(
          `${name} speaks ${locale}`,
          () => shown.evaluate(() => document.documentElement.lang),
          (lang) => lang === locale,
          { within: 10_000, every: 50 },
        );
        await shown.$$eval('details', (all) => {
          for (const one of all) one.open = true;
        });
        for (const width of WIDTHS) {
          await shown.setViewport({ width, height: 800 });
          const cut = await shown.evaluate(cutWords);
          found.push(...cut.map((words) => `${name}, ${locale}, ${width}: ${words}`));
        }
        await shown.setViewport(null);
      }
    }
    expect(found).toEqual([]);
  });

  step('leaves nothing behind when everything is deleted', async () => {
    await deleteEverything(world.driver);
    expect(await world.driver.badge()).toBe('');
    const history = await world.driver.page('dashboard');
    await history.evaluate(() => {
      location.hash = '#span=day';
    });
    await history.waitForSelector('a[href="welcome.html"]', { timeout: 10_000 });
  });
});
