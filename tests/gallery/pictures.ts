/**
 * Takes pictures of every page in the states a person meets, each made by the lab and not drawn from invented data:
 * light and dark, English and Arabic. They go to .output/gallery/<browser>/. Browser and network.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../utils/model.ts';
import type { BrowserName, PageName } from '../e2e/browsers/driver.ts';
import { untilAllWell, untilSeen } from '../e2e/expectations.ts';
import { startWorld, type World } from '../e2e/world.ts';
import { isDrawn } from './settled.ts';

const SCHEMES = ['light', 'dark'] as const;
const FAVOURITES = ['whatsapp', 'instagram', 'facebook', 'messenger', 'google', 'github', 'amazon', 'tiktok'];
const MANY = 60;
const CATALOGUE = join(import.meta.dirname, '../../utils/catalogue/services.json');

const browser: BrowserName = process.env.FAULTLINE_BROWSERS === 'firefox' ? 'firefox' : 'chromium';
const FOLDER = join(import.meta.dirname, `../../.output/gallery/${browser}`);
mkdirSync(FOLDER, { recursive: true });

async function take(world: World, name: string, page: PageName): Promise<void> {
  const opened = await world.driver.page(page);
  const size = page === 'popup' ? {} : { width: 1000, height: 800, full: true };
  for (const scheme of SCHEMES) {
    await world.driver.picture(opened, join(FOLDER, `${name}-${scheme}.png`), { ...size, scheme });
  }
  console.log(name);
}

async function setLanguage(world: World, language: Language): Promise<void> {
  await world.importFavourites(FAVOURITES, { language });
}

async function withNothing(): Promise<void> {
  const world = await startWorld(browser, { grant: 'none', favourites: null });
  await take(world, 'popup-first-run', 'popup');
  await take(world, 'welcome', 'welcome');
  await rehearse(world);
  await take(world, 'dashboard-empty', 'dashboard');
  await take(world, 'options-empty', 'options');
  await world.driver.importBackup({ version: 1, favourites: [{ id: 'nobody-knows-this' }], settings: {} });
  await take(world, 'options-refused-file', 'options');
  const sources = { resolvers: false, providerReports: false, vantages: false, routing: false };
  await world.importFavourites(['whatsapp', 'google', 'github'], { sources });
  await untilAllWell(world.driver);
  await take(world, 'popup-limited', 'popup');
  await world.close();
}

async function withEverything(): Promise<void> {
  const world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES });
  const { driver, faults, lab } = world;
  await untilAllWell(driver);
  await take(world, 'popup-all-up', 'popup');
  await take(world, 'options', 'options');
  lab.set('www.google.com', { status: 503 });
  for (const host of ['web.whatsapp.com', 'www.instagram.com', 'www.facebook.com', 'www.messenger.com'])
    lab.set(host, { tcp: 'silence', routes: 0.03 });
  await driver.checkNow();
  await untilSeen(driver, 'Meta and Google are down', ({ badge }) => badge === '5', 150_000);
  await take(world, 'popup-not-just-you', 'popup');
  await openRow(world, 'whatsapp');
  await take(world, 'popup-opened', 'popup');
  await take(world, 'dashboard-open-incident', 'dashboard');
  await openStory(world);
  await take(world, 'dashboard-story', 'dashboard');
  await setLanguage(world, 'ar');
  await take(world, 'popup-not-just-you-arabic', 'popup');
  await take(world, 'options-arabic', 'options');
  await take(world, 'dashboard-arabic', 'dashboard');
  await take(world, 'welcome-arabic', 'welcome');
  await faults.link('down');
  await driver.checkNow();
  await untilSeen(driver, 'offline', ({ headline }) => headline === 'just-you', 120_000);
  await take(world, 'popup-offline-arabic', 'popup');
  await setLanguage(world, 'en');
  await take(world, 'popup-offline', 'popup');
  await faults.link('up');
  await world.close();
}

async function withMany(): Promise<void> {
  const { services } = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as { services: { id: string }[] };
  const ids = services.slice(0, MANY).map(({ id }) => id);
  const world = await startWorld(browser, { grant: 'all', favourites: ids });
  await untilAllWell(world.driver, 120_000);
  await take(world, 'popup-60', 'popup');
  await take(world, 'options-60', 'options');
  await world.close();
}

/** Goes as far as the scene in which the outage is known. */
async function rehearse(world: World): Promise<void> {
  const welcome = await world.driver.page('welcome');
  for (const action of ['rehearse', 'next-scene', 'next-scene']) {
    await welcome.locator(`[data-action="${action}"]`).click();
  }
  await take(world, 'welcome-rehearsal', 'welcome');
}

/** Opens the newest incident of the history page. */
async function openStory(world: World): Promise<void> {
  const page = await world.driver.page('dashboard');
  await page.locator('.incidents a').click();
  await page.waitForSelector('.chapters');
  await page.waitForFunction(isDrawn);
}

/** Unfolds a favourite as a click does. */
async function openRow(world: World, service: string): Promise<void> {
  const popup = await world.driver.page('popup');
  await popup.click(`[data-service="${service}"] summary`);
}

console.log(`Pictures from ${browser}:`);
await withNothing();
await withEverything();
await withMany();
console.log(`They are in .output/gallery/${browser}/.`);
