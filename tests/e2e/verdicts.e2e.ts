/** What each kind of fault is called, in the lab, with no wrong side blamed on the way. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { untilAllWell } from './expectations.ts';
import { reachAll } from './reach.ts';
import { ALONE, OTHERS, SOFT, THEIRS } from './situations.ts';
import { tellStory } from './story.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const WELL_ALL_ALONG = [
  'wordpresscom',
  'flyio',
  'archiveorg',
  'roblox',
  'proton',
  'watchit',
  'fawry',
  'tamara',
];

describe.for(BROWSERS)('verdicts in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: [...Object.keys(ALONE), ...WELL_ALL_ALONG],
    });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('what services do to everyone', () => reachAll(world, THEIRS));

  step('what is over is over', async () => {
    for (const host of Object.values(ALONE)) world.lab.set(host, null);
    await untilAllWell(world.driver, 170_000);
  });

  step('what only some see, what is planned, and what a status page admits', async () => {
    for (const [id, status] of Object.entries(SOFT)) {
      world.lab.set(ALONE[id as keyof typeof SOFT], { status });
    }
    await reachAll(world, OTHERS);
  });

  step('an answer that says no is never an outage', async () => {
    const { favourites } = await world.driver.popup();
    for (const id of Object.keys(SOFT)) {
      const seen = favourites.find(({ service }) => service === id);
      expect([id, seen?.health]).toEqual([id, expect.stringMatching(/^(up|blocked)$/)]);
      expect([id, seen?.scope]).toEqual([id, expect.stringMatching(/^(none|blocked)$/)]);
    }
  });

  step('what is well all along stays well', async () => {
    const { favourites } = await world.driver.popup();
    const blamed = favourites.filter(
      ({ service, health }) => WELL_ALL_ALONG.includes(service) && health !== 'up',
    );
    expect(blamed).toEqual([]);
  });
});
