/** The main job: a service is gone for everyone, and Faultline says so. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { META, OTHERS } from './backups.ts';
import { AFTER_PAGE_LOAD_MS, areDownForEveryone, untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

describe.for(BROWSERS)('an outage in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: [...META, ...OTHERS] });
  });
  afterAll(() => world?.close());

  step('the import starts the watch, and all is well', async () => {
    await untilAllWell(world.driver, 30_000);
  });

  step('one failing request changes nothing that a person sees', async () => {
    const { driver, faults } = world;
    const before = faults.asked('github').length;
    await faults.serverError('github');
    await driver.checkNow();
    await until(
      'GitHub was asked',
      () => faults.asked('github').length,
      (count) => count > before,
      {
        within: 30_000,
        every: 20,
      },
    );
    await faults.heal('github');
    const badges = new Set<string>();
    await until(
      'GitHub was asked three more times',
      async () => {
        badges.add(await driver.badge());
        return faults.asked('github').length;
      },
      (count) => count > before + 3,
      { within: 90_000 },
    );
    await untilAllWell(driver);
    expect([...badges]).toEqual(['']);
    expect(driver.desktop.shown).toEqual([]);
  });

  step('WhatsApp refused everywhere: badge 1, not just you, and why', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    const seen = await untilSeen(
      driver,
      'WhatsApp is down for everyone',
      ({ badge, headline }, popup) =>
        badge === '1' && headline === 'not-just-you' && areDownForEveryone(popup, ['whatsapp']),
    );
    const whatsapp = seen.favourites.find(({ service }) => service === 'whatsapp');
    expect(Date.now() - Date.parse(whatsapp?.since ?? '')).toBeLessThan(80_000);
    const sources = whatsapp?.evidence.map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining(['probe', 'control', 'favourite', 'vantage']));
    expect(await driver.title()).toContain('WhatsApp');
  });

  step('one notification tells it', async () => {
    const { driver } = world;
    const [notice] = await until(
      'a notification',
      () => driver.desktop.open(),
      (open) => open.length > 0,
      {
        within: 75_000,
      },
    );
    expect(`${notice?.title} ${notice?.body}`).toContain('WhatsApp');
    expect(driver.desktop.shown).toHaveLength(1);
    expect(await driver.notifications()).toHaveLength(1);
  });

  step('the rest of Meta falls: badge 4, and still one notification, for the family', async () => {
    const { driver, faults } = world;
    for (const service of META) await faults.refuse(service);
    await untilSeen(
      driver,
      'all of Meta is down',
      ({ badge, headline }, popup) =>
        badge === '4' && headline === 'not-just-you' && areDownForEveryone(popup, META),
    );
    const [notice] = await until(
      'the notification names the family',
      () => driver.desktop.open(),
      (open) => open.some(({ title, body }) => `${title} ${body}`.includes('Meta')),
      { within: 30_000 },
    );
    expect(notice).toBeDefined();
    expect(driver.desktop.open()).toHaveLength(1);
    expect(await driver.notifications()).toHaveLength(1);
  });

  step('nobody else is blamed', async () => {
    const { favourites } = await world.driver.popup();
    const blamed = favourites.filter(({ health }) => health !== 'up').map(({ service }) => service);
    expect(blamed.sort()).toEqual([...META].sort());
  });

  step(
    'a page that a person opens and that fails everywhere is told without waiting for the alarm',
    async () => {
      const { driver, faults } = world;
      await world.importFavourites(['reddit', ...OTHERS], { intervalSeconds: 1800 });
      await untilAllWell(driver, 30_000);
      await faults.refuse('reddit');
      await driver.openTab('https://www.reddit.com/');
      await untilSeen(
        driver,
        'Reddit is down for everyone',
        ({ badge, headline }, popup) =>
          badge === '1' && headline === 'not-just-you' && areDownForEveryone(popup, ['reddit']),
        AFTER_PAGE_LOAD_MS,
      );
    },
  );
});
