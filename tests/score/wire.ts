/** The simulated network between the product and a scenario: each request answered by the truth of its moment. */
import type { Wire, WireReply, WireRequest } from '@/utils/model';
import { answer, controlReply, probeReply, silence } from './answers';
import { ADDRESS_PREFIX, hostOf, type Peer, SERVICE } from './cast';
import type { Clock } from './clock';
import { draw, type Mixable, type Places, type Signals } from './scenario';
import { feedReply, resolverReply, routingReply, Vantages } from './sources';

export interface WireOptions {
  clock: Clock;
  random: () => number;
  /** Signals now. */
  signals: () => Signals;
  peers: readonly Peer[];
  /** Optional sources are unavailable with this probability at each asking. */
  drop: number;
  codes: boolean;
}

const CONTROL_MS = 60;
const USUAL_MS = 180;
const NAMED: Readonly<Record<string, 'g' | 'cf' | 'moz' | 'http'>> = {
  'www.gstatic.com': 'g',
  '1.1.1.1': 'cf',
  'captive.apple.com': 'moz',
  'detectportal.firefox.com': 'http',
};
const RESOLVER_OF: Readonly<Record<string, string>> = {
  '1.1.1.1': 'cf',
  'cloudflare-dns.com': 'cf',
  '8.8.8.8': 'google',
  'dns.google': 'google',
};

/** Makes the wire of one play. */
export function wireOf(options: WireOptions): Wire {
  const { clock } = options;
  const vantages = new Vantages();
  return {
    now: () => clock.now,
    fetch: async (request) => {
      const reply = replyOf(request, options, vantages);
      await clock.wait(reply.tookMs);
      return reply;
    },
  };
}

function replyOf(request: WireRequest, options: WireOptions, vantages: Vantages): WireReply {
  const url = new URL(request.url);
  const signals = options.signals();
  const date = new Date(options.clock.now - signals.ctx.clock_skew * 1_000).toUTCString();
  if (url.pathname === '/dns-query' || url.pathname === '/resolve') {
    if (isDropped(options)) return unavailable(request);
    return resolverReply(request, resolverTruth(url, signals, options.peers));
  }
  const control = controlReply(
    request,
    controlTruth(url.hostname, signals, options),
    controlMs(signals),
    options.codes,
    date,
  );
  if (control !== null) return control;
  if (url.hostname === 'api.globalping.io') return vantageReply(request, options, vantages, signals);
  if (url.hostname === 'stat.ripe.net') {
    if (isDropped(options) || signals.bgp === null) return unavailable(request);
    const { bgp } = signals;
    return routingReply(request, options.clock.now, (prefix) => (prefix === ADDRESS_PREFIX ? bgp.a : bgp.ns));
  }
  if (url.hostname.startsWith('status.')) {
    if (isDropped(options)) return unavailable(request);
    return feedReply(request, signals.status, new Date(options.clock.now).toISOString());
  }
  const paced = { ...signals, ttfb_ms: paceOf(url.hostname, signals, options) };
  return probeReply(request, serviceTruth(url.hostname, signals, options), paced, options.codes, date);
}

function isDropped({ drop, random }: WireOptions): boolean {
  return drop > 0 && random() < drop;
}

function unavailable(request: WireRequest): WireReply {
  return answer(request, { status: 503, tookMs: 300, body: 'unavailable' });
}

function controlMs(signals: Signals): number {
  return signals.canary_slow === true ? signals.ttfb_ms : CONTROL_MS;
}

const BAD = (outcome: string) => outcome !== 'ok';

/** A control that the scenario does not name is like the worse of two others if both fail. */
function controlTruth(host: string, signals: Signals, { random }: WireOptions): string {
  const { canary } = signals;
  const one = (value: Mixable) => draw(value, random);
  const named = NAMED[host];
  if (named !== undefined) return one(canary[named]);
  const g = one(canary.g);
  const moz = one(canary.moz);
  return BAD(g) && BAD(moz) ? moz : 'ok';
}

/** Failing peers fail as the service does; the others answer at their usual pace. */
function serviceTruth(host: string, signals: Signals, { peers, random }: WireOptions): string {
  if (host === hostOf(SERVICE) || isFailingPeer(host, signals, peers)) return draw(signals.svc, random);
  return 'ok';
}

/** A slow service slows nobody else down; a slow line slows down everybody. */
function paceOf(host: string, signals: Signals, { peers }: WireOptions): number {
  const concerned = host === hostOf(SERVICE) || isFailingPeer(host, signals, peers);
  return concerned || signals.canary_slow === true ? signals.ttfb_ms : USUAL_MS;
}

function isFailingPeer(host: string, signals: Signals, peers: readonly Peer[]): boolean {
  const peer = peers.find((one) => one.watched.host === host);
  return peer !== undefined && peer.index < signals.peers[peer.group][0];
}

function resolverTruth(url: URL, signals: Signals, peers: readonly Peer[]): string {
  const which = RESOLVER_OF[url.hostname] ?? 'cf';
  const said = signals.doh[which] ?? 'A';
  // A resolver that cannot be reached at all is out for every name.
  if (said === 'timeout') return said;
  const name = url.searchParams.get('name') ?? '';
  return name === hostOf(SERVICE) || isFailingPeer(name, signals, peers) ? said : 'A';
}

function vantageReply(
  request: WireRequest,
  options: WireOptions,
  vantages: Vantages,
  signals: Signals,
): WireReply {
  const { clock, random } = options;
  if (request.method !== 'POST') return vantages.look(request, clock.now);
  if (isDropped(options)) return unavailable(request);
  if (signals.gp === null) return silence(request);
  const fine: Places = { fail: 0, n: 6, own_country: [0, 2], own_isp: [0, 1], kind: null };
  const truth = (target: string) =>
    target === hostOf(SERVICE) || isFailingPeer(target, signals, options.peers) ? signals.gp : fine;
  return vantages.create(request, clock.now, truth, random);
}
