/** Starts one real browser with the built extension in it, and gives the driver that tests use. Browser. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { until } from '../until.ts';
import { startChromium } from './chromium.ts';
import { startDesktop } from './desktop.ts';
import type { BrowserName, Driver, LaunchOptions, PageName } from './driver.ts';
import type { Engine, Run } from './engine.ts';
import { copyExtension } from './extension-copy.ts';
import { requireBrowser } from './find-browser.ts';
import { startFirefox } from './firefox.ts';
import { importThrough } from './import-backup.ts';
import { takePicture } from './picture.ts';
import { readPopup } from './popup-reader.ts';

/** The few extension calls that are made from outside, under the name that both browsers have. */
declare const chrome: {
  action: { getBadgeText(of: object): Promise<string>; getTitle(of: object): Promise<string> };
  notifications?: { getAll(): Promise<Record<string, unknown>> };
};

const BUILDS: Readonly<Record<BrowserName, string>> = {
  chromium: '.output/chrome-mv3',
  firefox: '.output/firefox-mv3',
};

/** Starts a browser with a new profile. Rejects when it, or what the run needs, is not installed. */
export async function launch(name: BrowserName, options: LaunchOptions): Promise<Driver> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'faultline-')));
  const extension = join(folder, 'extension');
  await copyExtension(resolve(options.extension ?? BUILDS[name]), extension, options.grant);
  const profile = join(folder, 'profile');
  const home = options.home ?? join(folder, 'home');
  const temporary = join(folder, 'tmp');
  const downloads = join(folder, 'downloads');
  await Promise.all([profile, temporary, home, downloads].map((one) => mkdir(one, { recursive: true })));
  const desktop = await startDesktop(join(folder, 'desktop'));
  const run: Run = {
    extension,
    profile,
    home,
    downloads,
    temporary,
    executablePath: requireBrowser(name),
    screen: options.screen ?? null,
    locale: options.locale ?? null,
    args: options.args ?? [],
    preferences: options.preferences ?? {},
    busAddress: desktop.address,
  };
  const discard = async (): Promise<void> => {
    await desktop.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const engine = await (name === 'chromium' ? startChromium(run) : startFirefox(run));
    return driverOf(engine, desktop, run, discard);
  } catch (error) {
    await discard();
    throw error;
  }
}

function driverOf(
  engine: Engine,
  desktop: Driver['desktop'],
  { profile, downloads }: Run,
  discard: () => Promise<void>,
): Driver {
  const pages = new Map<string, Page>();

  const open = async (file: string): Promise<Page> => {
    const known = pages.get(file);
    if (known !== undefined && !known.isClosed()) return known;
    const page = await engine.browser().newPage();
    await engine.visit(page, `${engine.origin}/${file}`);
    pages.set(file, page);
    return page;
  };
  /** Firefox loses a frame at times without a word; that page is opened again, once. */
  const onPage = async <T>(file: string, use: (page: Page) => Promise<T>): Promise<T> => {
    try {
      return await use(await open(file));
    } catch (error) {
      if (!String(error).includes('no such frame')) throw error;
      console.warn(`The frame of ${file} was gone; opening it again.`);
      pages.delete(file);
      return use(await open(file));
    }
  };
  // Not a page of the product, so that looking does not change what the product does.
  const onReader = <T>(use: (page: Page) => Promise<T>): Promise<T> => onPage('manifest.json', use);
  const page = (name: PageName): Promise<Page> =>
    onPage(`${name}.html`, async (opened) => {
      // Nothing can be clicked in a tab that is not painted.
      await opened.bringToFront();
      return opened;
    });
  const inExtension: Driver['inExtension'] = async (work, ...given) =>
    (await onReader((reader) => reader.evaluate(work as (...all: unknown[]) => unknown, ...given))) as never;

  return {
    name: engine.name,
    origin: engine.origin,
    extensionId: engine.extensionId,
    profile,
    downloads,
    desktop,
    badge: () => inExtension(() => chrome.action.getBadgeText({})),
    title: () => inExtension(() => chrome.action.getTitle({})),
    notifications: () => inExtension(async () => Object.keys((await chrome.notifications?.getAll()) ?? {})),
    page,
    openPopup: async () => (await onReader(engine.openPopup)) ?? page('popup'),
    popup: () => onPage('popup.html', readPopup),
    checkNow: async () => clickCheckNow(await page('popup')),
    async importBackup(backup) {
      // A fresh page, so that the alert of an earlier import is not taken for this one's.
      await pages.get('options.html')?.close();
      pages.delete('options.html');
      return importThrough(await page('options'), backup);
    },
    inExtension,
    async openTab(url) {
      const tab = await engine.browser().newPage();
      await tab.evaluate((to) => {
        location.href = to;
      }, url);
      return tab;
    },
    visitPrivately: engine.visitPrivately,
    couldSeePrivate: engine.couldSeePrivate,
    chooseInMenu: engine.chooseInMenu,
    enterInAddressBar: engine.enterInAddressBar,
    iconFor: engine.iconFor,
    dialogs: engine.dialogs,
    withdrawData: engine.withdrawData,
    untouchedFor: engine.untouchedFor,
    setScheme: engine.setScheme,
    picture: (of, path, options = {}) => takePicture(engine, of, path, options),
    workerRuns: engine.workerRuns,
    async killWorker() {
      // One that is only just starting is not stopped by the first call.
      const stop = async () => {
        await onReader(engine.stopWorker);
        return engine.workerRuns();
      };
      await until('the worker is gone', stop, (runs) => !runs, { within: 5000, every: 200 });
    },
    async restart() {
      if (engine.browser().connected) await engine.browser().close();
      pages.clear();
      await engine.start();
    },
    async crash() {
      const process_ = engine.browser().process();
      if (process_?.pid === undefined) return;
      const gone = once(process_, 'exit');
      // Puppeteer starts a browser as the first of a group of its own.
      process.kill(-process_.pid, 'SIGKILL');
      await gone;
    },
    cpu: engine.cpu,
    async close() {
      await engine.browser().close();
      await discard();
    },
  };
}

/** Clicks the button of the popup itself, not the one inside a service. */
async function clickCheckNow(popup: Page): Promise<void> {
  await popup.waitForSelector('[data-action="check-now"]', { timeout: 10_000 });
  await popup.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('[data-action="check-now"]')];
    (buttons.find((button) => button.closest('[data-service]') === null) ?? buttons[0])?.click();
  });
}
