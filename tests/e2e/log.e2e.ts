/** The log under what goes wrong with it: the watch goes on, what can be read is read, and it is said once. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { OTHERS } from './backups.ts';
import { saved } from './downloads.ts';
import { untilAllWell } from './expectations.ts';
import { deleteEverything } from './own-pages.ts';
import { ageState, holdWrites, makeFirst, makeNewer, putRaw, putRubbish, readRaw } from './raw-log.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  storage: {
    local: { get(key: string): Promise<Record<string, unknown>>; set(items: object): Promise<void> };
  };
  windows: { create(options: object): Promise<unknown> };
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS_OF_FIRST = 5;

describe.for(BROWSERS)('the log in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', ...OTHERS] });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  const problem = async () =>
    (await world.driver.page('popup')).$$eval('[data-problem]', (all) =>
      all.map((one) => one.getAttribute('data-problem')).join(),
    );
  /** A check from the button to the answer of a favourite that is well. */
  const check = async () => {
    const { driver, faults } = world;
    const before = faults.asked('wikipedia').length;
    await driver.checkNow();
    await until(
      'the watch goes on',
      () => faults.asked('wikipedia').length,
      (count) => count > before,
      {
        within: 40_000,
      },
    );
  };
  const untilProblem = (wanted: string) =>
    until(`the problem is "${wanted}"`, problem, (seen) => seen === wanted, { within: 40_000 });
  const gapsOf = async (why: string) =>
    (await readRaw<{ from: number; to: number; why: string }>(world.driver, 'gaps')).filter(
      (gap) => gap.why === why,
    );

  step('of the first version, held by a window that hangs, keeps nobody from watching', async () => {
    const { driver } = world;
    await driver.killWorker();
    const letGo = await makeFirst(driver, DAYS_OF_FIRST * 24);
    await check();
    await untilProblem('log-unreadable');
    await letGo();
    await check();
    await untilProblem('');
  });

  step('is carried over from the first version with everything', async () => {
    const { driver } = world;
    const incidents = await readRaw<{ id: string; months: unknown }>(driver, 'incidents');
    expect(incidents.map(({ id }) => id)).toEqual(['of-the-first-version']);
    expect(incidents[0]?.months).toBeTruthy();
    expect(await gapsOf('asleep')).toHaveLength(1);
    const page = await driver.page('dashboard');
    await page.evaluate(() => {
      location.hash = '#span=month';
    });
    await page.waitForSelector('.incidents a[href*="of-the-first-version"]', { timeout: 10_000 });
    const data = JSON.parse(await saved(driver, page, 'save-json', 'faultline-history.json')) as {
      services: { service: string; points: { counts: { up?: number } }[] }[];
    };
    const own = data.services.find(({ service }) => service === 'whatsapp');
    const up = own?.points.reduce((sum, { counts }) => sum + (counts.up ?? 0), 0) ?? 0;
    // What was before this month is in another one.
    expect(up).toBeGreaterThanOrEqual(60 * Math.min(DAYS_OF_FIRST * 24, new Date().getUTCDate() * 24 - 24));
  });

  step('with rows that make no sense is read as far as it can be', async () => {
    const { driver } = world;
    const today = Math.floor(Date.now() / DAY) * DAY;
    const month = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth());
    await driver.killWorker();
    await putRaw(driver, [
      { store: 'records', key: 'state', value: 'rubbish' },
      { store: 'records', key: 'sizes', value: 'large' },
      { store: 'packs', value: { from: today - DAY, services: ['whatsapp'], kinds: [], data: [9, 250, 7] } },
      { store: 'months', value: { from: month, services: 7, kinds: null, data: [1] } },
      { store: 'series', value: { service: 'whatsapp', from: today, counts: 'many', minutes: 'u' } },
      { store: 'incidents', value: { id: 'odd', openedAt: Date.now(), months: [month] } },
      { store: 'gaps', value: { from: today + 1, to: 'never', why: 'odd' } },
    ]);
    await check();
    await untilAllWell(driver);
    expect(await problem()).toBe('');
    expect((await readRaw(driver, 'records')).filter((one) => one === 'rubbish')).toHaveLength(1);
    const page = await driver.page('dashboard');
    for (const span of ['day', 'month']) {
      await page.evaluate((wanted) => {
        location.hash = `#span=${wanted}`;
      }, span);
      await page.waitForSelector('.lanes .lane:nth-child(3)', { timeout: 10_000 });
    }
    await page.waitForSelector('.incidents a[href*="of-the-first-version"]', { timeout: 10_000 });
    // A file that can be taken in again.
    const file = await saved(driver, await driver.page('options'), 'export', 'faultline-backup.json');
    expect(await driver.importBackup(file)).toBeNull();
  });

  step('with values that are no numbers and no times is tidied, read and moved all the same', async () => {
    const { driver } = world;
    await driver.killWorker();
    await putRubbish(driver, 'whatsapp');
    await driver.inExtension((name) => {
      const view = {
        version: 1,
        at: 8.7e15,
        lead: null,
        favourites: [null, 7, { id: name }],
        guests: 'none',
      };
      const rubbish = { view, syncState: 7, syncKnown: { a: 1 }, other: [null] };
      return chrome.storage.local.set(rubbish);
    }, 'whatsapp');
    for (let count = 0; count < 3; count += 1) {
      await check();
      await driver.killWorker();
    }
    await check();
    await untilAllWell(driver);
    expect(await problem()).toBe('');
    // An hour that is over for good was packed, and of all young rows only those ahead of all time are left.
    const young = await until(
      'the log is tidied up',
      () => readRaw<{ service: string; from: unknown }>(driver, 'series'),
      (rows) => rows.every(({ service }) => service !== 'b'),
      { within: 75_000, every: 1_000 },
    );
    expect(young.filter(({ from }) => typeof from === 'number' && from < 0)).toEqual([]);
    const page = await driver.page('dashboard');
    for (const span of ['day', 'month', 'year']) {
      await page.evaluate((wanted) => {
        location.hash = `#span=${wanted}`;
      }, span);
      await page.waitForSelector('.lanes .lane:nth-child(3)', { timeout: 10_000 });
      expect(await page.$$eval('[role="alert"]', (all) => all.length)).toBe(0);
    }
    const file = await saved(driver, await driver.page('options'), 'export', 'faultline-backup.json');
    expect(await driver.importBackup(file)).toBeNull();
  });

  step('in which a window hangs while it writes keeps nobody from watching', async () => {
    const { driver } = world;
    const letGo = await holdWrites(driver);
    await check();
    await untilProblem('log-unreadable');
    await check();
    await letGo();
    await check();
    await untilProblem('');
  });

  step('tells sleep, a closed browser and a pause from a watch in which all was well', async () => {
    const { driver } = world;
    await driver.killWorker();
    await ageState(driver, HOUR);
    const lastLook = Date.now();
    await check();
    // Rows that make no sense are still there, and are tidied away meanwhile: counting all would say nothing.
    await until(
      'sleep is known',
      () => gapsOf('asleep'),
      (all) =>
        all.some(({ from, to }) => from < lastLook - HOUR && from > lastLook - 1.1 * HOUR && to >= lastLook),
      { within: 20_000 },
    );
    await driver.killWorker();
    await ageState(driver, 2 * HOUR);
    await driver.restart();
    await check();
    const [closed] = await until(
      'it was closed',
      () => gapsOf('closed'),
      (all) => all.length === 1,
      { within: 20_000 },
    );
    expect((closed?.to ?? 0) - (closed?.from ?? 0)).toBeGreaterThan(1.9 * HOUR);
    await pauseUntil(Date.now() + HOUR);
    await until(
      'a pause is known',
      async () => (await gapsOf('paused')).length,
      (count) => count > 0,
      {
        within: 75_000,
      },
    );
    await pauseUntil(null);
    const page = await driver.page('dashboard');
    await page.evaluate(() => {
      location.hash = '#span=day';
    });
    await until(
      'the history says so',
      () => page.evaluate(() => document.body.textContent ?? ''),
      (text) => /closed/i.test(text) && /sle(pt|ep)/i.test(text) && /paused/i.test(text),
      { within: 40_000 },
    );
  });

  const pauseUntil = (until_: number | null) =>
    world.driver.inExtension(async (pausedUntil) => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({ settings: { ...(settings as object), pausedUntil } });
    }, until_);

  step('is written and read by two windows at once', async () => {
    const { driver } = world;
    const first = await driver.page('options');
    for (const name of ['options', 'dashboard']) {
      await driver.inExtension((url) => chrome.windows.create({ url }), `${driver.origin}/${name}.html`);
    }
    const second = await until(
      'the other window is there',
      async () => {
        // Firefox never tells the driver where a page of the extension is: the page itself knows.
        for (const page of await first.browser().pages()) {
          const url = page === first ? '' : await page.evaluate(() => location.href).catch(() => '');
          if (url === `${driver.origin}/options.html`) return page;
        }
        return null;
      },
      (page) => page !== null,
      { within: 15_000 },
    );
    for (const [page, name] of [
      [first, 'reddit'],
      [second, 'netflix'],
    ] as const) {
      await page?.bringToFront();
      await page?.locator('[name="add"]').fill(name);
      await page?.keyboard.press('Enter');
    }
    await until(
      'both are watched',
      async () => (await driver.popup()).favourites.map(({ service }) => service),
      (all) => all.includes('reddit') && all.includes('netflix'),
      { within: 30_000 },
    );
    await check();
    expect(await problem()).toBe('');
  });

  step('of a newer version hides no outage, and nothing is told twice', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    await until(
      'it is told',
      () => driver.desktop.shown.length,
      (count) => count === 1,
      { within: 75_000 },
    );
    await driver.killWorker();
    await makeNewer(driver);
    await check();
    await untilProblem('log-unreadable');
    await until(
      'the badge still says so',
      () => driver.badge(),
      (badge) => badge === '1',
      { within: 75_000 },
    );
    await driver.killWorker();
    await check();
    expect(driver.desktop.shown).toHaveLength(1);
  });

  step('that cannot be opened is no log without incidents, and what can be saved is', async () => {
    const { driver } = world;
    const history = await driver.page('dashboard');
    await history.evaluate(() => {
      location.hash = '#incident=of-the-first-version';
    });
    const alerts = (page: typeof history) =>
      page.$$eval('[role="alert"]', (all) => all.map((one) => one.textContent).join(' '));
    await until(
      'it is said',
      () => alerts(history),
      (text) => /cannot be opened/.test(text),
      {
        within: 15_000,
      },
    );
    const options = await driver.page('options');
    const file = JSON.parse(await saved(driver, options, 'export', 'faultline-backup.json')) as {
      favourites: { id: string }[];
      history?: object;
    };
    expect(file.favourites).toContainEqual({ id: 'whatsapp' });
    expect(file.history).toBeUndefined();
    await until(
      'it is said',
      () => alerts(options),
      (text) => /history cannot be opened/.test(text),
      {
        within: 5_000,
      },
    );
  });

  step('begins anew when everything is deleted', async () => {
    const { driver } = world;
    await deleteEverything(driver, 20_000);
    await world.importFavourites(['google', 'github']);
    await untilAllWell(driver);
    await untilProblem('');
    expect(await readRaw(driver, 'incidents')).toEqual([]);
  });
});
