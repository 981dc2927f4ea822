/** Opens an installed browser, with a window and a new profile, on the built extension's welcome page. Browser. */
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../tests/e2e/browsers/find-browser.ts';
import { ROOT } from './run.mjs';

const WELCOME_WITHIN_MS = 3000;

const chromium = findBrowser('chromium');
const firefox = findBrowser('firefox');
if (chromium === null && firefox === null) {
  console.error('No browser was found: install Chromium or Firefox, or set FAULTLINE_CHROMIUM to its path.');
  process.exit(1);
}
const browser = await (chromium === null ? openFirefox(firefox) : openChromium(chromium));
console.log('Faultline is running in the browser that just opened. Close it to end.');
await new Promise((resolve) => browser.once('disconnected', resolve));

async function openChromium(executablePath) {
  const opened = await puppeteer.launch({
    executablePath,
    headless: false,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    args: ['--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const id = await opened.installExtension(join(ROOT, '.output/chrome-mv3'));
  await showWelcome(opened, `chrome-extension://${id}/welcome.html`);
  return opened;
}

async function openFirefox(executablePath) {
  const opened = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: false,
    defaultViewport: null,
  });
  // Its welcome page opens by itself at installation; no page of an extension can be opened from outside.
  await opened.installExtension(join(ROOT, '.output/firefox-mv3'));
  return opened;
}

/** Opens the welcome page, unless the extension did so itself on being installed. */
async function showWelcome(opened, url) {
  const own = opened.waitForTarget((target) => target.url() === url, { timeout: WELCOME_WITHIN_MS });
  if ((await own.catch(() => null)) !== null) return;
  const [blank] = await opened.pages();
  await (blank ?? (await opened.newPage())).goto(url);
}
