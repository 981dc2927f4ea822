/**
 * How soon a person who opens a page that fails has the answer: ten services that fail everywhere, each after all is
 * well, with the shipped build and an interval of five minutes. Prints one JSON object. Runs inside the lab.
 */
import { favouriteIn } from '../e2e/browsers/popup-reader.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld, type World } from '../e2e/world.ts';

const HOSTS: Readonly<Record<string, string>> = {
  whatsapp: 'web.whatsapp.com',
  reddit: 'www.reddit.com',
  tiktok: 'www.tiktok.com',
  amazon: 'www.amazon.com',
  github: 'github.com',
  netflix: 'www.netflix.com',
  spotify: 'open.spotify.com',
  discord: 'discord.com',
  linkedin: 'www.linkedin.com',
  x: 'x.com',
};
const WELL = ['google', 'wikipedia', 'telegram', 'youtube', 'zoom', 'dropbox'];
/** Places elsewhere are asked so often an hour and no more: a new profile begins a new hour. */
const PER_WORLD = 5;

const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? null;

/** Opens the page; gives the milliseconds from the failed load to the answer. */
async function answerAfter(world: World, service: string, host: string): Promise<number> {
  const { driver, lab } = world;
  lab.set(host, { tcp: 'refused' });
  const startedAt = Date.now();
  const tab = await driver.openTab(`https://${host}/`);
  await until(
    `${service} is down for everyone`,
    async () => {
      const [badge, seen] = await Promise.all([driver.badge(), driver.popup()]);
      const { health, scope } = favouriteIn(seen, service) ?? {};
      return `${badge} ${health} ${scope} ${seen.headline}`;
    },
    (seen) => /^\d+ down global not-just-you/.test(seen),
    { within: 60_000, every: 100 },
  );
  const tookMs = Date.now() - startedAt;
  lab.set(host, null);
  await tab.close();
  return tookMs;
}

async function measure(browser: (typeof BROWSERS)[number]): Promise<number[]> {
  const all = Object.entries(HOSTS);
  const took: number[] = [];
  for (let from = 0; from < all.length; from += PER_WORLD) {
    const world = await startWorld(browser, {
      grant: 'all',
      favourites: [...Object.keys(HOSTS), ...WELL],
      settings: { intervalSeconds: 300 },
    });
    try {
      await until(
        'all is well',
        async () => (await world.driver.popup()).favourites.map(({ health }) => health),
        (healths) => healths.length > 0 && healths.every((health) => health === 'up'),
        { within: 60_000 },
      );
      for (const [service, host] of all.slice(from, from + PER_WORLD)) {
        took.push(await answerAfter(world, service, host));
      }
    } finally {
      await world.close();
    }
  }
  return took;
}

const figures: Record<string, unknown> = {};
for (const browser of BROWSERS) {
  const took = await measure(browser);
  figures[browser] = { medianMs: median(took), mostMs: Math.max(...took), tookMs: took };
}
console.log(JSON.stringify({ answerAfterFailedLoad: figures }));
