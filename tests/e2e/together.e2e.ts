/** Services that fall together or only for some, and addresses of one's own that nobody else may hear of. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { untilAllWell, untilSeen } from './expectations.ts';
import { everywhere, reachAll } from './reach.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const META = {
  whatsapp: 'web.whatsapp.com',
  instagram: 'www.instagram.com',
  facebook: 'www.facebook.com',
  messenger: 'www.messenger.com',
} as const;
/** They stand on one cloud, and belong to nobody together. */
const CLOUD = {
  netflix: 'www.netflix.com',
  disneyplus: 'www.disneyplus.com',
  viber: 'www.viber.com',
  soundcloud: 'soundcloud.com',
} as const;
const REGIONAL = 'bilibili';
const WELL_ALL_ALONG = ['wikipedia', 'github', 'google', 'proton', 'wordpresscom', 'archiveorg', 'roblox'];
/** Where the lab's browsers stand, and around it. */
const EUROPE_AND_HERE = ['SA', 'DE', 'FR', 'GB', 'NL', 'PL', 'ES', 'IT', 'SE', 'FI', 'CH', 'AT', 'BE', 'IE'];
const OWN = { url: 'https://wiki.example/', name: 'Our wiki' };
const PRIVATE = { url: 'http://printer.lan/', name: 'Printer' };

describe.for(BROWSERS)('falling together in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: [...Object.keys(META), ...Object.keys(CLOUD), REGIONAL, ...WELL_ALL_ALONG],
    });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('the reference day, and errors in one part of the world', async () => {
    const gone = Object.entries(META).map(([id, host]) => [
      id,
      everywhere(host, { dns: 'servfail', routes: 0 }, 'bgp_withdrawn'),
    ]);
    const regional = {
      host: 'www.bilibili.com',
      truth: { status: 503, reach: EUROPE_AND_HERE },
      verdicts: ['regional', 'partial'],
      scopes: ['region', 'global'],
    };
    await reachAll(world, { ...Object.fromEntries(gone), [REGIONAL]: regional });
  });

  step('all is well again', async () => {
    for (const host of [...Object.values(META), 'www.bilibili.com']) world.lab.set(host, null);
    await untilAllWell(world.driver, 170_000);
  });

  step('four services of one cloud', async () => {
    const broken = Object.entries(CLOUD).map(([id, host]) => [
      id,
      everywhere(host, { status: 503 }, 'shared_provider'),
    ]);
    await reachAll(world, Object.fromEntries(broken));
    const { favourites } = await world.driver.popup();
    for (const one of favourites.filter(({ service }) => service in CLOUD)) {
      expect(one.text).toContain('They fail together and run on Amazon Web Services');
    }
    const blamed = favourites.filter(
      ({ service, health }) => WELL_ALL_ALONG.includes(service) && health !== 'up',
    );
    expect(blamed).toEqual([]);
  });

  step('of addresses of one’s own nobody hears', async () => {
    const { driver, faults, lab } = world;
    for (const host of Object.values(CLOUD)) lab.set(host, null);
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
    lab.set(META.whatsapp, { dns: 'servfail', routes: 0 });
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
