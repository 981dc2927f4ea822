/** Services that fall together or only for some, and addresses of one's own that nobody else may hear of. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { untilAllWell, untilSeen } from './expectations.ts';
import { reachAll } from './reach.ts';
import { CLOUD_BROKEN, CLOUD_HOSTS, META_GONE, META_HOSTS, REGIONAL } from './situations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const WELL_ALL_ALONG = ['wikipedia', 'github', 'google', 'proton', 'wordpresscom', 'archiveorg', 'roblox'];
const OWN = { url: 'https://wiki.example/', name: 'Our wiki' };
const PRIVATE = { url: 'http://printer.lan/', name: 'Printer' };

describe.for(BROWSERS)('falling together in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: [
        ...Object.keys(META_HOSTS),
        ...Object.keys(CLOUD_HOSTS),
        ...Object.keys(REGIONAL),
        ...WELL_ALL_ALONG,
      ],
    });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('the reference day, and errors in one part of the world', async () => {
    await reachAll(world, { ...META_GONE, ...REGIONAL });
  });

  step('all is well again', async () => {
    for (const host of [...Object.values(META_HOSTS), 'www.bilibili.com']) world.lab.set(host, null);
    await untilAllWell(world.driver, 170_000);
  });

  step('four services of one cloud', async () => {
    await reachAll(world, CLOUD_BROKEN);
    const { favourites } = await world.driver.popup();
    // What is said of all of them is said once, above their rows.
    const answer = await (await world.driver.page('popup')).$eval('.answer', (one) => one.textContent);
    expect(answer).toContain('They fail together and run on Amazon Web Services');
    for (const id of Object.keys(CLOUD_HOSTS)) {
      const one = favourites.find(({ service }) => service === id);
      expect([id, one?.health, one?.verdict]).toEqual([id, 'down', 'shared_provider']);
    }
    const blamed = favourites.filter(
      ({ service, health }) => WELL_ALL_ALONG.includes(service) && health !== 'up',
    );
    expect(blamed).toEqual([]);
  });

  step('of addresses of one’s own nobody hears', async () => {
    const { driver, faults, lab } = world;
    for (const host of Object.values(CLOUD_HOSTS)) lab.set(host, null);
    await world.importFavourites([OWN, PRIVATE, ...WELL_ALL_ALONG]);
    await untilAllWell(driver);
    lab.clearRequests();
    for (const host of ['wiki.example', 'printer.lan']) lab.set(host, { tcp: 'refused' });
    await driver.checkNow();
    await untilSeen(
      driver,
      'both are decided, or held undecided, after a burst',
      (_, { favourites }) =>
        ['wiki.example', 'printer.lan'].every((host) =>
          favourites.some(({ service, health }) => service === host && !['up', 'suspect'].includes(health)),
        ),
      170_000,
    );
    expect(faults.askedOfSources()).toEqual([]);
  });

  step('a source that was refused is not asked', async () => {
    const { driver, faults, lab } = world;
    const sources = { resolvers: true, providerReports: false, vantages: false, routing: false };
    await world.importFavourites(['whatsapp', ...WELL_ALL_ALONG], { sources });
    await untilAllWell(driver);
    lab.clearRequests();
    lab.set(META_HOSTS.whatsapp, { dns: 'servfail', routes: 0 });
    await driver.checkNow();
    await until(
      'it is decided with the resolvers alone',
      async () => (await driver.popup()).favourites.find(({ service }) => service === 'whatsapp')?.verdict,
      (verdict) => verdict === 'dns_authoritative',
      { within: 165_000 },
    );
    const hosts = new Set(faults.askedOfSources().map(({ host }) => host));
    expect(
      [...hosts].filter((host) => !['1.1.1.1', '8.8.8.8', 'cloudflare-dns.com', 'dns.google'].includes(host)),
    ).toEqual([]);
  });
});
