/** The situations whose verdicts are promised, each with what a person may see of it on the way. */
import { SOURCE_NAMES, type SourceMode, type SourceName } from '../lab/sources.ts';
import type { Truth } from '../lab/truth.ts';
import { type Expected, everywhere } from './reach.ts';
import type { World } from './world.ts';

/** Services that share neither owner nor cloud with any other here. */
export const ALONE = {
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

/** The family that fell together on the reference day. */
export const META_HOSTS = {
  whatsapp: 'web.whatsapp.com',
  instagram: 'www.instagram.com',
  facebook: 'www.facebook.com',
  messenger: 'www.messenger.com',
} as const;

/** They stand on one cloud, and belong to nobody together. */
export const CLOUD_HOSTS = {
  netflix: 'www.netflix.com',
  disneyplus: 'www.disneyplus.com',
  viber: 'www.viber.com',
  soundcloud: 'soundcloud.com',
} as const;

/** Where the lab's browsers stand, and around it. */
const EUROPE_AND_HERE = ['SA', 'DE', 'FR', 'GB', 'NL', 'PL', 'ES', 'IT', 'SE', 'FI', 'CH', 'AT', 'BE', 'IE'];

type Table = Readonly<Record<string, Expected>>;

/** Gives every service of a table the same fault and the same name for it. */
function together(
  hosts: Readonly<Record<string, string>>,
  truth: Partial<Truth>,
  ...verdicts: string[]
): Table {
  return Object.fromEntries(
    Object.entries(hosts).map(([id, host]) => [id, everywhere(host, truth, ...verdicts)]),
  );
}

export const META_GONE = together(META_HOSTS, { dns: 'servfail', routes: 0 }, 'bgp_withdrawn');
export const CLOUD_BROKEN = together(CLOUD_HOSTS, { status: 503 }, 'shared_provider');
export const REGIONAL: Table = {
  bilibili: {
    host: 'www.bilibili.com',
    truth: { status: 503, reach: EUROPE_AND_HERE },
    verdicts: ['regional', 'partial'],
    scopes: ['region', 'global'],
  },
};

/** Faults of the services themselves. */
export const THEIRS = {
  vk: everywhere(ALONE.vk, { dns: 'servfail' }, 'dns_authoritative'),
  hetzner: everywhere(ALONE.hetzner, { dns: 'bogus' }, 'dns_authoritative'),
  squarespace: everywhere(ALONE.squarespace, { status: 503, report: 'none' }, 'service_5xx'),
  imo: everywhere(ALONE.imo, { tcp: 'refused' }, 'service_down'),
  kakaotalk: everywhere(ALONE.kakaotalk, { tcp: 'silence' }, 'service_down'),
  zalo: everywhere(ALONE.zalo, { tls: 'expired' }, 'cert_server'),
} satisfies Table;

/** Faults of some readers, what is planned, and what status pages say. */
export const OTHERS = {
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
} satisfies Table;

/** Answers that say no. */
export const SOFT = { telegram: 403, baidu: 429, naver: 451 } as const;

/** How each source may be broken at once. */
export const SOURCES_DOWN: Readonly<Record<SourceName, SourceMode>> = {
  cloudflare: 'down',
  google: 'garbage',
  globalping: 'limited',
  ripestat: 'slow',
  feeds: 'garbage',
};

/** One mode for all, or for each its own. */
export type SourceModes = SourceMode | Readonly<Record<SourceName, SourceMode>>;

/** Puts the sources into these modes. */
export function setSources({ lab }: Pick<World, 'lab'>, modes: SourceModes): void {
  for (const source of SOURCE_NAMES) {
    lab.sources.set(source, typeof modes === 'string' ? modes : modes[source]);
  }
}

export const THREE_YEARS_MS = 3 * 365 * 86_400_000;
