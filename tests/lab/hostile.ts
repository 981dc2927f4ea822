/** Answers that no source should give: what a reader of it must take without harm, and make nothing of. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

type Headers = Readonly<Record<string, string>>;
type Hostile = (response: ServerResponse, headers: Headers) => void;

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const PAGE = '<!doctype html><title>Moved</title><p>This page has moved.</p>';
const MEGABYTE = 1_000_000;
const GARBAGE = 'x'.repeat(2 * MEGABYTE);
/** A hundred megabytes of nothing in a hundred kilobytes. */
const BOMB = gzipSync(Buffer.alloc(100 * MEGABYTE));
const DEEP = '['.repeat(MEGABYTE / 10);
/** Every member that some source has, each of another type than it should be. */
const ODD = JSON.stringify({
  id: {},
  status: [],
  results: 'none',
  components: null,
  incidents: [null, 7, 'x'],
  scheduled_maintenances: {},
  Status: '0',
  Answer: [{ type: 'A' }],
  data: { rrcs: [{ rrc: 1, peers: {} }], ip: 4, asns: null },
});
const TRICKLE_MS = 500;

const json =
  (body: string): Hostile =>
  (response, headers) =>
    response.writeHead(200, { ...headers, ...JSON_TYPE }).end(body);

export const HOSTILE = {
  down: (response, headers) => response.writeHead(503, headers).end('unavailable'),
  limited: (response, headers) => response.writeHead(429, { ...headers, 'retry-after': '60' }).end('{}'),
  garbage: json(GARBAGE),
  html: (response, headers) => response.writeHead(200, { ...headers, ...HTML_TYPE }).end(PAGE),
  moved: (response, headers) =>
    response.writeHead(302, { ...headers, location: 'https://login.elsewhere.example/' }).end(),
  bomb: (response, headers) =>
    response.writeHead(200, { ...headers, ...JSON_TYPE, 'content-encoding': 'gzip' }).end(BOMB),
  deep: json(DEEP),
  odd: json(ODD),
  empty: json(''),
  cut: (response, headers) => {
    response.writeHead(200, { ...headers, ...JSON_TYPE, 'content-length': '5000' });
    response.write('{"status":');
    response.socket?.destroySoon();
  },
  silent: () => {},
  reset: (response) => response.socket?.resetAndDestroy(),
  trickle: (response, headers) => {
    response.writeHead(200, { ...headers, ...JSON_TYPE });
    const timer = setInterval(() => response.write(' '), TRICKLE_MS);
    response.on('close', () => clearInterval(timer));
  },
} satisfies Readonly<Record<string, Hostile>>;

export type HostileMode = keyof typeof HOSTILE;

/** Tells whether a way of answering is a hostile one. */
export function isHostile(mode: string): mode is HostileMode {
  return Object.hasOwn(HOSTILE, mode);
}
