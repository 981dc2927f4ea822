/** A disk that takes nothing more: the watch goes on, the person is told once, and what was owed is written later. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { mountDisk } from '../lab/own-files.ts';
import { OTHERS } from './backups.ts';
import { untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const DISK = '400m';
const MEGABYTE = 1_000_000;

/** Writes until there is no room for one byte more. */
function fill(file: string): void {
  const handle = openSync(file, 'a');
  for (let size = MEGABYTE; size >= 1; ) {
    try {
      writeSync(handle, Buffer.alloc(size));
    } catch {
      size = Math.floor(size / 10);
    }
  }
  closeSync(handle);
}

describe.for(BROWSERS)('a full disk in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let ballast = '';

  beforeAll(async () => {
    const disk = mountDisk(DISK);
    ballast = join(disk, 'ballast');
    const folder = join(disk, 'run');
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', ...OTHERS], folder });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  const problems = async () =>
    (await world.driver.page('popup')).$$eval('[data-problem]', (all) =>
      all.map((one) => one.getAttribute('data-problem')),
    );

  step('does not stop the watch, and is said in one line', async () => {
    const { driver, faults } = world;
    fill(ballast);
    const before = faults.asked('wikipedia').length;
    await until(
      'the problem is said',
      async () => {
        fill(ballast);
        await driver.checkNow();
        return problems();
      },
      (all) => all.join() === 'disk-full',
      { within: 60_000, every: 1_000 },
    );
    expect(faults.asked('wikipedia').length).toBeGreaterThan(before);
  });

  step('hides no outage, and tells it once, also after the worker died', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    await until(
      'the badge says so',
      () => driver.badge(),
      (badge) => badge === '1',
      { within: 75_000 },
    );
    await until(
      'it is told',
      () => driver.desktop.shown.length,
      (count) => count === 1,
      { within: 75_000 },
    );
    await driver.killWorker();
    const before = faults.asked('wikipedia').length;
    await driver.checkNow();
    await until(
      'the watch goes on',
      () => faults.asked('wikipedia').length,
      (count) => count > before,
      {
        within: 30_000,
      },
    );
    expect(await driver.badge()).toBe('1');
    expect(driver.desktop.shown).toHaveLength(1);
  });

  step('has the outage in the history once there is room again', async () => {
    const { driver } = world;
    rmSync(ballast);
    await driver.checkNow();
    await until('nothing is wrong', problems, (all) => all.length === 0, { within: 75_000, every: 1_000 });
    await untilSeen(driver, 'WhatsApp is down', ({ badge }) => badge === '1');
    const page = await driver.page('dashboard');
    await page.waitForSelector('.incidents a', { timeout: 10_000 });
    expect(await page.$$eval('.incidents a', (all) => all.length)).toBe(1);
    expect(driver.desktop.shown).toHaveLength(1);
  });
});
