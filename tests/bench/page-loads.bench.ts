/**
 * What pages that a person opens cost the extension's own process: pages of other sites, well or given up, and of
 * favourites that work. Each figure is over the same pages without any being opened. Prints one JSON object. Runs in the lab.
 * `--others` and `--favourites` say how many; 10000 and 1000 when not said.
 */
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld, type World } from '../e2e/world.ts';

const { values } = parseArgs({
  options: {
    others: { type: 'string', default: '10000' },
    favourites: { type: 'string', default: '1000' },
  },
});
const OTHER = 'stranger.example';
const FAVOURITE = 'github.com';
/** Every so many pages of others is given up half-way. */
const GIVEN_UP_EVERY = 10;

/** Opens so many pages one after the other in one tab. */
async function openPages(tab: Page, host: string, count: number, giveUp: boolean): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const url = `https://${host}/${index}`;
    if (giveUp && index % GIVEN_UP_EVERY === 0) {
      await tab.evaluate((to) => {
        location.href = to;
        setTimeout(() => window.stop(), 1);
      }, url);
    }
    await tab.goto(url, { waitUntil: 'load' }).catch(() => undefined);
  }
}

async function cost(world: World, tab: Page, host: string, count: number, giveUp: boolean) {
  const before = await world.driver.cpu();
  const startedAt = Date.now();
  await openPages(tab, host, count, giveUp);
  const after = await world.driver.cpu();
  const spentMs = after.extensionMs - before.extensionMs;
  return {
    requests: count,
    tookMs: Date.now() - startedAt,
    extensionMs: Math.round(spentMs),
    msPerRequest: spentMs / count,
  };
}

async function measure(browser: (typeof BROWSERS)[number]) {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: ['whatsapp', 'google', FAVOURITE.split('.')[0] ?? '', 'wikipedia'],
    settings: { intervalSeconds: 300 },
  });
  try {
    const { driver } = world;
    await until(
      'all is well',
      async () => (await driver.popup()).favourites.map(({ health }) => health),
      (healths) => healths.length > 0 && healths.every((health) => health === 'up'),
      { within: 60_000 },
    );
    // An open popup would be painted anew, in the same process.
    await (await driver.page('popup')).close();
    const tab = await driver.openTab(`https://${OTHER}/`);
    await openPages(tab, OTHER, 10, false);
    const others = await cost(world, tab, OTHER, Number(values.others), true);
    const favourites = await cost(world, tab, FAVOURITE, Number(values.favourites), false);
    const { favourites: shown } = await driver.popup();
    return { others, favourites, inTrouble: shown.filter(({ health }) => health !== 'up').length };
  } finally {
    await world.close();
  }
}

const figures: Record<string, unknown> = {};
for (const browser of BROWSERS) figures[browser] = await measure(browser);
console.log(JSON.stringify({ pageLoads: figures }));
