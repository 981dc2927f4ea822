/** Chromium over its debugging pipe. Never attaches to the worker, because that would keep it alive. Browser. */
import puppeteer, { type Browser, type Target } from 'puppeteer-core';
import { cpuOfTree } from './cpu-time.ts';
import type { Engine, Run } from './engine.ts';
import { environmentOf } from './engine.ts';

declare const chrome: {
  action: { openPopup(): Promise<void> };
  runtime: { sendMessage(message: unknown): Promise<unknown> };
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
    async chooseInMenu(page, at) {
      const link = await page.evaluate(
        ({ x, y }) => document.elementFromPoint(x, y)?.closest('a')?.href ?? null,
        at,
      );
      const pageUrl = page.url();
      const entry = link === null ? { menuItemId: 'page' } : { menuItemId: 'link', linkUrl: link };
      await emit(browser, origin, 'contextMenus.onClicked', { ...entry, pageUrl }, { url: pageUrl });
    },
    async enterInAddressBar(keyword, text) {
      // The keyword is the browser's own business.
      if (keyword !== '') await emit(browser, origin, 'omnibox.onInputEntered', text, 'currentTab');
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

/**
 * Lets the background hear what Chromium tells it after a click or a key in its own window, which it does not show
 * without a screen. Waking the worker is the browser's own doing; attached to it is nobody for longer than the call.
 */
async function emit(browser: Browser, origin: string, event: string, ...given: unknown[]): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${origin}/manifest.json`);
  await page.evaluate(() => chrome.runtime.sendMessage('wake up').catch(() => undefined));
  const worker = await browser.waitForTarget((target) => isWorker(target, origin), { timeout: 10_000 });
  const session = await worker.createCDPSession();
  const expression = `chrome.${event}.dispatch(...${JSON.stringify(given)})`;
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression });
  await session.detach();
  await page.close();
  if (exceptionDetails !== undefined) throw new Error(`${event}: ${exceptionDetails.text}`);
}

async function launchOnce(run: Run): Promise<[Browser, string]> {
  const browser = await puppeteer.launch({
    executablePath: run.executablePath,
    pipe: true,
    headless: run.headless,
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
