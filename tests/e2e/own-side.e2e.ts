/** Faults of one's own that need no dead resolver: a portal, a wrong clock; and sources that fail or lie. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { favouriteIn } from './browsers/popup-reader.ts';
import { UNDECIDED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { SOURCES_DOWN, type SourceModes, setSources, THREE_YEARS_MS } from './situations.ts';
import { tellStory } from './story.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const FAVOURITES = ['imo', 'vk', 'hetzner', 'deezer', 'wordpresscom', 'archiveorg', 'roblox', 'yahoo'];
const HOSTS = { imo: 'imo.im', vk: 'vk.com' } as const;
const OWN_WITHIN_MS = 90_000;
const BACK_WITHIN_MS = 150_000;

describe.for(BROWSERS)("one's own side in %s", (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step(
    'with every source down, each in its way, a service that is gone is not told as the reader’s fault',
    () => withSources(world, 'imo', SOURCES_DOWN),
  );

  step('nor with every source lying', () => withSources(world, 'vk', 'lying'));

  step('a captive portal asks to sign in', async () => {
    await world.lab.network.setPortal(true);
    await ownVerdict(world, 'captive_portal', 'network');
    await world.lab.network.setPortal(false);
    await untilAllWell(world.driver, BACK_WITHIN_MS);
  });

  step('a clock that is three years off is the clock', async () => {
    await world.lab.network.setClockSkew(THREE_YEARS_MS);
    await ownVerdict(world, 'clock_skew', 'device');
    await world.lab.network.setClockSkew(0);
    await untilAllWell(world.driver, BACK_WITHIN_MS);
    const titles = world.driver.desktop.shown.map(({ title }) => title);
    expect(titles.filter((title) => !/imo|vk/i.test(title))).toEqual([]);
  });
});

/** Breaks the sources and one service, and watches which sides are named until it is well again. */
async function withSources(world: World, service: keyof typeof HOSTS, modes: SourceModes): Promise<void> {
  const { driver, lab } = world;
  setSources(world, modes);
  lab.set(HOSTS[service], { tcp: 'refused' });
  await driver.checkNow();
  const scopes = new Set<string>();
  await untilSeen(
    driver,
    `${service} is in trouble`,
    (_, seen) => {
      const favourite = favouriteIn(seen, service);
      scopes.add(favourite?.scope ?? '');
      return favourite?.health === 'down' || favourite?.health === 'unknown';
    },
    UNDECIDED_WITHIN_MS,
  );
  setSources(world, 'ok');
  lab.set(HOSTS[service], null);
  await untilAllWell(driver, BACK_WITHIN_MS);
  expect([...scopes].filter((scope) => !['none', 'unknown', 'global'].includes(scope))).toEqual([]);
}

async function ownVerdict(world: World, verdict: string, scope: string): Promise<void> {
  const { driver } = world;
  await driver.checkNow();
  const wrong = new Set<string>();
  await untilSeen(
    driver,
    verdict,
    ({ headline }, { favourites }) => {
      for (const one of favourites) if (!['none', 'unknown', scope].includes(one.scope)) wrong.add(one.scope);
      return headline === 'just-you' && favourites.some((one) => one.verdict === verdict);
    },
    OWN_WITHIN_MS,
  );
  expect([...wrong]).toEqual([]);
}
