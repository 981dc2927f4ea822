/** What is kept goes out and comes back the same, is kept as long as the person wants, and tells nothing private. */
import 'fake-indexeddb/auto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { chance, DAY, HOUR, live, SERVICES } from '../bench/year.ts';
import { backupOfLog } from '../bench/year-backup.ts';
import { saved } from './downloads.ts';
import { deleteEverything } from './own-pages.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const DAYS = 75;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const FIRST = TODAY - DAYS * DAY;
/** Nothing is asked, so that nothing changes while it is compared. */
const PAUSED = { pausedUntil: Date.now() + 6 * HOUR };

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

describe.for(BROWSERS)('months that are moved in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let backup = '';
  let before: string[] = [];

  beforeAll(async () => {
    await live(0, DAYS * 24, chance(7), FIRST);
    backup = await backupOfLog(PAUSED);
    world = await startWorld(browser, { grant: 'none', favourites: null });
  });
  afterAll(() => world?.close());

  const take = async (file: string) => {
    const { driver } = world;
    expect(await driver.importBackup(file)).toBeNull();
    const page = await driver.page('options');
    await until(
      'it is taken in',
      () => page.$$eval('[role="status"]', (all) => all.map((one) => one.textContent).join(' ')),
      (text) => /50/.test(text),
      { within: 60_000 },
    );
  };
  const open = async (hash: string) => {
    const page = await world.driver.page('dashboard');
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.waitForSelector('.lanes .lane:nth-child(3)', { timeout: 10_000 });
    return page;
  };
  /** What the history page holds of a day, a week, a month and a year, as it saves it itself, and what it draws. */
  const dashboards = async () => {
    const texts: string[] = [];
    for (const [span, daysAgo] of [
      ['day', 20],
      ['week', 20],
      ['month', 32],
      ['year', 0],
    ] as const) {
      const page = await open(`#span=${span}&day=${dayOf(TODAY - daysAgo * DAY)}`);
      const text = await until(
        `${span} is read`,
        () => saved(world.driver, page, 'save-json', 'faultline-history.json'),
        (json) => spanOf(json) === span,
        { within: 15_000 },
      );
      texts.push(
        withoutPauses(text),
        span === 'year' ? '' : await page.$eval('.lanes', (one) => one.outerHTML),
      );
    }
    return texts;
  };

  step('are taken in', async () => {
    await take(backup);
    before = await dashboards();
    const [day = '', , , , month = ''] = before;
    // The point at midnight belongs to the next day too.
    expect(answersIn(day)).toBeGreaterThanOrEqual(SERVICES.length * 24 * 60);
    expect(answersIn(month)).toBeGreaterThan(SERVICES.length * 27 * 24 * 60);
  });

  step('come back after a wipe as they were, byte for byte', async () => {
    const { driver } = world;
    const page = await driver.page('options');
    const file = await saved(driver, page, 'export', 'faultline-backup.json');
    await deleteEverything(driver);
    const history = await driver.page('dashboard');
    await history.evaluate(() => {
      location.hash = '#span=day';
    });
    await history.waitForSelector('a[href="welcome.html"]', { timeout: 10_000 });
    await take(file);
    expect(await dashboards()).toEqual(before);
    expect(
      historyIn(await saved(driver, await driver.page('options'), 'export', 'faultline-backup.json')),
    ).toBe(historyIn(file));
  });

  step('go into a table of incidents', async () => {
    const { driver } = world;
    const page = await driver.page('options');
    const csv = await saved(driver, page, 'export-csv', 'faultline-incidents.csv');
    const [header = '', ...lines] = csv.trimEnd().split('\r\n');
    expect(header).toMatch(/^id,started,ended,duration_seconds/);
    expect(lines).toHaveLength(Math.ceil((DAYS * 24) / 44));
    expect(lines[0]).toMatch(/^service-\d+\.example-\d+,\d{4}-\d\d-\d\dT\d\d:00:00\.000Z,/);
  });

  step('give a report that stands alone and tells nothing of its maker', async () => {
    const { driver } = world;
    const page = await open(`#span=month&day=${dayOf(TODAY - 32 * DAY)}`);
    await page.locator('.incidents a').click();
    const html = await saved(driver, page, 'save-report', 'faultline-incident.html');
    const told = SERVICES.filter((host) => html.includes(`>${host}`) || html.includes(` ${host} `));
    expect(told.length).toBeLessThanOrEqual(1);
    expect(html).toMatch(/\d\d:\d\d UTC/);
    expect(html).toContain('Paris');
    expect(html).not.toMatch(/<script|src=|<link|@import|url\(|extension:\/\//);
    const tab = await driver.openTab('about:blank');
    await tab.setContent(html);
    await driver.picture(tab, join(tmpdir(), `faultline-report-${browser}.png`));
    expect(await tab.evaluate(() => document.body.textContent?.length ?? 0)).toBeGreaterThan(200);
    await tab.close();
  });

  step('are kept as long as the person wants', async () => {
    const { driver } = world;
    const page = await driver.page('options');
    await page.select('[name="retention"]', 'month');
    const old = `#span=month&day=${dayOf(TODAY - 62 * DAY)}`;
    const history = await driver.page('dashboard');
    await until(
      'what is older is gone',
      async () => {
        await driver.checkNow();
        await driver.killWorker();
        await history.evaluate((hash) => {
          location.hash = '#span=day';
          location.hash = hash;
        }, old);
        return history.$$eval('.lanes', (all) => all.length);
      },
      (count) => count === 0,
      { within: 60_000, every: 1_000 },
    );
    await open(`#span=day&day=${dayOf(TODAY - 20 * DAY)}`);
  });
});

/** Counts the answers in what the history page saved. */
function answersIn(json: string): number {
  const { services } = JSON.parse(json) as { services: { points: { counts: Record<string, number> }[] }[] };
  const counts = services.flatMap(({ points }) => points.flatMap((point) => Object.values(point.counts)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Tells for which span the history page saved its data. */
function spanOf(json: string): string {
  const { from, to } = JSON.parse(json) as { from: number; to: number };
  const days = (to - from) / DAY;
  return days < 2 ? 'day' : days < 9 ? 'week' : days < 33 ? 'month' : 'year';
}

/** Pauses end with the moment at which they are looked at. */
function withoutPauses(json: string): string {
  const { gaps, ...rest } = JSON.parse(json) as { gaps: { why: string }[] };
  return JSON.stringify({ ...rest, gaps: gaps.filter(({ why }) => why !== 'paused') });
}

function historyIn(file: string): string {
  return withoutPauses(JSON.stringify((JSON.parse(file) as { history: object }).history));
}
