/** What is kept goes out and comes back the same, is kept as long as the person wants, and tells nothing private. */
import 'fake-indexeddb/auto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { textOfPacks } from '@/utils/store/history-file';
import { pack } from '@/utils/store/pack';
import { emptyRow } from '@/utils/store/series';
import { chance, DAY, HOUR, live, SERVICES } from '../bench/year.ts';
import { backupOfLog } from '../bench/year-backup.ts';
import { saved } from './downloads.ts';
import { deleteEverything } from './own-pages.ts';
import { readRaw } from './raw-log.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const DAYS = 75;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const FIRST = TODAY - DAYS * DAY;
/** Nothing is asked, so that nothing changes while it is compared. */
const PAUSED = { pausedUntil: Date.now() + 6 * HOUR };

/** More of them where there is time. */
const KILLS = 3 * Number(process.env.FAULTLINE_KILLS ?? 1);
/** A browser takes them in within this. */
const TAKING_MS = 4_000;

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
  /** A worker tidies up at its first step, and then seldom. It has until the next call for it. */
  const tidying = async () => {
    await world.driver.killWorker();
    await world.driver.checkNow();
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

  step(
    'come back the same although the browser was killed again and again while they were taken in',
    async () => {
      const { driver } = world;
      await deleteEverything(driver);
      for (let count = 0; count < KILLS; count += 1) {
        const taking = driver.importBackup(backup).catch(() => {});
        await new Promise((done) => setTimeout(done, Math.random() * TAKING_MS));
        await driver.crash();
        await taking;
        await driver.restart();
      }
      await take(backup);
      expect(await dashboards()).toEqual(before);
    },
  );

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

  step('give the same report as text, for a chat', async () => {
    const { driver } = world;
    const page = await driver.page('dashboard');
    await page.locator('[data-action="copy-report"]').click();
    await until(
      'it says so',
      () => page.$eval('.hand-on [role="status"]', (one) => one.textContent),
      (text) => /Copied/.test(text ?? ''),
      { within: 5_000 },
    );
    const tab = await driver.openTab('about:blank');
    await tab.setContent('<textarea></textarea>');
    await tab.bringToFront();
    await tab.focus('textarea');
    await tab.keyboard.down('Control');
    await tab.keyboard.press('v', { commands: ['Paste'] });
    await tab.keyboard.up('Control');
    const text = await until(
      'it is pasted',
      () => tab.$eval('textarea', (one) => one.value),
      (value) => value !== '',
      { within: 5_000 },
    );
    expect(text).toMatch(/\d\d:\d\d UTC/);
    expect(text).toContain('Paris');
    expect(SERVICES.filter((host) => text.includes(`${host}:`)).length).toBeLessThanOrEqual(1);
    expect(text).not.toMatch(/<\w|extension:\/\//);
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
        await tidying();
        await history.evaluate((hash) => {
          location.hash = '#span=day';
          location.hash = hash;
        }, old);
        return history.$$eval('.lanes', (all) => all.length);
      },
      (count) => count === 0,
      { within: 90_000, every: 3_000 },
    );
    await open(`#span=day&day=${dayOf(TODAY - 20 * DAY)}`);
  });

  step('are kept for a year or for ever, as the person wants', async () => {
    const { driver } = world;
    const { history, ...rest } = JSON.parse(backup) as MadeUp & { settings: object };
    const long = Date.UTC(new Date().getUTCFullYear() - 3, 5, 1);
    const [day] = textOfPacks('days', [
      pack(long, HOUR, [{ ...emptyRow(SERVICES[0] ?? '', long, false), counts: { up: 9 } }]),
    ]);
    history.days.push(JSON.parse(day ?? '') as object);
    const settings = { ...rest.settings, retention: 'ever' };
    await take(JSON.stringify({ ...rest, settings, history }));
    const days = async () => (await readRaw<{ from: number }>(driver, 'packs')).map(({ from }) => from);
    const tidied = async () => {
      await tidying();
      return days();
    };
    for (let count = 0; count < 3; count += 1) expect(await tidied()).toContain(long);
    await (await driver.page('options')).select('[name="retention"]', 'year');
    const left = await until('what is older is gone', tidied, (all) => !all.includes(long), {
      within: 90_000,
      every: 3_000,
    });
    expect(left).toContain(FIRST);
  });

  const refusal = async (file: string) => {
    await world.driver.importBackup(file);
    const page = await world.driver.page('options');
    const said = await until(
      'it is refused',
      () => page.$$eval('[role="alert"]', (all) => all.map((one) => one.textContent).join('')),
      (text) => text !== '',
      { within: 20_000, every: 100 },
    );
    expect(await kept()).toBe(before[0]);
    return said;
  };
  const kept = async () => {
    const page = await open(`#span=day&day=${dayOf(TODAY - 20 * DAY)}`);
    return withoutPauses(await saved(world.driver, page, 'save-json', 'faultline-history.json'));
  };

  step('are not touched by a file that is cut, far too large, or made up to do harm', async () => {
    expect(await refusal(backup.slice(0, -backup.length / 3))).toMatch(/not a Faultline backup/);
    expect(await refusal(backup.padEnd(200_000_000))).toMatch(/too large/);
    const broken = (change: (file: MadeUp) => void) => {
      const file = JSON.parse(backup) as MadeUp;
      change(file);
      return JSON.stringify(file);
    };
    const [incident = {}] = (JSON.parse(backup) as MadeUp).history.incidents;
    for (const change of [
      ({ history }: MadeUp) => history.incidents.push({ ...incident, openedAt: 0, closedAt: 8.64e15 }),
      ({ history }: MadeUp) => history.gaps.push({ from: -1, to: 7, why: 'asleep' }),
      ({ history }: MadeUp) => Object.assign(history.days[9] ?? {}, { data: 'AAAAAAAA' }),
    ]) {
      expect(await refusal(broken(change))).toMatch(/wrong form: history/);
    }
  });

  step('never take more than their limit: the oldest hours go, and their days stay', async () => {
    const { driver } = world;
    const page = await driver.page('options');
    await page.select('[name="retention"]', 'ever');
    await take(largeBackup());
    const shown = async () => {
      const text = await (await driver.page('options')).evaluate(() => document.body.textContent ?? '');
      return Number(/takes ([\d.]+) MB/.exec(text)?.[1] ?? Number.NaN);
    };
    expect(await shown()).toBeGreaterThan(60);
    const size = async () => {
      await tidying();
      await (await driver.page('options')).reload().catch(() => undefined);
      return until('it says how much', shown, (megabytes) => megabytes > 0, { within: 20_000, every: 100 });
    };
    await until('there is less of it', size, (megabytes) => megabytes <= 60, {
      within: 90_000,
      every: 3_000,
    });
    await open(`#span=month&day=${dayOf(LARGE_FROM + 3 * DAY)}`);
    const history = await driver.page('dashboard');
    await history.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#span=day&day=${dayOf(LARGE_FROM + 3 * DAY)}`,
    );
    await until(
      'its hours are gone',
      () => history.$$eval('.lanes', (all) => all.length),
      (count) => count === 0,
      {
        within: 10_000,
      },
    );
  });
});

interface MadeUp {
  history: Record<'days' | 'gaps' | 'incidents', object[]>;
}

const LARGE_FROM = Date.UTC(new Date(TODAY).getUTCFullYear() - 2, 0, 1);
const LARGE_DAYS = 64;

/** Two months, years ago, that take more than the log may: each day failed in two thousand ways with long names. */
function largeBackup(): string {
  const kinds = Array.from({ length: 2_000 }, (_, index) => `${index}`.padEnd(480, 'x'));
  const days = Array.from({ length: LARGE_DAYS }, (_, day) => {
    const from = LARGE_FROM + day * DAY;
    const row = { ...emptyRow(SERVICES[0] ?? '', from, false), counts: { down: kinds.length } };
    const packed = pack(from, HOUR, [{ ...row, kinds: Object.fromEntries(kinds.map((kind) => [kind, 1])) }]);
    return textOfPacks('days', [packed]);
  });
  const file = JSON.stringify({
    version: 1,
    favourites: SERVICES.map((host) => ({ url: `https://${host}/`, name: host })),
    settings: { intervalSeconds: 1800, retention: 'ever', ...PAUSED },
    history: { days: [] },
  });
  return file.replace('"days":[]', () => `"days":[${days.join()}]`);
}

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
