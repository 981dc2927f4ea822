/**
 * The log over a year: lived in simulated time through the product's own compaction, then taken into real browsers
 * by the product's own import, and measured there: what it takes on disk, what reading it takes, and what a tick
 * takes at both ends.
 */
import 'fake-indexeddb/auto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { readRange } from '@/utils/store/range';
import { storedBytes } from '@/utils/store/sizes';
import type { BrowserName, Driver } from '../e2e/browsers/driver.ts';
import { importThrough } from '../e2e/browsers/import-backup.ts';
import { launch } from '../e2e/browsers/launch.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS } from '../e2e/world.ts';
import { startLab } from '../lab/lab.ts';
import type { Work } from './log-page.ts';
import { buildWithPage } from './measured-build.ts';
import { medianOf } from './median.ts';
import { bytesOnDisk } from './row-sum.ts';
import { chance, DAY, HOUR, live, SERVICES, START, tickCost, timeOf } from './year.ts';
import { backupOfLog } from './year-backup.ts';

declare const work: Work;

const HOURS = 365 * 24;
const MONTH_HOURS = 30 * 24;
const CHECKS_PER_HOUR = 50 * 60;
const END = START + HOURS * HOUR;
const DASHBOARDS = 7;
const STARTS = 3;
const FRESH_PAGES = 7;
const ROUNDS = 5;
/** Fifty favourites that nobody answers for would be asked again and again meanwhile. */
const PAUSED = { pausedUntil: Date.now() + 24 * HOUR };

type Figures = Record<string, number>;

async function measureInNode(): Promise<{ figures: Figures; month: string; year: string }> {
  const random = chance(7);
  const began = performance.now();
  const first = await tickCost(0, random);
  await live(1, MONTH_HOURS - 1, random);
  const monthBytes = await bytesOnDisk();
  const month = await backupOfLog(PAUSED);
  await live(MONTH_HOURS, HOURS - MONTH_HOURS, random);
  const year = await backupOfLog(PAUSED);
  const figures = {
    rows_mb: (await bytesOnDisk()) / 1e6,
    counted_mb: (await storedBytes()) / 1e6,
    backup_mb: year.length / 1e6,
    first_month_kb_per_1000_checks: monthBytes / ((MONTH_HOURS * CHECKS_PER_HOUR) / 1e3) / 1e3,
    month_view_ms: await timeOf(() => readRange(END - 30 * DAY, END, SERVICES)),
    year_view_ms: await timeOf(() => readRange(START, END, SERVICES)),
    tick_ms_first_hour: first,
    tick_ms_last_hour: await tickCost(HOURS, random),
    lived_s: (performance.now() - began) / 1e3,
  };
  return { figures, month, year };
}

/** Bytes of the files in which a browser keeps all databases of extensions. */
function bytesOfFiles(folder: string): number {
  const isDatabase = /IndexedDB|storage\/default\/moz-extension/;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isDatabase.test(entry.parentPath))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Takes in a backup on the options page; gives the seconds until the page says that it has it. */
async function take(driver: Driver, backup: string): Promise<number> {
  const page = await driver.page('options');
  await page.reload().catch(() => undefined);
  await page.waitForSelector('input[name=backup]', { timeout: 20_000 });
  const began = performance.now();
  const refused = await importThrough(page, backup);
  if (refused !== null) throw new Error(refused);
  await until(
    'the backup is taken in',
    () => page.$$eval('[role=status]', (all) => all.map((one) => one.textContent).join(' ')),
    (text) => text.includes('50'),
    { within: 120_000, every: 100 },
  );
  return (performance.now() - began) / 1e3;
}

/** Anew each time: nothing of it has run, and it has not yet opened the database. */
async function measuredPage(driver: Driver): Promise<Page> {
  const page = await driver.page('popup');
  await page
    .evaluate(() => {
      Object.assign(globalThis, { work: undefined });
      location.assign('/measured.html');
    })
    .catch(() => undefined);
  await until(
    'the page is there',
    () => page.evaluate(() => typeof (globalThis as { work?: unknown }).work),
    (type) => type === 'object',
    { within: 10_000, every: 50 },
  );
  return page;
}

/** From the choice of a span until nothing on the history page changes any more. */
async function dashboard(driver: Driver, span: 'month' | 'year'): Promise<number> {
  const page = await driver.page('dashboard');
  const times: number[] = [];
  for (let run = 0; run < DASHBOARDS; run += 1) {
    times.push(
      await page.evaluate(async (wanted) => {
        const settled = async (hash: string) => {
          const began = performance.now();
          let last = began;
          const watcher = new MutationObserver(() => {
            last = performance.now();
          });
          watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
          location.hash = hash;
          do await new Promise((done) => setTimeout(done, 50));
          while (performance.now() - last < 700);
          watcher.disconnect();
          return last - began;
        };
        await settled('#span=day&day=2025-06-15');
        return settled(`#span=${wanted}&day=2025-12-15`);
      }, span),
    );
  }
  return medianOf(times);
}

/** What the first read of a month takes in a page: once a browser has just started, and later on. */
async function coldMonths(driver: Driver): Promise<Figures> {
  const afterStart: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    // A worker that starts now has nothing in its memory.
    await driver.restart();
    afterStart.push(await (await measuredPage(driver)).evaluate(() => work.firstMonth()));
  }
  const cold: number[] = [];
  for (let count = 0; count < FRESH_PAGES; count += 1) {
    cold.push(await (await measuredPage(driver)).evaluate(() => work.firstMonth()));
  }
  return { month_view_ms_after_start: medianOf(afterStart), month_view_ms_cold: medianOf(cold) };
}

/** What a tick takes in a log that begins and in one of a year: in turns, so that whatever else goes on meets both. */
async function ticks(full: Driver, fresh: Driver): Promise<Figures> {
  const first: number[] = [];
  const last: number[] = [];
  // A browser that has just begun writes more slowly, whatever it holds.
  await Promise.all([full.restart(), fresh.restart()]);
  const [fullPage, freshPage] = [await measuredPage(full), await measuredPage(fresh)];
  for (let round = 0; round < ROUNDS; round += 1) {
    last.push(await fullPage.evaluate((hour) => work.tick(hour), HOURS + 2 * round));
    first.push(await freshPage.evaluate((hour) => work.tick(hour), 2 * round));
  }
  return { tick_ms_first_hours: medianOf(first), tick_ms_last_hours: medianOf(last) };
}

async function measureIn(browser: BrowserName, month: string, year: string): Promise<Figures> {
  const lab = await startLab();
  const begin = async () =>
    launch(browser, {
      grant: 'none',
      home: lab.env.home,
      extension: await buildWithPage(browser, 'tests/bench/log-page.ts'),
      preferences: { 'privacy.reduceTimerPrecision': false },
    });
  const driver = await begin();
  const empty = bytesOfFiles(driver.profile);
  const month_import_s = await take(driver, month);
  let page = await measuredPage(driver);
  const month_estimate = await page.evaluate(() => work.estimated());
  const month_files = bytesOfFiles(driver.profile) - empty;
  const year_import_s = await take(driver, year);
  const year_files_mb = (bytesOfFiles(driver.profile) - empty) / 1e6;
  const cold = await coldMonths(driver);
  page = await measuredPage(driver);
  const figures: Figures = {
    checks: await page.evaluate(() => work.checks()),
    month_import_s,
    year_import_s,
    first_month_kb_per_1000_checks: month_files / ((MONTH_HOURS * CHECKS_PER_HOUR) / 1e3) / 1e3,
    first_month_estimate_mb: month_estimate / 1e6,
    year_files_mb,
    year_estimate_mb: (await page.evaluate(() => work.estimated())) / 1e6,
    year_counted_mb: (await page.evaluate(() => work.counted())) / 1e6,
    day_view_ms: await page.evaluate(() => work.day()),
    month_view_ms: await page.evaluate(() => work.month()),
    ...cold,
    old_month_view_ms: await page.evaluate(() => work.oldMonth()),
    year_view_ms: await page.evaluate(() => work.year()),
    tidied_after_import_s: await page.evaluate(() => work.tidy()),
    popup_data_ms: await page.evaluate(() => work.popup()),
    month_painted_ms: await dashboard(driver, 'month'),
    year_painted_ms: await dashboard(driver, 'year'),
  };
  const fresh = await begin();
  Object.assign(figures, await ticks(driver, fresh));
  // Its files grow while it is written and shrink when the browser tidies them up.
  figures.year_files_mb_later = (bytesOfFiles(driver.profile) - empty) / 1e6;
  await fresh.close();
  await driver.close();
  await lab.stop();
  return figures;
}

function rounded(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

const { figures, month, year } = await measureInNode();
const all: Record<string, Figures> = { simulated: rounded(figures) };
for (const browser of BROWSERS) {
  console.log(`${browser} …`);
  all[browser] = rounded(await measureIn(browser, month, year));
}
console.log(JSON.stringify(all));
