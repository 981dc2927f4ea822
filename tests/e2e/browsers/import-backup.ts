/** Imports a backup through the options page, as a person would. Browser, disk. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

/** Success has no mark of its own on the page: no alert in this time means that the backup was taken. */
const REFUSED_WITHIN_MS = 1500;

/** Chooses a file with this backup on the options page. Resolves to null when it was taken, else to the alert's text. */
export async function importThrough(options: Page, backup: unknown): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-backup-'));
  try {
    const file = join(folder, 'backup.json');
    await writeFile(file, typeof backup === 'string' ? backup : JSON.stringify(backup));
    const input = await options.waitForSelector('input[type=file][name=backup]', { timeout: 10_000 });
    if (input === null) throw new Error('The options page has no file input named backup.');
    await (await input.toElement('input')).uploadFile(file);
    return await alertOf(options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function alertOf(options: Page): Promise<string | null> {
  const given = Date.now() + REFUSED_WITHIN_MS;
  while (Date.now() < given) {
    const text = await options.evaluate(
      () => document.querySelector('[role="alert"]')?.textContent?.trim() ?? '',
    );
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}
