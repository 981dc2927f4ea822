/** Chromium over its debugging pipe. Never attaches to the worker, because that would keep it alive. Browser. */
import puppeteer, { type Browser, type Target } from 'puppeteer-core';
import { until } from '../until.ts';
import { cpuOfTree } from './cpu-time.ts';
import type { Engine, Run } from './engine.ts';
import { environmentOf } from './engine.ts';
import type { Screen } from './screen.ts';

declare const chrome: {
  action: { openPopup(): Promise<void> };
  /** Of the browser's own page of extensions. */
  developerPrivate: { getExtensionInfo(id: string): Promise<{ incognitoAccess: { isEnabled: boolean } }> };
};

const QUIET = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Starts Chromium with the run's extension. */
export async function startChromium(run: Run): Promise<Engine> {
  let [browser, extensionId] = await launchOnce(run);
  const origin = `chrome-extension://${extensionId}`;

  return {
    name: 'chromium',
    extensionId,
    origin,
    browser: () => browser,
    async start() {
      [browser, extensionId] = await launchOnce(run);
    },
    async visit(page, url) {
      await page.goto(url);
    },
    async openPopup(from) {
      const before = new Set(browser.targets());
      const opened = browser.waitForTarget(
        (target) => target.url() === `${origin}/popup.html` && !before.has(target),
        { timeout: 10_000 },
      );
      await from.evaluate(() => chrome.action.openPopup());
      return (await opened).asPage();
    },
    async visitPrivately(url) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(url).catch(() => undefined);
      await context.close();
    },
    async couldSeePrivate() {
      const page = await browser.newPage();
      await page.goto('chrome://extensions');
      const info = await page.evaluate((id) => chrome.developerPrivate.getExtensionInfo(id), extensionId);
      await page.close();
      return info.incognitoAccess.isEnabled;
    },
    async chooseInMenu(page, at, entry) {
      const screen = screenOf(run);
      await page.bringToFront();
      const corner = await page.evaluate(() => [screenX, screenY + outerHeight - innerHeight]);
      const before = await screen.shown();
      await screen.rightClick({ x: at.x + (corner[0] ?? 0), y: at.y + (corner[1] ?? 0) });
      await until('the menu is open', screen.shown, (shown) => shown > before, { within: 10_000, every: 50 });
      // A letter chooses the entry that begins with it, if there is only one.
      await screen.press(entry.charAt(0).toLowerCase());
      await until('the menu is closed', screen.shown, (shown) => shown <= before, {
        within: 10_000,
        every: 50,
      });
    },
    async enterInAddressBar(keyword, text) {
      const screen = screenOf(run);
      const toAddressBar = async () => {
        await screen.press('ctrl+l');
        return isInPage(browser);
      };
      // The page is asked first whether it wants the keys, and a tab that is just brought to the front takes the focus.
      await until('the address bar has the focus', toAddressBar, (inPage) => !inPage, { within: 20_000 });
      await screen.type(`${keyword} ${text}`);
      const addresses = () => browser.targets().map((target) => target.url());
      const before = addresses().join();
      await screen.press('Return');
      // Keys are taken in one after the other, and by whichever tab is in front by then.
      await until('Enter opened something', addresses, (now) => now.join() !== before, {
        within: 20_000,
        every: 50,
      });
    },
    setScheme: (page, scheme) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]),
    iconFor: () => Promise.resolve(null),
    dialogs: () => Promise.resolve(null),
    withdrawData: () => Promise.resolve(false),
    untouchedFor: () => Promise.resolve(false),
    workerRuns: () => Promise.resolve(hasWorker(browser, origin)),
    async stopWorker(reader) {
      const session = await reader.createCDPSession();
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    cpu: () => cpuOfTree(browser.process()?.pid ?? 0, '--extension-process'),
  };
}

/** Menus and the address bar belong to the window. */
function screenOf({ screen }: Run): Screen {
  if (screen === null) throw new Error('Chromium has no window without a screen.');
  return screen;
}

/** Tells whether any page has the keyboard. */
async function isInPage(browser: Browser): Promise<boolean> {
  const pages = await browser.pages();
  const focused = await Promise.all(pages.map((page) => page.evaluate(() => document.hasFocus())));
  return focused.includes(true);
}

async function launchOnce(run: Run): Promise<[Browser, string]> {
  const browser = await puppeteer.launch({
    executablePath: run.executablePath,
    pipe: true,
    headless: run.screen === null,
    // A window shows its pages in its own size.
    ...(run.screen !== null && { defaultViewport: null }),
    enableExtensions: true,
    userDataDir: run.profile,
    env: environmentOf(run),
    args: [
      ...QUIET,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(run.locale === null ? [] : [`--lang=${run.locale}`]),
      ...run.args,
    ],
  });
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: run.downloads });
  return [browser, await browser.installExtension(run.extension)];
}

function hasWorker(browser: Browser, origin: string): boolean {
  return browser.targets().some((target) => isWorker(target, origin));
}

function isWorker(target: Target, origin: string): boolean {
  return target.type() === 'service_worker' && target.url().startsWith(origin);
}
