/** The background may be stopped, and the browser closed, at any time: nothing is lost and nothing told twice. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { OTHERS } from './backups.ts';
import { areDownForEveryone, RECOVERED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

describe.for(BROWSERS)('the life of an outage in %s', (browser) => {
  const step = tellStory();
  let world: World;

  const untilWhatsAppIsDown = () =>
    untilSeen(
      world.driver,
      'WhatsApp is down for everyone',
      ({ badge, headline }, popup) =>
        badge === '1' && headline === 'not-just-you' && areDownForEveryone(popup, ['whatsapp']),
    );

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', ...OTHERS] });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('a worker that is killed while it looks into a failure still finds out', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    await untilSeen(driver, 'WhatsApp is in doubt', (_glance, { favourites }) =>
      favourites.some(({ service, health }) => service === 'whatsapp' && health !== 'up'),
    );
    await driver.killWorker();
    await untilWhatsAppIsDown();
    await until(
      'it is told',
      () => driver.desktop.open().length,
      (count) => count === 1,
      { within: 75_000 },
    );
  });

  step('a worker that is killed during the outage tells nothing twice', async () => {
    const { driver, faults } = world;
    await driver.killWorker();
    const before = faults.asked('wikipedia').length;
    await until(
      'the watch goes on',
      () => faults.asked('wikipedia').length,
      (count) => count > before,
      {
        within: 75_000,
      },
    );
    await untilWhatsAppIsDown();
    expect(driver.desktop.shown).toHaveLength(1);
  });

  step('a restarted browser goes on where it was and tells nothing twice', async () => {
    const { driver, faults } = world;
    const since = sinceOf(await driver.popup());
    const before = faults.asked('wikipedia').length;
    await driver.restart();
    await until(
      'the watch goes on',
      () => faults.asked('wikipedia').length,
      (count) => count > before,
      {
        within: 75_000,
      },
    );
    expect(sinceOf(await untilWhatsAppIsDown())).toBe(since);
    expect(driver.desktop.shown).toHaveLength(1);
  });

  step('back up: the badge is empty, and the notification says how long it lasted', async () => {
    const { driver, faults } = world;
    await faults.heal('whatsapp');
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    const back = await until(
      'a notification that it is back',
      () => driver.desktop.shown[1],
      (notice) => notice !== undefined,
      { within: 10_000 },
    );
    expect(`${back?.title} ${back?.body}`).toMatch(/WhatsApp.*back.*\d+ ?m/s);
    expect(await driver.notifications()).toHaveLength(1);
  });

  step('the notification is gone a minute later', async () => {
    const { driver } = world;
    await until(
      'no notification is left',
      () => driver.notifications(),
      (ids) => ids.length === 0,
      {
        within: 100_000,
      },
    );
    // What an earlier browser session put on the desktop is out of this one's reach.
    expect(driver.desktop.open().filter((notice) => driver.desktop.shown.indexOf(notice) > 0)).toEqual([]);
    expect(driver.desktop.shown).toHaveLength(2);
  });
});

function sinceOf({ favourites }: { favourites: { service: string; since: string }[] }): string {
  return favourites.find(({ service }) => service === 'whatsapp')?.since ?? '';
}
