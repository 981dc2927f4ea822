/** What the browser's and the product's own pages are asked for in several stories. */
import type { Page } from 'puppeteer-core';
import type { Driver } from './browsers/driver.ts';
import { until } from './until.ts';

/** Waits for the browser's error page. */
export async function failedPage(tab: Page): Promise<void> {
  await until(
    'the page failed',
    () => tab.evaluate(() => document.documentURI),
    (uri) => /^(?:chrome-error|about:neterror)/.test(uri),
    { within: 60_000, every: 50 },
  );
}

/** Deletes everything in the options, and waits until nothing is watched. */
export async function deleteEverything(driver: Driver, within = 15_000): Promise<void> {
  const page = await driver.page('options');
  await page.locator('[data-action="reset"]').click();
  await page.locator('[data-action="wipe"]').click();
  await until(
    'all is gone',
    async () => (await driver.popup()).favourites.length,
    (count) => count === 0,
    { within },
  );
}
