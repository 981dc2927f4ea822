/** Chromium over its debugging pipe. Never attaches to the worker, because that would keep it alive. Browser. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { cpuOfTree } from './cpu-time.ts';
import type { Engine, Run } from './engine.ts';
import { environmentOf } from './engine.ts';

declare const chrome: { action: { openPopup(): Promise<void> } };

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
    chooseInMenu: () => Promise.resolve(false),
    enterInAddressBar: () => Promise.resolve(false),
    setScheme: (page, scheme) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]),
    dialogs: () => Promise.resolve(null),
    withdrawData: () => Promise.resolve(false),
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
  return browser
    .targets()
    .some((target) => target.type() === 'service_worker' && target.url().startsWith(origin));
}
