/** A fault of one's own: it is told as such, and no service is blamed. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { PopupSeen } from './browsers/popup-reader.ts';
import { untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const FAVOURITES = ['whatsapp', 'google', 'github', 'wikipedia', 'amazon', 'tiktok'];

describe.for(BROWSERS)("a fault of one's own in %s", (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('a dead resolver is the connection, not the services', async () => {
    const { driver, faults } = world;
    await faults.resolver('dead');
    // A browser that was just started has no names in its cache, so that the fault shows at once.
    await driver.restart();
    const seen = await untilSeen(
      driver,
      'the address book is blamed',
      ({ badge, headline }, popup) =>
        badge === '!' && headline === 'just-you' && troubled(popup).some(({ scope }) => scope === 'resolver'),
      100_000,
    );
    expect(seen.headlineText).toContain('your connection');
    expect(new Set(troubled(seen).map(({ health }) => health))).toEqual(new Set(['unknown']));
    expect(driver.desktop.shown).toEqual([]);
  });

  step('when names are found again all is well', async () => {
    await world.faults.resolver('well');
    await untilAllWell(world.driver, 100_000);
    expect(world.driver.desktop.shown).toEqual([]);
  });

  step('a link that is down is this computer or its network', async () => {
    const { driver, faults } = world;
    await faults.link('down');
    await driver.checkNow();
    const seen = await untilSeen(
      driver,
      'the link is blamed',
      ({ badge, headline }, popup) =>
        badge === '!' &&
        headline === 'just-you' &&
        troubled(popup).some(({ scope }) => scope === 'device' || scope === 'network'),
      100_000,
    );
    expect(new Set(troubled(seen).map(({ health }) => health))).toEqual(new Set(['unknown']));
    expect(driver.desktop.shown).toEqual([]);
  });

  step('when the link is up all is well', async () => {
    await world.faults.link('up');
    await untilAllWell(world.driver, 100_000);
    expect(world.driver.desktop.shown).toEqual([]);
  });
});

function troubled(seen: PopupSeen): PopupSeen['favourites'] {
  return seen.favourites.filter(({ health }) => health !== 'up');
}
