/** What each kind of fault is called, in the lab, with no wrong side blamed on the way. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Truth } from '../lab/truth.ts';
import { favouriteIn } from './browsers/popup-reader.ts';
import { untilAllWell } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

/** From the first request that could fail; a browser's own DNS cache may hide a fault for a minute before. */
const VERDICT_WITHIN_MS = 90_000;
const CACHED_WITHIN_MS = VERDICT_WITHIN_MS + 75_000;

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

type Host = (typeof ALONE)[keyof typeof ALONE];

interface Expected {
  truth: Partial<Truth>;
  verdicts: readonly string[];
  /** Sides that may be named on the way; nothing but these and "not known". */
  scopes: readonly string[];
}

const everywhere = (truth: Partial<Truth>, ...verdicts: string[]): Expected => ({
  truth,
  verdicts,
  scopes: ['global'],
});

/** Faults of the services themselves. */
const THEIRS: Partial<Record<keyof typeof ALONE, Expected>> = {
  vk: everywhere({ dns: 'servfail' }, 'dns_authoritative'),
  hetzner: everywhere({ dns: 'bogus' }, 'dns_authoritative'),
  squarespace: everywhere({ status: 503, report: 'none' }, 'service_5xx'),
  imo: everywhere({ tcp: 'refused' }, 'service_down'),
  kakaotalk: everywhere({ tcp: 'silence' }, 'service_down'),
  zalo: everywhere({ tls: 'expired' }, 'cert_server'),
};

/** Faults of some readers, answers that are no faults, and what status pages say. */
const OTHERS: Partial<Record<keyof typeof ALONE, Expected>> = {
  deezer: {
    truth: { tcp: 'silence', reach: 'here' },
    verdicts: ['blocked_network', 'isp_path'],
    scopes: ['blocked', 'provider'],
  },
  yahoo: { truth: { dns: 'nxdomain', reach: 'here' }, verdicts: ['blocked_network'], scopes: ['blocked'] },
  dailymotion: everywhere(
    { status: 503, headers: { 'retry-after': '1800' }, report: 'maintenance' },
    'maintenance',
  ),
  digitalocean: everywhere({ report: 'major' }, 'feature_down'),
};
const SOFT: Partial<Record<keyof typeof ALONE, number>> = { telegram: 403, baidu: 429, naver: 451 };

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
    for (const [id, status] of Object.entries(SOFT)) world.lab.set(hostOf(id), { status });
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

function hostOf(id: string): Host {
  return ALONE[id as keyof typeof ALONE];
}

/** Sets every truth at once, and waits until each has its verdict; fails at a wrong side on the way. */
async function reachAll(world: World, table: Partial<Record<string, Expected>>): Promise<void> {
  const { driver, lab } = world;
  const wrong = new Set<string>();
  for (const [id, expected] of Object.entries(table)) lab.set(hostOf(id), expected?.truth ?? null);
  await driver.checkNow();
  await until(
    'every verdict is reached',
    async () => {
      const seen = await driver.popup();
      return Object.entries(table).map(([id, expected]) => {
        const favourite = favouriteIn(seen, id);
        const scope = favourite?.scope ?? '';
        if (!['none', 'unknown', ...(expected?.scopes ?? [])].includes(scope)) wrong.add(`${id}: ${scope}`);
        return `${id} ${favourite?.verdict}${expected?.verdicts.includes(favourite?.verdict ?? '') ? '' : ' …'}`;
      });
    },
    (all) => all.every((one) => !one.endsWith('…')),
    { within: CACHED_WITHIN_MS },
  );
  expect([...wrong]).toEqual([]);
}
