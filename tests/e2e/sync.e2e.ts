/** Favourites and settings follow the person through the browser's account; another computer is played by its writes. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

interface Item {
  at: number;
  value?: unknown;
  place?: number;
}
type Parts = Record<string, Record<string, Item>>;

declare const chrome: {
  storage: Record<
    'local' | 'sync',
    {
      get(key: string | null): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
    }
  >;
};

const MANY = 300;

describe.for(BROWSERS)('two computers in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'none', favourites: ['whatsapp', 'google'] });
  });
  afterAll(() => world?.close());

  const account = () => world.driver.inExtension(() => chrome.storage.sync.get(null) as Promise<Parts>);
  const items = async () => Object.assign({}, ...Object.values(await account())) as Parts[string];
  /** What another computer of the person writes; it puts all into the first part. */
  const elsewhere = (news: Parts[string]) =>
    world.driver.inExtension(async (given) => {
      const { part0 } = await chrome.storage.sync.get('part0');
      await chrome.storage.sync.set({ part0: { ...(part0 as object), ...given } });
    }, news);
  const here = () =>
    world.driver.inExtension(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      return settings as { favourites: { id?: string }[]; badge: boolean; sync: boolean };
    });
  const favourites = async () => (await here()).favourites.map(({ id }) => id);
  const said = async () =>
    (await world.driver.page('options')).$$eval('[role="status"]', (all) =>
      all.map((one) => one.textContent).join(' '),
    );
  const inAccount = (what: string, wanted: (all: Parts[string]) => boolean) =>
    until(what, items, wanted, { within: 10_000, every: 200 });

  step('nothing is in the account before the person wants it, then favourites and settings are', async () => {
    const { driver } = world;
    expect(await account()).toEqual({});
    await (await driver.page('options')).locator('[name="sync"]').click();
    const all = await inAccount('the account has it', (one) => 'favourite:google' in one);
    expect(all['favourite:whatsapp']).toMatchObject({ value: { id: 'whatsapp' }, place: 0 });
    expect(all['setting:badge']).toMatchObject({ value: true });
    // Whether a browser syncs, and its pause, are its own.
    expect(Object.keys(all).filter((name) => /sync|paused/.test(name))).toEqual([]);
    await until('it is said', said, (text) => /follow you/.test(text), { within: 5_000 });
  });

  step(
    'what another computer adds, changes and takes away is followed, also by a worker that slept',
    async () => {
      const { driver } = world;
      await driver.killWorker();
      const at = Date.now();
      await elsewhere({
        'favourite:github': { at, value: { id: 'github' }, place: 2 },
        'favourite:google': { at },
        'setting:badge': { at, value: false },
        'setting:quietHours': { at, value: 'never' },
      });
      await until('it is here', favourites, (all) => all.join() === 'whatsapp,github', { within: 10_000 });
      expect(await here()).toMatchObject({ badge: false, sync: true, quietHours: null });
      const popup = await until(
        'it is watched',
        () => driver.popup(),
        (seen) => seen.favourites.some(({ service, health }) => service === 'github' && health === 'up'),
        { within: 30_000 },
      );
      expect(popup.favourites.map(({ service }) => service).sort()).toEqual(['github', 'whatsapp']);
    },
  );

  step('what changes here goes there, and nothing old comes back', async () => {
    const { driver } = world;
    await elsewhere({ 'favourite:whatsapp': { at: 1, value: { id: 'whatsapp', notify: false }, place: 0 } });
    const page = await driver.page('options');
    await page.locator('[data-favourite="github"] button[aria-label*="Remove"]').click();
    const all = await inAccount('the account knows', (one) => one['favourite:github']?.value === undefined);
    expect(all['favourite:whatsapp']).toMatchObject({ value: { id: 'whatsapp' }, place: 0 });
    expect(all['favourite:whatsapp']?.at).toBeGreaterThan(1);
    expect(await favourites()).toEqual(['whatsapp']);
  });

  step('a part that another computer spoilt loses only what is in it', async () => {
    const { driver } = world;
    await driver.inExtension(() => chrome.storage.sync.set({ part0: 'spoilt', part9: { also: 7 } }));
    await inAccount('the account is whole again', (one) => one['favourite:whatsapp']?.value !== undefined);
    expect(await favourites()).toEqual(['whatsapp']);
  });

  step('what is in many parts arrives whole', async () => {
    const { driver } = world;
    const at = Date.now();
    const long = (index: number) => ({
      url: `https://well-${index}.example/${'path/'.repeat(20)}`,
      name: `Number ${index}`,
      notify: false,
    });
    // Nobody asks three hundred sites for this.
    await driver.inExtension(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      const pausedUntil = Date.now() + 3_600_000;
      await chrome.storage.local.set({ settings: { ...(settings as object), pausedUntil } });
    });
    const news = Array.from({ length: MANY / 2 }, (_, index) => {
      const value = long(index);
      return [`favourite:${value.url}`, { at, value, place: index + 1 }] as const;
    });
    for (let part = 0; part < 15; part += 1) {
      await driver.inExtension(
        (key, given) => chrome.storage.sync.set({ [key]: given }),
        `part${part + 20}`,
        Object.fromEntries(news.slice(part * 10, part * 10 + 10)),
      );
    }
    await until('all are here', favourites, (all) => all.length === MANY / 2 + 1, { within: 30_000 });
    // Under what one item of the account may take.
    for (const part of Object.values(await account()))
      expect(JSON.stringify(part).length).toBeLessThan(8_192);
  });

  step('more than the account takes is said, and nothing is lost here or there', async () => {
    const { driver } = world;
    const before = Object.keys(await items()).length;
    await driver.inExtension(async (count) => {
      const { settings } = await chrome.storage.local.get('settings');
      const { favourites: own } = settings as { favourites: object[] };
      const more = Array.from({ length: count }, (_, index) => ({
        url: `https://more-${index}.example/${'path/'.repeat(60)}`,
        name: `More ${index}`,
      }));
      await chrome.storage.local.set({
        settings: { ...(settings as object), favourites: [...own, ...more] },
      });
    }, MANY);
    await until('it is said', said, (text) => /room|full|fit/i.test(text), { within: 20_000 });
    expect(await favourites()).toHaveLength(MANY / 2 + 1 + MANY);
    expect(Object.keys(await items())).toHaveLength(before);
  });

  step('the copy in the account goes before anything is seen to go, and does not come back', async () => {
    const { driver } = world;
    const page = await driver.page('options');
    await page.reload().catch(() => undefined);
    await page.locator('[data-action="reset"]').click();
    await page.locator('[name="everywhere"]').click();
    await page.locator('[data-action="wipe"]').click();
    await page.waitForFunction(() => document.querySelectorAll('[data-favourite]').length === 0, {
      timeout: 30_000,
      polling: 20,
    });
    // Somebody who closes the page as soon as it looks done.
    await page.close();
    await until('the account is empty', account, (all) => Object.keys(all).length === 0, { within: 5_000 });
    await driver.killWorker();
    await driver.inExtension(() => chrome.storage.sync.set({ nothing: 0 }));
    await driver.checkNow();
    expect(Object.keys(await account())).toEqual(['nothing']);
    expect((await here())?.favourites ?? []).toEqual([]);
  });
});
