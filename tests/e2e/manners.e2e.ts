/** What the watched services and the sources get to see, and what a person never gets to see. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { SeenRequest } from '../lab/lab.ts';
import { untilAllWell } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const FAVOURITES = ['whatsapp', 'google', 'github', 'wikipedia', 'amazon', 'tiktok'];

describe.for(BROWSERS)('manners in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('nobody else is asked while all is well', async () => {
    const { driver, faults } = world;
    const before = faults.asked('github').length;
    for (const round of [1, 2, 3]) {
      await driver.checkNow();
      await until(
        'GitHub was asked',
        () => faults.asked('github').length,
        (count) => count >= before + round,
        {
          within: 30_000,
        },
      );
    }
    await untilAllWell(driver);
    expect(faults.askedOfSources()).toEqual([]);
  });

  step('no cookie, referrer or extension origin goes with a question', async () => {
    const { driver, faults } = world;
    const tab = await driver.openTab('https://github.com/');
    await until(
      'the page is open',
      () => tab.url(),
      (url) => url.startsWith('https://github.com'),
      {
        within: 15_000,
      },
    );
    await tab.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: the page sets it as any site would
      document.cookie = 'who=me; path=/; secure; samesite=none';
    });
    await tab.reload();
    const withCookie = faults.asked('github').filter(({ headers }) => headers.cookie !== undefined);
    expect(withCookie.length).toBeGreaterThan(0);

    // The open page may ask for its own icon at the same time.
    const probes = () =>
      faults.asked('github').filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
    const before = probes().length;
    await driver.checkNow();
    const asked = await until('GitHub was asked', probes, (all) => all.length > before, { within: 30_000 });
    const seen = asked.slice(before).map(({ headers }) => [headers.cookie, headers.referer]);
    expect(seen).toEqual(seen.map(() => [undefined, undefined]));
    expect(faults.all().filter(({ headers }) => headers.origin?.includes('extension'))).toEqual([]);
  });

  for (const status of [401, 407] as const) {
    step(`a ${status} answer raises no sign-in dialog`, async () => {
      const { driver, faults } = world;
      const before = faults.asked('github').length;
      await faults.askForPassword('github', status);
      await driver.checkNow();
      await until(
        'GitHub was asked',
        () => faults.asked('github').length,
        (count) => count > before,
        {
          within: 30_000,
        },
      );
      // The next answer is only read when no dialog holds the one before it.
      await driver.checkNow();
      await until(
        'GitHub was asked again',
        () => faults.asked('github').length,
        (count) => count > before + 1,
        {
          within: 30_000,
        },
      );
      // Chromium cannot tell; there an open dialog would have held the second question.
      expect([null, 0]).toContain(await driver.dialogs());
      expect(driver.desktop.shown).toEqual([]);
      await faults.heal('github');
      await untilAllWell(driver);
    });
  }

  step('every source is asked about a failure, and none learns who asks', async () => {
    const { driver, faults } = world;
    await faults.silence('whatsapp');
    await driver.checkNow();
    const missing = () => SOURCES.filter((source) => !faults.all().some((seen) => nameOf(seen) === source));
    await until('every source was asked', missing, (left) => left.length === 0, { within: 150_000 });
    const asked = faults.all().filter((seen) => SOURCES.includes(nameOf(seen)));
    const telling = asked.flatMap((seen) => {
      const { origin, cookie, referer } = seen.headers;
      const said = [origin, cookie, referer].filter((header) => header !== undefined);
      return said.length === 0 ? [] : [`${nameOf(seen)}: ${said}`];
    });
    expect([...new Set(telling)]).toEqual([]);
    expect(faults.all().filter(({ headers }) => headers.origin?.includes('extension'))).toEqual([]);
  });

  step('consent that is taken back in the browser switches the sources off', async () => {
    const { driver } = world;
    if (!(await driver.withdrawData())) return;
    await until(
      'every source is off',
      () =>
        driver.inExtension(async () => {
          const { settings } = await (globalThis as unknown as Extension).browser.storage.local.get(
            'settings',
          );
          return Object.values(settings?.sources ?? {}).filter(Boolean).length;
        }),
      (count) => count === 0,
      { within: 15_000 },
    );
  });
});

/** Everybody who is asked about WhatsApp when it is silent: both resolvers, places elsewhere, routes, its status page. */
const SOURCES = [
  'GET 1.1.1.1/dns-query',
  'GET 8.8.8.8/resolve',
  'POST api.globalping.io/v1/measurements',
  'GET api.globalping.io/v1/measurements',
  'GET stat.ripe.net/data',
  'GET metastatus.com/data/orgs.json',
];

function nameOf({ method, host, path }: SeenRequest): string {
  const start = `${method} ${host}${path}`;
  return SOURCES.find((source) => start.startsWith(source)) ?? start;
}

/** The part of Firefox's own interface that is used inside the extension. */
interface Extension {
  browser: {
    storage: { local: { get(key: string): Promise<{ settings?: { sources?: Record<string, boolean> } }> } };
  };
}
