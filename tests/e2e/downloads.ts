/** Files that a page hands to the person: the browser really saves them. Disk. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Driver } from './browsers/driver.ts';
import { until } from './until.ts';

/** Clicks what saves a file, and gives its text once it is whole. */
export async function saved(
  { downloads }: Driver,
  page: Page,
  action: string,
  name: string,
): Promise<string> {
  await rm(join(downloads, name), { force: true });
  await page.bringToFront();
  await page.locator(`[data-action="${action}"]`).click();
  await until(
    `${name} is saved`,
    () => readdir(downloads),
    (files) => files.includes(name) && !files.some((file) => /\.(part|crdownload)$/.test(file)),
    { within: 20_000, every: 50 },
  );
  let text = '';
  await until(
    `${name} is whole`,
    async () => {
      const before = text.length;
      text = await readFile(join(downloads, name), 'utf8');
      return text.length > 0 && text.length === before;
    },
    (whole) => whole,
    { within: 20_000, every: 100 },
  );
  return text;
}
