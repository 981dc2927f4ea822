/** Firefox over WebDriver BiDi, with privileged script for what extensions pages cannot tell. Browser. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { until } from '../until.ts';
import type { CpuTime } from './driver.ts';
import { type Engine, environmentOf, type Run } from './engine.ts';
import { geckoIdOf, packExtension } from './extension-copy.ts';
import { runPrivileged } from './firefox-chrome.ts';
import { chosenInMenu, iconOnToolbar, openPrivately, typedInAddressBar } from './firefox-window.ts';

/** Any fixed UUID will do: Firefox would draw one by lot, and then no page of the extension has a known address. */
const UUID = '0fa17115-0000-4000-8000-0fa171150000';

/** Values of `layout.css.prefers-color-scheme.content-override`. */
const SCHEMES = { dark: 0, light: 1 } as const;

/** Starts Firefox with the run's extension in its profile. */
export async function startFirefox(run: Run): Promise<Engine> {
  const extensionId = await geckoIdOf(run.extension);
  const origin = `moz-extension://${UUID}`;
  await mkdir(join(run.profile, 'extensions'), { recursive: true });
  await packExtension(run.extension, join(run.profile, 'extensions', `${extensionId}.xpi`));
  await trustSameAuthorities(run);
  let browser = await launchOnce(run, extensionId);
  const policy = `WebExtensionPolicy.getByID(${JSON.stringify(extensionId)})`;

  return {
    name: 'firefox',
    extensionId,
    origin,
    browser: () => browser,
    async start() {
      browser = await launchOnce(run, extensionId);
    },
    visit,
    openPopup: () => Promise.resolve(null),
    async visitPrivately(url) {
      await runPrivileged(browser, openPrivately(url));
    },
    async couldSeePrivate() {
      return (await runPrivileged(browser, couldBeAllowed(extensionId))) === true;
    },
    async chooseInMenu(page, { x, y }, entry) {
      await page.bringToFront();
      await page.mouse.click(x, y, { button: 'right' });
      await runPrivileged(browser, chosenInMenu(entry));
    },
    async enterInAddressBar(keyword, text) {
      await runPrivileged(browser, typedInAddressBar(`${keyword} ${text}`));
    },
    async setScheme(_page, scheme) {
      const name = 'layout.css.prefers-color-scheme.content-override';
      await runPrivileged(browser, `Services.prefs.setIntPref('${name}', ${SCHEMES[scheme]})`);
    },
    async iconFor(tab) {
      await tab.bringToFront();
      const shown = String(await runPrivileged(browser, iconOnToolbar(extensionId)));
      return /\/icon\/(\w+)-\d+\.png/.exec(shown)?.[1] ?? null;
    },
    async dialogs() {
      return Number(await runPrivileged(browser, COUNT_DIALOGS));
    },
    async withdrawData() {
      await runPrivileged(browser, takeBack(`${policy}.extension`));
      return true;
    },
    async untouchedFor(ms) {
      const service = `Cc['@mozilla.org/widget/useridleservice;1'].getService(Ci.nsIUserIdleServiceInternal)`;
      await runPrivileged(browser, `${service}.resetIdleTimeOut(${ms})`);
      return true;
    },
    async workerRuns() {
      return (await runPrivileged(browser, `${policy}.extension.backgroundState`)) === 'running';
    },
    async stopWorker() {
      const options = '{ ignoreDevToolsAttached: true, disableResetIdleForTest: true }';
      await runPrivileged(browser, `${policy}.extension.terminateBackground(${options})`);
    },
    async cpu() {
      return JSON.parse(String(await runPrivileged(browser, READ_CPU))) as CpuTime;
    },
  };
}

/** Consent is given first, so that there is something to take back. */
const takeBack = (extension: string) => `(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const given = { permissions: [], origins: [], data_collection: ['browsingActivity', 'locationInfo'] };
  await ExtensionPermissions.add(${extension}.id, given, ${extension});
  await ExtensionPermissions.remove(${extension}.id, given, ${extension});
  return true;
})()`;

const couldBeAllowed = (id: string) => `(async () => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(${JSON.stringify(id)});
  return (addon.permissions & AddonManager.PERM_CAN_CHANGE_PRIVATEBROWSING_ACCESS) !== 0;
})()`;

/** Sign-in dialogs are windows of their own, or belong to a tab or to the window. */
const COUNT_DIALOGS = `(() => {
  let count = 0;
  for (const open of Services.wm.getEnumerator(null)) {
    const kind = open.document.documentElement.getAttribute('windowtype');
    if (kind?.startsWith('prompt:')) count += 1;
    if (open.gDialogBox?.isOpen) count += 1;
    for (const browser of open.gBrowser?.browsers ?? []) {
      const box = open.gBrowser.getTabDialogBox(browser);
      count += box.getTabDialogManager().dialogs.length + box.getContentDialogManager().dialogs.length;
    }
  }
  return count;
})()`;

const READ_CPU = `(async () => {
  const all = await ChromeUtils.requestProcInfo();
  const sum = (list) => list.reduce((total, one) => total + one.cpuTime, 0) / 1e6;
  return JSON.stringify({
    extensionMs: sum(all.children.filter((child) => child.type === 'extension')),
    browserMs: sum([all, ...all.children]),
  });
})()`;

/** Firefox keeps its certificate authorities in the same kind of database that Chromium reads from the home. */
async function trustSameAuthorities(run: Run): Promise<void> {
  for (const file of ['cert9.db', 'key4.db']) {
    await copyFile(join(run.home, '.pki/nssdb', file), join(run.profile, file)).catch(() => undefined);
  }
}

async function launchOnce(run: Run, extensionId: string): Promise<Browser> {
  // The driver of a browser that was killed puts its preferences back while the next one is started.
  await until(
    'the last run is cleared up',
    () => ['prefs.js', 'user.js'].some((name) => existsSync(join(run.profile, `${name}.puppeteer`))),
    (left) => !left,
    { within: 5_000, every: 20 },
  );
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: run.executablePath,
    headless: run.screen === null,
    userDataDir: run.profile,
    args: ['--remote-allow-system-access', ...run.args],
    env: environmentOf(run),
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: UUID }),
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'extensions.enabledScopes': 15,
      // Answers permissions.request with yes; it has no effect on what was not asked for.
      'extensions.webextOptionalPermissionPrompts': false,
      'browser.download.folderList': 2,
      'browser.download.dir': run.downloads,
      ...(run.locale === null ? {} : { 'intl.locale.requested': run.locale }),
      ...run.preferences,
    },
  });
  await until(
    'the extension is loaded',
    () => runPrivileged(browser, `!!WebExtensionPolicy.getByID(${JSON.stringify(extensionId)})`),
    (loaded) => loaded === true,
    { within: 15_000, every: 100 },
  );
  return browser;
}

/** `goto` never resolves for pages of an extension, so look at the page itself. */
async function visit(page: Page, url: string): Promise<void> {
  page.goto(url).catch(() => undefined);
  await until(
    `${url} is complete`,
    () => page.evaluate(() => [document.location.href, document.readyState]),
    ([href, state]) => href === url && state === 'complete',
    { within: 15_000, every: 50 },
  );
}
