/**
 * Shows pages of the build in a plain Chromium, in a state and at a moment of our choice: the page is the shipped one,
 * and only what the browser would give it (storage, language, tab, clock) is set. Its log is one that the page itself
 * took in. Browser.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import type { BrowserName } from '../e2e/browsers/driver.ts';
import { requireBrowser } from '../e2e/browsers/find-browser.ts';
import { importThrough } from '../e2e/browsers/import-backup.ts';
import type { Scene } from './scene.ts';
import { isDrawn } from './settled.ts';
import { takeSteps } from './steps.ts';
import { surroundings } from './surroundings.ts';

const OUTPUT = join(import.meta.dirname, '../../.output');
const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};
const ZONE = 'Asia/Riyadh';
/** What a page is looked at in, unless a look says otherwise. */
const WINDOW = { popup: [380, 600], page: [1000, 800] } as const;

export type { Scene } from './scene.ts';

/** How it is looked at. */
export interface Look {
  scheme?: 'light' | 'dark';
  language?: string;
  width?: number;
  height?: number;
  /** Pixels for each CSS pixel; 2 when missing. */
  scale?: number;
  /** Further media features. */
  features?: readonly { name: string; value: string }[];
  forcedColors?: boolean;
  /** Runs in the page before its own scripts. */
  first?: () => void;
}

export interface Stage {
  /** Opens a page in a state; the caller closes it. */
  open(scene: Scene, look?: Look): Promise<Page>;
  /** Opens a page with nothing on it. */
  blank(): Promise<Page>;
  close(): Promise<void>;
}

/** Reads the scenes that scenes.ts wrote. */
export async function readScenes(): Promise<Scene[]> {
  return JSON.parse(await readFile(join(OUTPUT, 'gallery/scenes.json'), 'utf8')) as Scene[];
}

/** How the browser itself is set; a page of Firefox cannot be told otherwise later. */
export interface StageOptions {
  browser?: BrowserName;
  scheme?: 'light' | 'dark';
  forcedColors?: boolean;
}

/** Starts server and browser. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const { browser: name = 'chromium', scheme } = options;
  const server = await serve(join(OUTPUT, BUILDS[name]));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await (name === 'chromium' ? launchChromium() : launchFirefox(options));
  const contexts = new Map<Scene['log'], Promise<BrowserContext>>();
  const contextOf = (log: Scene['log']) => {
    const made = contexts.get(log) ?? prepared(browser, origin, log);
    contexts.set(log, made);
    return made;
  };
  return {
    open: async (scene, look = {}) =>
      open(await contextOf(scene.log), origin, scene, { ...(scheme && { scheme }), ...look }),
    async blank() {
      const page = await browser.newPage();
      await page.goto(`${origin}/nothing`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function launchChromium(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    args: ['--no-sandbox', '--lang=en-GB', '--font-render-hinting=none', '--disable-lcd-text'],
  });
}

/** Firefox puts a page in the system's colours where the person asks for them on every page. */
const ALWAYS_OWN_COLOURS = 2;

function launchFirefox({ scheme, forcedColors }: StageOptions): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser('firefox'),
    env: { ...process.env, TZ: ZONE },
    extraPrefsFirefox: {
      'intl.locale.requested': 'en-GB',
      'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': 1,
      ...(forcedColors && { 'browser.display.document_color_use': ALWAYS_OWN_COLOURS }),
    },
  });
}

function serve(build: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname;
    readFile(join(build, path)).then(
      (body) => response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(body),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(server));
  });
}

/** A profile of its own for each kind of log; the past is taken in through the options page. */
async function prepared(browser: Browser, origin: string, log: Scene['log']): Promise<BrowserContext> {
  const context = await browser.createBrowserContext();
  if (log !== 'past') return context;
  const { file, at } = JSON.parse(await readFile(join(OUTPUT, 'gallery/past.json'), 'utf8'));
  const page = await context.newPage();
  await page.evaluateOnNewDocument(surroundings, EMPTY_SURROUNDINGS, at);
  await page.goto(`${origin}/options.html`);
  const refused = await importThrough(page, file);
  if (refused !== null) throw new Error(`The past was refused: ${refused}`);
  await page.waitForFunction(() => document.querySelector('.option [role="status"]:not(:empty)') !== null);
  await page.close();
  return context;
}

const EMPTY_SURROUNDINGS = { stored: {}, managed: null, tab: null, granted: true, broken: false };

async function open(context: BrowserContext, origin: string, scene: Scene, look: Look): Promise<Page> {
  const [wide, high] = scene.page === 'popup' ? WINDOW.popup : WINDOW.page;
  const { scheme = 'light', width = wide, height = high, scale = 2, language = 'en' } = look;
  const page = await context.newPage();
  if (isChromium(context)) await emulate(page, scheme, look);
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  const stored = {
    ...(scene.view !== null && { view: { ...scene.view, language } }),
    settings: { ...scene.settings, language },
  };
  const around = {
    stored,
    managed: scene.managed,
    tab: scene.tab,
    granted: scene.granted,
    broken: scene.log === 'broken',
  };
  await page.evaluateOnNewDocument(surroundings, around, scene.at);
  if (look.first !== undefined) await page.evaluateOnNewDocument(look.first);
  await page.goto(`${origin}/${scene.page}.html${scene.search}`);
  await page.waitForFunction(isDrawn);
  await takeSteps(page, scene.steps, tmpdir());
  await page.waitForFunction(isDrawn);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
  return page;
}

/** What Chromium lets a page be told of the system around it. */
async function emulate(page: Page, scheme: 'light' | 'dark', look: Look): Promise<void> {
  await page.emulateTimezone(ZONE);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    ...(look.features ?? []),
  ]);
  if (!look.forcedColors) return;
  const session = await page.createCDPSession();
  const features = [
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-color-scheme', value: scheme },
  ];
  await session.send('Emulation.setEmulatedMedia', { features });
}

function isChromium(context: BrowserContext): boolean {
  return context.browser().process()?.spawnfile === requireBrowser('chromium');
}
