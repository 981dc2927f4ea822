/**
 * What pages that a person opens cost the extension's own process: pages of other sites, well or given up, of
 * favourites that work, bare ones and full ones with all that they ask for, and of all of them together. Each figure is
 * over the same time at rest, `woke` says whether the first of them woke an idle worker, and `waking` what it takes to
 * be woken by one page. Prints one JSON object, and each figure on the error output as soon as it is known. Runs in the
 * lab. `--others` and `--favourites` say how many; 10000 and 1000 when not said, and `--full` how many full ones of
 * each; 100. With `--own` an address of one's own is watched too, with all sites granted.
 */
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import type { Driver } from '../e2e/browsers/driver.ts';
import { untilAllWell } from '../e2e/expectations.ts';
import {
  type Cost,
  costOf,
  followPages,
  openPages,
  REQUESTS_OF_FULL,
  startOnce,
  undisturbed,
} from '../e2e/page-cost.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld } from '../e2e/world.ts';

declare const chrome: {
  storage: {
    local: { get(key: 'view'): Promise<{ view: { favourites: { id: string; health: string }[] } }> };
  };
};

const { values } = parseArgs({
  options: {
    others: { type: 'string', default: '10000' },
    favourites: { type: 'string', default: '1000' },
    full: { type: 'string', default: '100' },
    own: { type: 'boolean', default: false },
  },
});
const OTHER = 'stranger.example';
const FAVOURITE = 'github.com';
/** Every so many pages of others is given up half-way. */
const GIVEN_UP_EVERY = 10;
const WAKINGS = 10;
const OWN = { url: 'https://own.example/', name: 'Own' };

async function measure(browser: (typeof BROWSERS)[number]) {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: ['whatsapp', 'google', 'github', 'wikipedia', ...(values.own ? [OWN] : [])],
    settings: { intervalSeconds: 1800 },
  });
  try {
    const { driver } = world;
    await untilAllWell(driver);
    // An open popup would be painted anew, in the same process.
    await (await driver.page('popup')).close();
    await (await driver.page('options')).close();
    const tab = await driver.openTab(`https://${OTHER}/`);
    await openPages(tab, OTHER, 10);
    await startOnce(driver, tab, OTHER);
    await undisturbed(driver);
    let woke = true;
    // What takes so long is shown when it is known: the last part may fail.
    const shown = async (what: string, cost: Promise<Cost>) => {
      console.error(browser, what, JSON.stringify(await cost));
      return cost;
    };
    const open = (host: string, count: number, giveUpEvery = 0) =>
      shown(
        host,
        costOf(driver, count, async () => {
          await followPages(world, host, count, { giveUpEvery });
          // Later it may sleep again.
          if (host === OTHER) woke = await driver.workerRuns();
        }),
      );
    const others = await open(OTHER, Number(values.others), GIVEN_UP_EVERY);
    const full = Number(values.full);
    const openFull = (host: string) =>
      shown(
        `${host}, full`,
        costOf(driver, full * REQUESTS_OF_FULL, () => followPages(world, host, full, { isFull: true })),
      );
    const fullOthers = await openFull(OTHER);
    await openPages(tab, FAVOURITE, 1);
    const fullFavourites = await openFull(FAVOURITE);
    const favourites = await open(FAVOURITE, Number(values.favourites));
    const waking = await costOf(driver, WAKINGS, () => wakeOften(driver, tab));
    // Read where pages read it: the popup was closed, which Firefox tells its driver late.
    const healths = await driver.inExtension(async () => {
      const { view } = await chrome.storage.local.get('view');
      return view.favourites.map(({ id, health }) => ({ id, health }));
    });
    const inTrouble = healths.filter(({ health }) => health !== 'up');
    // Where others woke nobody, what theirs took is the driver's own work in that process: much of it in Firefox.
    const favouritesOverOthersMs = favourites.msPerRequest - (woke ? 0 : others.msPerRequest);
    const msPerRequest =
      (others.extensionMs + favourites.extensionMs) / (others.requests + favourites.requests);
    const fulls = { fullOthers, fullFavourites };
    return { others, woke, favourites, ...fulls, msPerRequest, favouritesOverOthersMs, waking, inTrouble };
  } finally {
    await world.close();
  }
}

/** Stops the worker, and lets a page of a favourite wake it, again and again. */
async function wakeOften(driver: Driver, tab: Page): Promise<void> {
  for (let count = 0; count < WAKINGS; count += 1) {
    await driver.killWorker();
    await openPages(tab, FAVOURITE, 1);
    await until('the worker runs', driver.workerRuns, (runs) => runs, { within: 10_000, every: 50 });
  }
}

const figures: Record<string, unknown> = {};
for (const browser of BROWSERS) figures[browser] = await measure(browser);
console.log(JSON.stringify({ pageLoads: figures }));
