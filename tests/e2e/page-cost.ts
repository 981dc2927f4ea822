/** What pages that a person opens cost the extension's own process, over the same time without any. Browser. */
import type { Page } from 'puppeteer-core';
import type { Driver } from './browsers/driver.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

export interface Cost {
  requests: number;
  /** CPU time of the processes that run extensions, less what they take at rest. */
  extensionMs: number;
  /** How much two rests of the same length differ, and never less than the counter's own step. */
  noiseMs: number;
  msPerRequest: number;
}

declare const chrome: {
  alarms: {
    getAll(): Promise<{ name: string }[]>;
    create(name: string, info: { delayInMinutes: number; periodInMinutes: number }): void;
  };
};

/** Linux counts CPU time in steps of this length. */
const STEP_MS = 10;

/** A rest says what much more of it would take. */
const LONGEST_REST_MS = 60_000;

/** Runs something, and rests twice as long after it, or long enough to tell. */
export async function costOf(driver: Driver, requests: number, work: () => Promise<void>): Promise<Cost> {
  const spent = async (what: () => Promise<void>) => {
    const before = await driver.cpu();
    await what();
    return (await driver.cpu()).extensionMs - before.extensionMs;
  };
  const startedAt = Date.now();
  const busy = await spent(work);
  const tookMs = Date.now() - startedAt;
  const restMs = Math.min(tookMs, LONGEST_REST_MS);
  const resting = async () => ((await spent(() => pass(restMs))) * tookMs) / restMs;
  const rests = [await resting(), await resting()];
  const extensionMs = busy - rests.reduce((sum, one) => sum + one, 0) / rests.length;
  return {
    requests,
    extensionMs: Math.round(extensionMs),
    noiseMs: Math.round(Math.max(STEP_MS, Math.max(...rests) - Math.min(...rests))),
    msPerRequest: Math.round((extensionMs / requests) * 1_000) / 1_000,
  };
}

/** Lets time pass without asking the browser for anything. */
async function pass(ms: number): Promise<void> {
  const end = Date.now() + ms;
  await until('time passes', Date.now, (now) => now >= end, { within: ms + 1_000, every: 100 });
}

/** Firefox wakes its background for a listener that was taken away, until one start has gone by without it: this is that start. */
export async function startOnce(driver: Driver, tab: Page, host: string): Promise<void> {
  await driver.killWorker();
  await openPages(tab, host, 1);
}

/** Longer than anything here takes, and than the product's own alarm waits. */
const PUT_OFF_MINUTES = 60;

/** Stops the worker, as when it was idle, and puts its alarm off: whatever wakes it now is what is opened. */
export async function undisturbed(driver: Driver): Promise<void> {
  await driver.inExtension(async (minutes) => {
    for (const { name } of await chrome.alarms.getAll()) {
      chrome.alarms.create(name, { delayInMinutes: minutes, periodInMinutes: minutes });
    }
  }, PUT_OFF_MINUTES);
  await driver.killWorker();
}

/** Of so many pages at least this share must have opened, or nothing was measured. */
const OPENED_SHARE = 0.9;

/**
 * Opens so many pages one after the other in one tab; every so many is given up half-way, and opened again. Rejects
 * when too few of them opened.
 */
export async function openPages(tab: Page, host: string, count: number, giveUpEvery = 0): Promise<void> {
  let opened = 0;
  for (let index = 0; index < count; index += 1) {
    const url = `https://${host}/${index}`;
    if (giveUpEvery > 0 && index % giveUpEvery === 0) await giveUp(tab, url);
    // One that is cut off by the end of the one before it rejects, and is opened again.
    const open = () => tab.goto(url, { waitUntil: 'load' }).catch(() => null);
    if (((await open()) ?? (await open())) !== null) opened += 1;
  }
  if (opened < OPENED_SHARE * count) throw new Error(`Only ${opened} of ${count} pages of ${host} opened.`);
}

/** Firefox may have left the page, with its frame, before it says that it was asked to. */
async function giveUp(tab: Page, url: string): Promise<void> {
  const stop = (to: string) => {
    location.href = to;
    setTimeout(() => window.stop(), 1);
  };
  await tab.evaluate(stop, url).catch(() => undefined);
}

/** How long each page stands (ms): browsers let no page go on to more than 20 others a second. */
const STANDS_MS = 40;
const MOST_MS_A_PAGE = 1_000;
const LOOK_MS = 1_000;

/** What a full page asks for: scripts, images, and what its scripts fetch once it is there. */
const SCRIPTS = 10;
const IMAGES = 14;
const FETCHES = 6;
export const REQUESTS_OF_FULL = 1 + SCRIPTS + IMAGES + FETCHES;

const FULL = `const page = location.pathname.slice(1);
const add = (kind, count) => {
  for (let number = 0; number < count; number += 1) {
    const one = document.createElement(kind);
    one.src = '/' + kind + number + '?' + page;
    document.documentElement.append(one);
  }
};
add('script', ${SCRIPTS});
add('img', ${IMAGES});
const fetchAll = async () => {
  for (let number = 0; number < ${FETCHES}; number += 1) await fetch('/fetch' + number + '?' + page);
};`;
const BARE = 'const fetchAll = async () => {};';

/**
 * A page that opens the one before it by number; one is given up half-way first where its number says so. What opens
 * before it is given up is the one before, and goes on itself.
 */
const leadingOn = (giveUpEvery: number, isFull: boolean) => `<!doctype html><title>On</title><script>
${isFull ? FULL : BARE}
addEventListener('load', () => setTimeout(async () => {
  await fetchAll();
  const left = Number.parseInt(location.pathname.slice(1));
  if (left === 0) {
    document.title = 'Done';
    return;
  }
  const next = '/' + (left - 1);
  const goOn = () => { location.href = next; };
  if (${giveUpEvery} === 0 || left % ${Math.max(1, giveUpEvery)} !== 0) return goOn();
  location.href = next + '/given-up';
  setTimeout(() => { window.stop(); setTimeout(goOn, ${STANDS_MS}); }, 1);
}, ${STANDS_MS}));
</script>`;

/** Lets pages of a host open one another, so that the driver, which Firefox counts in with us, has nothing to do. */
export async function followPages(
  { driver, lab }: Pick<World, 'driver' | 'lab'>,
  host: string,
  count: number,
  { giveUpEvery = 0, isFull = false } = {},
): Promise<void> {
  lab.set(host, { body: leadingOn(giveUpEvery, isFull) });
  lab.clearRequests();
  const tab = await driver.openTab(`https://${host}/${count - 1}`);
  // A page that is not looked at waits a second where it meant to wait for less.
  await tab.bringToFront();
  const title = async () => {
    // Whoever opens pages is there.
    await driver.untouchedFor(0);
    // Whoever asks between two pages finds none.
    return tab.title().catch(() => '');
  };
  const within = count * MOST_MS_A_PAGE;
  await until('the last page is there', title, (is) => is === 'Done', { within, every: LOOK_MS });
  await tab.close();
  const paths = lab.requests().flatMap((one) => (one.host === host ? [one.path] : []));
  const pages = new Set(paths.flatMap((path) => /^\/(\d+)(?:\/given-up)?$/.exec(path)?.[1] ?? []));
  if (pages.size < count) throw new Error(`Only ${pages.size} of ${count} pages of ${host} opened.`);
}
