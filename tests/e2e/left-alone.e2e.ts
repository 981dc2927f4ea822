/** Whoever watches leaves everything else alone: an idle worker sleeps through it, and it costs next to nothing. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { OTHERS } from './backups.ts';
import type { Driver } from './browsers/driver.ts';
import { untilAllWell } from './expectations.ts';
import { everythingKept } from './kept.ts';
import { type Cost, costOf, openPages, startOnce, undisturbed } from './page-cost.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  storage: {
    local: { get(key: 'view'): Promise<{ view: { favourites: { health: string }[]; resting: boolean } }> };
  };
};

const STRANGER = 'well-diary.example';
const FAVOURITE = 'web.whatsapp.com';
const OTHERS_OPENED = 300;
const FAVOURITES_OPENED = 30;
/** One in so many is given up before it is there. */
const GIVEN_UP = 10;
const MS_PER_REQUEST = 0.2;
/** No tick comes of itself while this is measured. */
const RARELY = { intervalSeconds: 1800 };

/** Longer than it takes until nobody is there. */
const AWAY_MS = 901_000;
/** Longer than Firefox takes to start what it stopped, where it has a reason to. */
const STARTED_AGAIN_MS = 3_000;

/** A page that goes on asking its server, well or in vain. */
const ASKING = `<!doctype html><title>Asking</title><script>
addEventListener('load', async () => {
  for (let count = 0; count < 100; count += 1) {
    await fetch(count % 2 ? '/well' : 'https://refused-diary.example/', { cache: 'no-store' }).catch(() => {});
  }
  document.title = 'Done';
});
</script>`;

describe.for(BROWSERS)('left alone in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let tab: Page;
  let ofOthers: Cost | null = null;

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: ['whatsapp', ...OTHERS],
      settings: RARELY,
    });
    await untilAllWell(world.driver);
    tab = await world.driver.openTab(`https://${STRANGER}/`);
    await openPages(tab, STRANGER, 5);
    await startOnce(world.driver, tab, STRANGER);
  });
  afterAll(() => world?.close());

  step('pages of others, well or given up, wake nobody and cost nothing', async () => {
    const { driver } = world;
    await rest(driver);
    let woke = true;
    ofOthers = await costOf(driver, OTHERS_OPENED, async () => {
      await openPages(tab, STRANGER, OTHERS_OPENED, GIVEN_UP);
      // Later it would sleep again.
      woke = await driver.workerRuns();
    });
    expect(woke).toBe(false);
    // In Firefox the driver itself works in that process, some milliseconds for every page of any tab; ours sleeps.
    if (browser === 'chromium') expectCheap(ofOthers.extensionMs, [ofOthers]);
    expect(await everythingKept(driver)).not.toContain('diary');
  });

  step('nor do requests that their pages make', async () => {
    const { driver, lab } = world;
    lab.set(STRANGER, { body: ASKING });
    lab.set('refused-diary.example', { tcp: 'refused' });
    await tab.goto(`https://${STRANGER}/asking`).catch(() => undefined);
    await until(
      'all was asked',
      () => tab.title(),
      (title) => title === 'Done',
      { within: 30_000 },
    );
    expect(await driver.workerRuns()).toBe(false);
    expect(await everythingKept(driver)).not.toContain('diary');
  });

  step('pages of a favourite that works make no trouble and cost little', async () => {
    const { driver } = world;
    // What waking costs is no matter of the pages.
    const own = await driver.openTab(`https://${FAVOURITE}/`);
    await openPages(own, FAVOURITE, 10);
    const cost = await costOf(driver, FAVOURITES_OPENED, () => openPages(own, FAVOURITE, FAVOURITES_OPENED));
    if (ofOthers === null) throw new Error('Pages of others were not measured.');
    // Those of others woke nobody: what they took is what pages take without us.
    const withoutUs = Math.max(0, (ofOthers.extensionMs * FAVOURITES_OPENED) / OTHERS_OPENED);
    expectCheap(cost.extensionMs - withoutUs, [ofOthers, cost]);
    // Read where pages read it: the popup was closed, which Firefox tells its driver late.
    const healths = await driver.inExtension(async () => {
      const { view } = await chrome.storage.local.get('view');
      return view.favourites.map(({ health }) => health);
    });
    expect(healths.filter((health) => health !== 'up')).toEqual([]);
    expect(driver.desktop.shown).toEqual([]);
  });

  step('nobody is there: that is heard once, and wakes nobody again until somebody was back', async () => {
    const { driver } = world;
    await driver.killWorker();
    if (!(await driver.untouchedFor(AWAY_MS))) return;
    const rests = () => driver.inExtension(async () => (await chrome.storage.local.get('view')).view.resting);
    await until('it rests', rests, (is) => is, { within: 15_000 });
    // The end of its background is when Firefox says it again; once more it does so for a listener that is gone.
    for (const end of ['the first', 'the second', 'the third']) {
      await driver.killWorker();
      const startedAgain = await runsWithin(driver, STARTED_AGAIN_MS);
      if (end !== 'the first') expect(startedAgain, end).toBe(false);
    }
    await driver.untouchedFor(0);
    await driver.checkNow();
    await until('it does not rest', rests, (is) => !is, { within: 15_000 });
  });
});

/** Looks for so long whether the worker runs. */
async function runsWithin(driver: Driver, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  const look = async () => (await driver.workerRuns()) || Date.now() > end;
  await until('it runs, or not', look, (is) => is, { within: 2 * ms, every: 100 });
  return driver.workerRuns();
}

/** An open popup would be painted anew in the same process. */
async function rest(driver: Driver): Promise<void> {
  await (await driver.page('popup')).close();
  await (await driver.page('options')).close();
  await undisturbed(driver);
}

/** Over all requests that were seen so far. */
function expectCheap(extensionMs: number, costs: readonly Cost[]): void {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  const allowed = MS_PER_REQUEST * sum(({ requests }) => requests) + sum(({ noiseMs }) => noiseMs);
  expect(extensionMs, JSON.stringify(costs)).toBeLessThan(allowed);
}
