/** Every situation of the bench of verdicts: what is broken, what must be said of it, and what may be seen before. */
import { type Expected, everywhere } from '../e2e/reach.ts';
import {
  ALONE,
  CLOUD_BROKEN,
  META_HOSTS,
  OTHERS,
  REGIONAL,
  SOFT,
  SOURCES_DOWN,
  type SourceModes,
  setSources,
  THEIRS,
  THREE_YEARS_MS,
} from '../e2e/situations.ts';
import type { World } from '../e2e/world.ts';
import { HOSTILE } from '../lab/hostile.ts';

export interface Promised {
  /** What each service that fails is called; all others must stay well. */
  services: Readonly<Record<string, Expected>>;
  /** The answer's headlines, and those that may be seen before beside "all up" and "cannot tell". */
  headlines: readonly string[];
  /** What the badge may say in the end. */
  badges: readonly string[];
  /** A fault of the reader's own, or of the sources, besides what the services are set to. */
  breaks?: (world: World) => void | Promise<void>;
  /** The browser may remember names, so that time counts from the last answer that it still got. */
  remembered?: true;
  /** Somebody clicks "check now", so that it is seen at once, and status pages are read. */
  clicked?: true;
  /** Watched for so long whatever is seen (s): doubt may turn into an answer after a burst. */
  watchedFor?: number;
}

/** Services that stay well, where the services of a situation are not all that is watched. */
export const WELL_ALL_ALONG = ['wordpresscom', 'archiveorg', 'roblox', 'tamara', 'watchit'];

const COUNTED = { headlines: ['not-just-you'] };
const QUIET = { headlines: ['all-up'], badges: [''] };
const HERE = { headlines: ['just-you'], badges: ['!'] };

const only = (id: string, expected: Expected) => ({ [id]: expected });
const theirs = (id: keyof typeof THEIRS): Promised => ({
  services: only(id, THEIRS[id]),
  ...COUNTED,
  badges: ['1'],
});
const gone = (truth: Expected['truth']) =>
  Object.fromEntries(
    Object.entries(META_HOSTS).map(([id, host]) => [id, everywhere(host, truth, 'bgp_withdrawn')]),
  );
const blocked = (truth: Expected['truth']): Promised => ({
  services: only('deezer', { ...OTHERS.deezer, truth: { ...truth, reach: 'here' } }),
  // "It is blocked here", or "it is your internet provider".
  headlines: ['just-you', 'your-area'],
  badges: ['!'],
});

/** What is said of every favourite where the fault is the reader's own. */
function own(verdict: string, scope: string, breaks: (world: World) => void | Promise<void>): Promised {
  const said = { truth: {}, verdicts: [verdict], scopes: [scope] };
  const hosts = Object.entries({ imo: ALONE.imo, deezer: ALONE.deezer, yahoo: ALONE.yahoo, vk: ALONE.vk });
  return {
    services: Object.fromEntries(hosts.map(([id, host]) => [id, { ...said, host }])),
    ...HERE,
    breaks,
  };
}

const SAYS_NO: Readonly<Record<keyof typeof SOFT, string>> = {
  telegram: 'access_denied',
  baidu: 'rate_limited',
  naver: 'geo_block',
};
const saysNo = Object.fromEntries(
  Object.entries(SAYS_NO).map(([id, verdict]) => {
    const status = SOFT[id as keyof typeof SOFT];
    const host = ALONE[id as keyof typeof SOFT];
    return [id, { host, truth: { status }, verdicts: [verdict], scopes: ['blocked'] }];
  }),
);

/** A service that refuses everyone while the sources are of no use: a guess, or none. */
const withoutSources = (modes: SourceModes): Promised => ({
  services: only('imo', { ...THEIRS.imo, verdicts: ['service_down', 'unknown'] }),
  headlines: ['not-just-you', 'cannot-tell'],
  badges: ['1', '', '?'],
  breaks: (world) => setSources(world, modes),
  clicked: true,
  watchedFor: 75,
});
const OTHERS_WELL = { cloudflare: 'ok', google: 'ok', ripestat: 'ok', feeds: 'ok' } as const;
const globalpingIs = (mode: 'slow' | 'unfinished' | 'thin' | 'lying'): Promised =>
  withoutSources({ ...OTHERS_WELL, globalping: mode });
const withHostile = Object.fromEntries(
  Object.keys(HOSTILE).map((mode) => [`sources are ${mode}`, withoutSources(mode as keyof typeof HOSTILE)]),
);

const refusedUnderGreen = (host: string) =>
  everywhere(host, { tcp: 'refused', report: 'none' }, 'service_down');

export const PROMISED: Readonly<Record<string, Promised>> = {
  'reference day by silence': {
    services: gone({ tcp: 'silence', dns: 'servfail', routes: 0.02 }),
    ...COUNTED,
    badges: ['4'],
  },
  'reference day by names': {
    services: gone({ dns: 'servfail', routes: 0 }),
    ...COUNTED,
    badges: ['4'],
    remembered: true,
  },
  'SERVFAIL everywhere': { ...theirs('vk'), remembered: true },
  'signatures broken everywhere': { ...theirs('hetzner'), remembered: true },
  '503 everywhere': theirs('squarespace'),
  'refused everywhere': theirs('imo'),
  'silence everywhere': theirs('kakaotalk'),
  'certificate expired': theirs('zalo'),
  '5xx for Europe and here': { services: REGIONAL, headlines: ['not-just-you', 'your-area'], badges: ['1'] },
  'silent only here': blocked({ tcp: 'silence' }),
  'refused only here': blocked({ tcp: 'refused' }),
  'reset only here': blocked({ tcp: 'reset' }),
  'name filtered': { services: only('yahoo', OTHERS.yahoo), ...HERE, remembered: true },
  'resolver dead': {
    ...own('local_dns', 'resolver', ({ lab }) => lab.network.setResolver('dead')),
    remembered: true,
  },
  'captive portal': own('captive_portal', 'network', ({ lab }) => lab.network.setPortal(true)),
  'clock three years off': own('clock_skew', 'device', ({ lab }) => lab.network.setClockSkew(THREE_YEARS_MS)),
  '403 and 429 and 451': { services: saysNo, headlines: ['just-you', 'all-up'], badges: [''] },
  'planned work': { services: only('dailymotion', OTHERS.dailymotion), ...QUIET },
  'one cloud': { services: CLOUD_BROKEN, ...COUNTED, badges: ['4'] },
  'green feeds while all that have one fail': {
    services: {
      squarespace: refusedUnderGreen(ALONE.squarespace),
      dailymotion: refusedUnderGreen(ALONE.dailymotion),
      digitalocean: refusedUnderGreen(ALONE.digitalocean),
    },
    ...COUNTED,
    badges: ['3'],
  },
  'red feed while all works': {
    services: only('digitalocean', OTHERS.digitalocean),
    ...QUIET,
    clicked: true,
  },
  'every source fails in a way of its own': withoutSources(SOURCES_DOWN),
  'silent only here while every source fails': {
    ...withoutSources(SOURCES_DOWN),
    services: only('deezer', { ...OTHERS.deezer, verdicts: ['unknown'], scopes: [] }),
    headlines: ['cannot-tell'],
    badges: ['', '?'],
  },
  'sources are lying': withoutSources('lying'),
  'sources are slow': withoutSources('slow'),
  ...withHostile,
  'places are slow to answer': globalpingIs('slow'),
  'places never finish': globalpingIs('unfinished'),
  'half of the places are offline': globalpingIs('thin'),
  'places lie and its own page admits it': {
    ...globalpingIs('lying'),
    services: only(
      'digitalocean',
      everywhere(
        ALONE.digitalocean,
        { tcp: 'refused', report: 'critical' },
        'service_down',
        'partial',
        'unknown',
      ),
    ),
  },
};
