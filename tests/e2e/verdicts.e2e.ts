/** What each kind of fault is called, in the lab, with no wrong side blamed on the way. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { untilAllWell } from './expectations.ts';
import { type Expected, everywhere, reachAll } from './reach.ts';
import { tellStory } from './story.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

/** Services that share neither owner nor cloud with any other here. */
const ALONE = {
  vk: 'vk.com',
  imo: 'imo.im',
  kakaotalk: 'accounts.kakao.com',
  zalo: 'chat.zalo.me',
  squarespace: 'www.squarespace.com',
  deezer: 'www.deezer.com',
  yahoo: 'www.yahoo.com',
  baidu: 'www.baidu.com',
  naver: 'www.naver.com',
  telegram: 'web.telegram.org',
  dailymotion: 'www.dailymotion.com',
  digitalocean: 'www.digitalocean.com',
  hetzner: 'www.hetzner.com',
} as const;
const WELL_ALL_ALONG = [
  'wordpresscom',
  'flyio',
  'archiveorg',
  'roblox',
  'proton',
  'watchit',
  'fawry',
  'tamara',
];

/** Faults of the services themselves. */
const THEIRS: Readonly<Record<string, Expected>> = {
  vk: everywhere(ALONE.vk, { dns: 'servfail' }, 'dns_authoritative'),
  hetzner: everywhere(ALONE.hetzner, { dns: 'bogus' }, 'dns_authoritative'),
  squarespace: everywhere(ALONE.squarespace, { status: 503, report: 'none' }, 'service_5xx'),
  imo: everywhere(ALONE.imo, { tcp: 'refused' }, 'service_down'),
  kakaotalk: everywhere(ALONE.kakaotalk, { tcp: 'silence' }, 'service_down'),
  zalo: everywhere(ALONE.zalo, { tls: 'expired' }, 'cert_server'),
};

/** Faults of some readers, answers that are no faults, and what status pages say. */
const OTHERS: Readonly<Record<string, Expected>> = {
  deezer: {
    host: ALONE.deezer,
    truth: { tcp: 'silence', reach: 'here' },
    verdicts: ['blocked_network', 'isp_path'],
    scopes: ['blocked', 'provider'],
  },
  yahoo: {
    host: ALONE.yahoo,
    truth: { dns: 'nxdomain', reach: 'here' },
    verdicts: ['blocked_network'],
    scopes: ['blocked'],
  },
  dailymotion: everywhere(
    ALONE.dailymotion,
    { status: 503, headers: { 'retry-after': '1800' }, report: 'maintenance' },
    'maintenance',
  ),
  digitalocean: everywhere(ALONE.digitalocean, { report: 'major' }, 'feature_down'),
};
const SOFT = { telegram: 403, baidu: 429, naver: 451 } as const;

describe.for(BROWSERS)('verdicts in %s', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: [...Object.keys(ALONE), ...WELL_ALL_ALONG],
    });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('what services do to everyone', () => reachAll(world, THEIRS));

  step('what is over is over', async () => {
    for (const host of Object.values(ALONE)) world.lab.set(host, null);
    await untilAllWell(world.driver, 170_000);
  });

  step('what only some see, what is planned, and what a status page admits', async () => {
    for (const [id, status] of Object.entries(SOFT)) {
      world.lab.set(ALONE[id as keyof typeof SOFT], { status });
    }
    await reachAll(world, OTHERS);
  });

  step('an answer that says no is never an outage', async () => {
    const { favourites } = await world.driver.popup();
    for (const id of Object.keys(SOFT)) {
      const seen = favourites.find(({ service }) => service === id);
      expect([id, seen?.health]).toEqual([id, expect.stringMatching(/^(up|blocked)$/)]);
      expect([id, seen?.scope]).toEqual([id, expect.stringMatching(/^(none|blocked)$/)]);
    }
  });

  step('what is well all along stays well', async () => {
    const { favourites } = await world.driver.popup();
    const blamed = favourites.filter(
      ({ service, health }) => WELL_ALL_ALONG.includes(service) && health !== 'up',
    );
    expect(blamed).toEqual([]);
  });
});
