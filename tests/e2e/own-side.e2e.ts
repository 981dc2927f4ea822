/** Faults of one's own that need no dead resolver: a portal, a wrong clock; and sources that fail or lie. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { SourceMode, SourceName } from '../lab/sources.ts';
import { favouriteIn } from './browsers/popup-reader.ts';
import { UNDECIDED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const FAVOURITES = ['imo', 'vk', 'hetzner', 'deezer', 'wordpresscom', 'archiveorg', 'roblox', 'yahoo'];
const SOURCES: readonly SourceName[] = ['cloudflare', 'google', 'globalping', 'ripestat', 'feeds'];
const THREE_YEARS_MS = 3 * 365 * 86_400_000;
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

  for (const mode of ['down', 'limited', 'garbage', 'lying'] as const) {
    step(`with every source ${mode}, a service that is gone is never told as the reader's fault`, () =>
      withSources(world, mode),
    );
  }

  step('a captive portal asks to sign in', async () => {
    world.lab.network.setPortal(true);
    await ownVerdict(world, 'captive_portal', 'network');
    world.lab.network.setPortal(false);
    await untilAllWell(world.driver, BACK_WITHIN_MS);
  });

  step('a clock that is three years off is the clock', async () => {
    world.lab.network.setClockSkew(THREE_YEARS_MS);
    await ownVerdict(world, 'clock_skew', 'device');
    world.lab.network.setClockSkew(0);
    await untilAllWell(world.driver, BACK_WITHIN_MS);
    expect(world.driver.desktop.shown.filter(({ title }) => !title.includes('imo'))).toEqual([]);
  });
});

/** Sources that fail make it unknown at worst; those that lie may, too. */
async function withSources(world: World, mode: SourceMode): Promise<void> {
  const { driver, lab } = world;
  for (const source of SOURCES) lab.sources.set(source, mode);
  lab.set('imo.im', { tcp: 'refused' });
  await driver.checkNow();
  const scopes = new Set<string>();
  await untilSeen(
    driver,
    'imo is in trouble',
    (_, seen) => {
      const imo = favouriteIn(seen, 'imo');
      scopes.add(imo?.scope ?? '');
      return imo?.health === 'down' || imo?.health === 'unknown';
    },
    UNDECIDED_WITHIN_MS,
  );
  for (const source of SOURCES) lab.sources.set(source, 'ok');
  lab.set('imo.im', null);
  await untilAllWell(driver, BACK_WITHIN_MS);
  const allowed =
    mode === 'lying' ? ['none', 'unknown', 'global', 'blocked', 'provider'] : ['none', 'unknown', 'global'];
  expect([...scopes].filter((scope) => !allowed.includes(scope))).toEqual([]);
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
