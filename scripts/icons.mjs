/**
 * `node scripts/icons.mjs`: draws the icons in public/icon from the sources in assets/icon, with the Chromium that is
 * installed. To be run after a source was changed; the pictures are committed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../tests/e2e/browsers/find-browser.ts';
import { ROOT } from './run.mjs';

/** Source, name of the picture without its size, sizes. WXT finds the names (`light` is drawn for dark toolbars). */
const ICONS = [
  ['mark-16', '', [16]],
  ['mark', '', [32, 48, 96, 128]],
  ['light', 'light-', [16, 32]],
  ['dark', 'dark-', [16, 32]],
  ['theirs', 'theirs-', [16, 32]],
  ['yours', 'yours-', [16, 32]],
  ['doubt', 'doubt-', [16, 32]],
];

const executablePath = findBrowser('chromium');
if (executablePath === null) throw new Error('Chromium is not installed here.');
const folder = join(ROOT, 'public/icon');
await mkdir(folder, { recursive: true });
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [source, name, sizes] of ICONS) {
  const svg = await readFile(join(ROOT, `assets/icon/${source}.svg`), 'utf8');
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0;background:none">${svg.replace('<svg', `<svg width="${size}" height="${size}" style="display:block"`)}`,
    );
    const picture = await page.screenshot({ omitBackground: true });
    await writeFile(join(folder, `${name}${size}.png`), picture);
  }
}
await browser.close();
