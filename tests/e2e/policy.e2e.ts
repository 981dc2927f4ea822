/** What an administrator set for the browser: lent favourites, and sources that are never asked. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { placeFile } from '../lab/own-files.ts';
import { geckoIdOf } from './browsers/extension-copy.ts';
import { requireBrowser } from './browsers/find-browser.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  storage: { local: { get(key: string): Promise<Record<string, unknown>> } };
};

const POLICY = {
  favourites: [{ id: 'github' }, { url: 'https://status.example/', name: 'Example' }],
  sources: { vantages: false, routing: false, resolvers: true },
};

const FILES = {
  firefox: () => join(dirname(realpathSync(requireBrowser('firefox'))), 'distribution/policies.json'),
  chromium: () =>
    basename(requireBrowser('chromium')).includes('chrome')
      ? '/etc/opt/chrome/policies/managed/faultline.json'
      : '/etc/chromium/policies/managed/faultline.json',
} as const;

describe.for(BROWSERS)('a policy in %s', (browser) => {
  const step = tellStory();
  const file = FILES[browser]();
  let world: World;

  const setPolicy = (id: string, policy: object | null) => {
    // Chromium goes on with what it had of an extension that is named no more.
    const rules = { [id]: policy ?? {} };
    const whole =
      browser === 'firefox'
        ? { policies: { '3rdparty': { Extensions: rules } } }
        : { '3rdparty': { extensions: rules } };
    placeFile(file, JSON.stringify(whole));
  };

  beforeAll(async () => {
    setPolicy(await geckoIdOf('.output/firefox-mv3'), browser === 'firefox' ? POLICY : null);
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', 'google', 'github'] });
  });
  afterAll(() => world?.close());

  const shown = async () => (await world.driver.popup()).favourites.map(({ service }) => service);
  const own = () =>
    world.driver.inExtension(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      return settings as { favourites: { id?: string; url?: string }[]; sources: object };
    });
  const switches = async () =>
    (await world.driver.page('options')).evaluate(() =>
      Object.fromEntries(
        ['resolvers', 'providerReports', 'vantages', 'routing'].map((name) => {
          const box = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
          return [name, `${box?.checked ? 'on' : 'off'}${box?.disabled ? ', locked' : ''}`];
        }),
      ),
    );

  step('adds favourites to the person’s own', async () => {
    const { driver } = world;
    // Its id is known only now, and what changes is followed at once.
    if (browser === 'chromium') setPolicy(driver.extensionId, POLICY);
    await until('all are watched', shown, (all) => all.includes('status.example') && all.includes('google'), {
      within: 30_000,
    });
    expect((await shown()).sort()).toEqual(['github', 'google', 'status.example', 'whatsapp']);
    // Lent, and never the person's own.
    expect((await own()).favourites).toEqual([{ id: 'whatsapp' }, { id: 'google' }, { id: 'github' }]);
  });

  step('locks what it forbids, says who did, and lets nobody remove what it gave', async () => {
    const page = await world.driver.page('options');
    await page.reload().catch(() => undefined);
    await until(
      'the switches are drawn',
      switches,
      (all) => all.vantages === 'off, locked' && all.routing === 'off, locked',
      { within: 10_000 },
    );
    expect(await switches()).toMatchObject({ resolvers: 'on', providerReports: 'on' });
    expect(await page.evaluate(() => document.body.textContent)).toContain('Set by your organisation');
    const removable = await page.$$eval('[data-favourite]', (all) =>
      all.map((one) => [
        one.getAttribute('data-favourite'),
        !one.querySelector<HTMLButtonElement>('button[aria-label*="Remove"]')?.disabled,
      ]),
    );
    expect(Object.fromEntries(removable)).toEqual({
      github: false,
      'status.example': false,
      whatsapp: true,
      google: true,
    });
  });

  step('keeps sources that it forbids from being asked in an outage', async () => {
    const { driver, faults, lab } = world;
    await faults.refuse('whatsapp');
    await driver.checkNow();
    await until(
      'it is on the badge',
      () => driver.badge(),
      (badge) => badge !== '',
      { within: 170_000 },
    );
    const hosts = new Set(lab.requests().map(({ host }) => host));
    expect([...hosts].filter((host) => /globalping|ripe\.net/.test(host))).toEqual([]);
  });

  step('leaves everything as it was when it ends', async () => {
    const { driver, faults } = world;
    await faults.heal('whatsapp');
    setPolicy(driver.extensionId, null);
    if (browser === 'firefox') await driver.restart();
    await until('what was lent is gone', shown, (all) => !all.includes('status.example'), { within: 30_000 });
    expect((await shown()).sort()).toEqual(['github', 'google', 'whatsapp']);
    await (await driver.page('options')).reload().catch(() => undefined);
    await until('the switches are free', switches, (all) => all.vantages === 'on' && all.routing === 'on', {
      within: 10_000,
    });
  });
});
