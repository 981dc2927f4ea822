/**
 * Shows pages of the build in a plain Chromium, with a stored view and a moment of our choice: the page is the shipped
 * one, and only what the browser would give it (storage, language, tab, clock) is set. Browser.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { requireBrowser } from '../e2e/browsers/find-browser.ts';

const BUILD = join(import.meta.dirname, '../../.output/chrome-mv3');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};
const ZONE = 'Asia/Riyadh';

/** A state, as scenes.ts writes it. */
export interface Scene {
  name: string;
  at: number;
  settings: Record<string, unknown>;
  view: Record<string, unknown> | null;
  tab: string | null;
  search: string;
  open: readonly string[];
}

/** How it is looked at. */
export interface Look {
  scheme?: 'light' | 'dark';
  language?: 'en' | 'ar';
  width?: number;
  height?: number;
  /** Pixels for each CSS pixel; 2 when missing. */
  scale?: number;
  /** Further media features. */
  features?: readonly { name: string; value: string }[];
  forcedColors?: boolean;
}

export interface Stage {
  /** Opens the popup in a state; the caller closes the page. */
  open(scene: Scene, look?: Look): Promise<Page>;
  close(): Promise<void>;
}

/** Reads the scenes that scenes.ts wrote. */
export async function readScenes(): Promise<Scene[]> {
  const path = join(import.meta.dirname, '../../.output/gallery/scenes.json');
  return JSON.parse(await readFile(path, 'utf8')) as Scene[];
}

/** Starts server and browser. */
export async function startStage(): Promise<Stage> {
  const server = await serve();
  const { port } = server.address() as AddressInfo;
  const browser = await puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    args: ['--no-sandbox', '--lang=en-GB', '--font-render-hinting=none', '--disable-lcd-text'],
  });
  return {
    open: (scene, look = {}) => open(browser, `http://127.0.0.1:${port}`, scene, look),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname;
    readFile(join(BUILD, path)).then(
      (body) => response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(body),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(server));
  });
}

async function open(browser: Browser, origin: string, scene: Scene, look: Look): Promise<Page> {
  const { scheme = 'light', width = 380, height = 600, scale = 2, language = 'en' } = look;
  const page = await browser.newPage();
  await page.emulateTimezone(ZONE);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    ...(look.features ?? []),
  ]);
  if (look.forcedColors) {
    const session = await page.createCDPSession();
    const features = [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: scheme },
    ];
    await session.send('Emulation.setEmulatedMedia', { features });
  }
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  const view = scene.view === null ? null : { ...scene.view, language };
  const stored = { view, settings: { ...scene.settings, language } };
  await page.evaluateOnNewDocument(surroundings, stored, scene.at, scene.tab);
  await page.goto(`${origin}/popup.html${scene.search}`);
  await page.waitForSelector('[data-headline]');
  for (const id of scene.open) await page.click(`[data-service="${id}"] summary`);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
  return page;
}

/** Runs in the page before its own scripts: what a browser gives to a page of an extension. */
function surroundings(stored: Record<string, unknown>, at: number, tab: string | null): void {
  const nothing = () => Promise.resolve();
  const event = { addListener() {}, removeListener() {} };
  Date.now = () => at;
  const runtime = {
    id: 'gallery',
    sendMessage: nothing,
    getURL: (path: string) => new URL(path, location.origin).href,
    onMessage: event,
  };
  const browser = {
    runtime,
    storage: {
      local: { get: (key: string) => Promise.resolve({ [key]: stored[key] }), set: nothing },
      onChanged: event,
    },
    i18n: { getUILanguage: () => 'en-GB' },
    tabs: { query: () => Promise.resolve(tab === null ? [] : [{ url: tab }]), create: nothing },
    permissions: { contains: () => Promise.resolve(true), request: () => Promise.resolve(true) },
  };
  Object.assign(globalThis, { chrome: { runtime }, browser });
}
