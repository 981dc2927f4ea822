/** First contentful paint of the popup with its favourites in it, over an empty page of the same extension, in ms. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { backupOf } from '../e2e/backups.ts';
import type { BrowserName } from '../e2e/browsers/driver.ts';
import { launch } from '../e2e/browsers/launch.ts';
import { until } from '../e2e/until.ts';
import { startLab } from '../lab/lab.ts';
import { medianOf } from './median.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
const LOADS = 15;
const SIZES = [12, 60];

/** The build with one page more, which holds a word and nothing else. */
function withEmptyPage(browser: BrowserName): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-paint-'));
  cpSync(join(ROOT, '.output', BUILDS[browser]), folder, { recursive: true });
  writeFileSync(join(folder, 'empty.html'), '<!doctype html><title>Empty</title><p>Empty</p>');
  return folder;
}

/** Opens a page of the extension in this tab and gives its first paint and how many favourites were there then. */
async function paintOf(page: Page, path: string): Promise<number> {
  await page.evaluate((to) => location.assign(to), path).catch(() => undefined);
  return until(
    `${path} is painted`,
    () =>
      page.evaluate(
        (wanted) =>
          location.pathname === wanted && document.readyState === 'complete'
            ? (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null)
            : null,
        path,
      ),
    (at) => at !== null,
    { within: 10_000, every: 30 },
  ).then((at) => at ?? 0);
}

async function measure(browser: BrowserName): Promise<Record<string, number>> {
  const { services } = JSON.parse(readFileSync(join(ROOT, 'utils/catalogue/services.json'), 'utf8'));
  const ids: string[] = services.map(({ id }: { id: string }) => id);
  const lab = await startLab();
  const driver = await launch(browser, {
    grant: 'all',
    home: lab.env.home,
    extension: withEmptyPage(browser),
  });
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    await driver.importBackup(backupOf(ids.slice(0, size), { intervalSeconds: 1800 }));
    await until(
      `${size} favourites are asked`,
      async () => (await driver.popup()).favourites.filter(({ health }) => health === 'up').length,
      (count) => count >= size - 1,
      { within: 120_000 },
    );
    const page = await driver.page('popup');
    const paints: Record<string, number[]> = { '/empty.html': [], '/popup.html': [] };
    for (let load = 0; load < LOADS; load += 1) {
      for (const [path, times] of Object.entries(paints)) times.push(await paintOf(page, path));
    }
    const empty = medianOf(paints['/empty.html'] ?? []);
    figures.empty = Math.round(empty);
    figures[`over_empty_${size}`] = Math.round(medianOf(paints['/popup.html'] ?? []) - empty);
  }
  await driver.close();
  await lab.stop();
  return figures;
}

const chromium = await measure('chromium');
const firefox = await measure('firefox');
console.log(JSON.stringify({ unit: 'ms', chromium, firefox }));
