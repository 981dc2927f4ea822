/** Worker and browser killed again and again while they write: nothing is told twice, and the log can be read. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { OTHERS } from './backups.ts';
import { RECOVERED_WITHIN_MS, untilAllWell } from './expectations.ts';
import { readRaw } from './raw-log.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

/** More of them where there is time. */
const TIMES = Number(process.env.FAULTLINE_KILLS ?? 1);
const WORKERS = 12 * TIMES;
const PROCESSES = 4 * TIMES;
/** A check writes within this. */
const WRITING_MS = 1_500;

interface Row {
  id: string;
  closedAt: number | null;
  toldAt: number | null;
  notices: { kind: string }[];
}

describe.for(BROWSERS)('kills in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', ...OTHERS] });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  const someTime = () => new Promise((done) => setTimeout(done, Math.random() * WRITING_MS));
  const begin = async () => {
    const { driver } = world;
    await driver.checkNow();
    await someTime();
  };
  /** Another one may have begun by the time that one looks. */
  const kill = () => world.driver.killWorker().catch(() => {});
  const incidents = () => readRaw<Row>(world.driver, 'incidents');
  const told = () => world.driver.desktop.shown.map(({ title }) => title);

  step('of a worker in the middle of an outage', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    for (let count = 0; count < WORKERS; count += 1) {
      await begin();
      await kill();
      expect(new Set(told()).size).toBe(told().length);
    }
    await driver.checkNow();
    await until(
      'it is found',
      () => driver.badge(),
      (badge) => badge === '1',
      { within: 75_000 },
    );
  });

  step('of the whole browser', async () => {
    const { driver, faults } = world;
    for (let count = 0; count < PROCESSES; count += 1) {
      await begin();
      await driver.crash();
      await driver.restart();
      const before = faults.asked('wikipedia').length;
      await driver.checkNow();
      await until(
        'the watch goes on',
        () => faults.asked('wikipedia').length,
        (now) => now > before,
        {
          within: 75_000,
        },
      );
    }
    await until(
      'it is still known',
      () => driver.badge(),
      (badge) => badge === '1',
      { within: 75_000 },
    );
    expect(told().length).toBeLessThanOrEqual(1);
    expect(await incidents()).toMatchObject([{ closedAt: null }]);
  });

  step('leave one outage, told once at its beginning and once at its end', async () => {
    const { driver, faults } = world;
    await faults.heal('whatsapp');
    for (let count = 0; count < WORKERS / 4; count += 1) {
      await begin();
      await kill();
    }
    await driver.checkNow();
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    const all = await until('it is closed', incidents, (rows) => rows.every((row) => row.closedAt !== null), {
      within: 30_000,
    });
    expect(all).toHaveLength(1);
    const kinds = all[0]?.notices.map(({ kind }) => kind) ?? [];
    expect(new Set(kinds).size, kinds.join()).toBe(kinds.length);
    expect(told().length).toBeLessThanOrEqual(2);
    expect(new Set(told()).size).toBe(told().length);
  });
});
