/** The third parties of the lab, in their own formats, saying what is true elsewhere. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { countryOf, type Location, Measurements, placesIn } from '../sources/globalping.ts';
import { type NameTruth, resolverJson } from '../sources/resolver.ts';
import { ripestatJson } from '../sources/ripestat.ts';
import { type Feeds, feedBody } from './feeds.ts';
import { HOSTILE, type HostileMode, isHostile } from './hostile.ts';
import { faultElsewhere, showsFrom, type Truth } from './truth.ts';

export const SOURCE_NAMES = ['cloudflare', 'google', 'globalping', 'ripestat', 'feeds'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];
/** Slow: after twenty seconds. Unfinished: measurements that never end. Thin: half of the places are not there. */
export type SourceMode = 'ok' | 'slow' | 'lying' | 'unfinished' | 'thin' | HostileMode;

const RESOLVERS: Readonly<Record<string, SourceName>> = {
  '1.1.1.1': 'cloudflare',
  'cloudflare-dns.com': 'cloudflare',
  '8.8.8.8': 'google',
  'dns.google': 'google',
};
const RESOLVER_PATHS = ['/dns-query', '/resolve'];
const SLOW_MS = 20_000;
const MEASURED_MS = 1_000;

const SAID: Readonly<Record<Truth['dns'], NameTruth>> = {
  ok: 'A',
  hijack: 'A',
  nxdomain: 'NXDOMAIN',
  servfail: 'SERVFAIL',
  silence: 'SERVFAIL',
  bogus: 'BOGUS',
};
const SHARED = { 'access-control-allow-origin': '*' };
const EXPOSED =
  'ETag, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Consumed, X-RateLimit-Remaining, X-RateLimit-Reset';
const PREFLIGHT = {
  'access-control-allow-headers': 'Authorization, Content-Type',
  'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
};
/** Status pages of these kinds let every site read them; the others send no such header, or are not known to. */
const SHARED_FEEDS = ['statuspage', 'incidentio', 'aws'];

/** All sources of one lab. */
export class Sources {
  private readonly modes = new Map<SourceName, SourceMode>();
  private readonly measurements = new Measurements(MEASURED_MS);
  private readonly truthOf: (host: string) => Truth;
  private readonly feeds: Feeds;
  private count = 0;

  constructor(truthOf: (host: string) => Truth, feeds: Feeds) {
    this.truthOf = truthOf;
    this.feeds = feeds;
  }

  set(source: SourceName, mode: SourceMode): void {
    this.modes.set(source, mode);
  }

  /** Answers if the request is to a source; false when it is not. */
  async answer(request: IncomingMessage, response: ServerResponse, host: string): Promise<boolean> {
    const url = new URL(request.url ?? '/', `https://${host}`);
    const source = sourceOf(url) ?? (this.feeds.at(url) === null ? null : 'feeds');
    if (source === null) return false;
    const mode = this.modes.get(source) ?? 'ok';
    const cors = this.corsOf(source, url);
    if (mode === 'slow') await new Promise((done) => setTimeout(done, SLOW_MS));
    if (isHostile(mode)) HOSTILE[mode](response, cors);
    else await this.say(request, response, url, source, mode);
    return true;
  }

  /** Who may read the answer without leave of the browser, as each says in reality. */
  private corsOf(source: SourceName, url: URL): Record<string, string> {
    if (source === 'globalping') return { ...SHARED, 'access-control-expose-headers': EXPOSED };
    if (source !== 'feeds') return SHARED;
    return SHARED_FEEDS.includes(this.feeds.at(url)?.kind ?? '') ? SHARED : {};
  }

  private async say(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    source: SourceName,
    mode: SourceMode,
  ): Promise<void> {
    const lying = mode === 'lying';
    const cors = this.corsOf(source, url);
    if (request.method === 'OPTIONS') {
      const preflight = source === 'globalping' ? PREFLIGHT : {};
      response.writeHead(204, { ...cors, ...preflight }).end();
      return;
    }
    if (source === 'feeds') {
      const feed = this.feeds.at(url);
      const truth = feed === null ? null : this.truthOf(feed.host);
      if (feed === null || truth === null || truth.report === 'unreachable') {
        response.writeHead(503, cors).end();
        return;
      }
      const { body, type } = feedBody(feed, lying ? { ...truth, report: 'critical' } : truth);
      response.writeHead(200, { ...cors, 'content-type': type }).end(body);
      return;
    }
    if (source === 'globalping') return this.globalping(request, response, url, mode);
    const json = source === 'ripestat' ? this.ripestat(url, lying) : this.resolver(url, lying);
    if (json === null) return;
    response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  /** Null: it never answers. */
  private resolver(url: URL, lying: boolean): unknown {
    const name = url.searchParams.get('name') ?? '';
    const truth = this.truthOf(name);
    const fault = truth.reach === 'here' ? 'ok' : truth.dns;
    const said = SAID[fault];
    return resolverJson(url, lying ? (said === 'A' ? 'SERVFAIL' : 'A') : said, '31.13.65.3');
  }

  private ripestat(url: URL, lying: boolean): unknown {
    const shares = [...this.feeds.hosts()].map((host) => this.truthOf(host).routes);
    const share = Math.min(1, ...shares);
    return ripestatJson(url, {
      ownAddress: '5.156.1.7',
      now: Date.now(),
      shareOf: () => (lying ? 1 - share : share),
      networkOf: () => ({ asns: ['25019'], prefix: '5.156.0.0/24' }),
    });
  }

  private async globalping(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    mode: SourceMode,
  ): Promise<void> {
    const headers = {
      ...this.corsOf('globalping', url),
      'content-type': 'application/json',
      'x-ratelimit-limit': '250',
      'x-ratelimit-remaining': '200',
    };
    if (request.method !== 'POST') {
      const id = url.pathname.split('/').at(-1) ?? '';
      const now = mode === 'unfinished' ? 0 : Date.now();
      const found = this.measurements.look(id, now);
      response.writeHead(found === null ? 404 : 200, headers).end(JSON.stringify(found ?? {}));
      return;
    }
    const body = JSON.parse(await textOf(request)) as { target: string; locations?: Location[] };
    const places = placesIn(body);
    const truth = this.truthOf(body.target);
    const fault = faultElsewhere(truth);
    const fails = places.map((place, index) => {
      if (mode === 'thin' && index % 2 === 0) return 'offline';
      const failing = fault !== null && showsFrom(truth, countryOf(place));
      return failing !== (mode === 'lying') ? (fault ?? 'timeout') : null;
    });
    this.count += 1;
    const created = this.measurements.create(`lab${this.count}`, Date.now(), body.target, places, fails);
    response.writeHead(202, headers).end(JSON.stringify(created));
  }
}

function sourceOf(url: URL): SourceName | null {
  if (url.hostname === 'api.globalping.io') return 'globalping';
  if (url.hostname === 'stat.ripe.net') return 'ripestat';
  const resolver = RESOLVERS[url.hostname];
  return resolver !== undefined && RESOLVER_PATHS.includes(url.pathname) ? resolver : null;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
