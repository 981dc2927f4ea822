/** Settings that the disk does not give: no page takes defaults for them, nothing is written over them, and it is said. */
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { PageName } from './browsers/driver.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  storage: { local: { get(key: string): Promise<Record<string, unknown>> } };
};

/** What the browsers keep settings in, by the end of its path. */
const KEPT_IN = {
  chromium: /Local Extension Settings\/[a-p]{32}$/,
  firefox: /wleabcEoxlt-eengsairo\.sqlite(-wal)?$/,
};

describe.for(BROWSERS)('settings that cannot be read in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let kept: string[] = [];
  let before: unknown;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'none', favourites: ['whatsapp', 'google'] });
  });
  afterAll(() => world?.close());

  const settings = () =>
    world.driver.inExtension(async () => (await chrome.storage.local.get('settings')).settings);
  const said = async (name: PageName) =>
    (await world.driver.page(name)).$$eval('[role="alert"]', (all) =>
      all.map((one) => one.textContent).join(' '),
    );
  const ids = async () =>
    (await world.driver.page('options')).$$eval('[data-favourite]', (all) =>
      all.map((one) => one.getAttribute('data-favourite')),
    );

  step('are said to be so on every page that changes them, and nothing can be changed', async () => {
    const { driver } = world;
    before = await until('they are kept', settings, (all) => all !== undefined, { within: 10_000 });
    await driver.crash();
    kept = readdirSync(driver.profile, { recursive: true, withFileTypes: true })
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => KEPT_IN[browser].test(path));
    for (const path of kept) cpSync(path, `${path}-aside`, { recursive: true });
    // No folder, where Chromium has one, and no database, where Firefox has one.
    for (const path of kept.filter((one) => !one.endsWith('-wal'))) {
      rmSync(path, { recursive: true });
      writeFileSync(path, 'x'.repeat(100_000));
    }
    await driver.restart();
    for (const name of ['options', 'welcome', 'dashboard'] as const) {
      await until(
        `${name} says so`,
        () => said(name),
        (text) => /cannot be opened right now/.test(text),
        {
          within: 20_000,
        },
      );
      expect(await (await driver.page(name)).$$eval('input, select, button', (all) => all.length)).toBe(0);
    }
    expect(await driver.badge()).toBe('');
  });

  step('are as they were once they can be read', async () => {
    const { driver } = world;
    await driver.crash();
    for (const path of kept) {
      rmSync(path, { recursive: true, force: true });
      renameSync(`${path}-aside`, path);
    }
    await driver.restart();
    await until('they are drawn', ids, (all) => all.length > 0, { within: 20_000 });
    expect(await ids()).toEqual(['whatsapp', 'google']);
    expect(await settings()).toEqual(before);
  });
});
