/** A fresh install with nothing set up and every permission refused works, and says what it cannot know. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { UNDECIDED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

describe.for(BROWSERS)('with everything refused in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'none', favourites: null });
  });
  afterAll(() => world?.close());

  step('before set-up there is no badge, and the popup asks what to watch', async () => {
    const { driver } = world;
    const seen = await driver.popup();
    expect(await driver.badge()).toBe('');
    expect(seen.headline).toBe('cannot-tell');
    expect(seen.headlineText).toMatch(/watch/i);
    expect(await driver.title()).not.toBe('');
  });

  step('the welcome page opens', async () => {
    const page = await world.driver.page('welcome');
    await until(
      'it is painted',
      () => page.evaluate(() => document.body.textContent.length),
      (letters) => letters > 100,
      { within: 10_000, every: 50 },
    );
  });

  step('a backup with a mistake is refused whole, with the reason', async () => {
    const { driver } = world;
    const backup = { version: 1, favourites: [{ id: 'no-such-service' }], settings: {} };
    expect(await driver.importBackup(backup)).toContain('no-such-service');
    expect((await driver.popup()).favourites).toEqual([]);
  });

  step(
    'favourites are watched as far as can be, and the popup says that the reason stays unknown',
    async () => {
      const { driver } = world;
      const sources = { resolvers: false, providerReports: false, vantages: false, routing: false };
      await world.importFavourites(['whatsapp', 'google', 'github', 'wikipedia'], { sources });
      const seen = await untilAllWell(driver);
      expect(seen.text).toMatch(/allow access/i);
    },
  );

  step('a service that is gone is in doubt, and nobody is blamed', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    const seen = await untilSeen(
      driver,
      'WhatsApp is in doubt',
      ({ headline }, { favourites }) =>
        headline === 'cannot-tell' &&
        favourites.some(({ service, health }) => service === 'whatsapp' && health !== 'up'),
      UNDECIDED_WITHIN_MS,
    );
    expect(['', '?']).toContain(await driver.badge());
    expect(seen.favourites.map(({ scope }) => scope)).not.toContain('global');
    expect(driver.desktop.shown).toEqual([]);
  });

  step('nobody else was asked about it', () => {
    expect(world.faults.askedOfSources()).toEqual([]);
    return Promise.resolve();
  });
});
