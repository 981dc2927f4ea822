/** The false-alarm year: a laptop's ordinary life through the product's own pipe, and every notice that nobody needed. */
import { controls } from '@/utils/catalogue/controls';
import type { Edges } from '@/utils/edges';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Wire, WireReply, WireRequest } from '@/utils/model';
import { gather } from '@/utils/probes/gather';
import { createTick } from '@/utils/tick';
import { controlReply, failure, probeReply } from './answers';
import { castOf } from './cast';
import { Clock, randomOf } from './clock';
import { type Blip, blipsOf, Calendar, DAY, lifeOf, type Span } from './life';
import { settingsOf } from './play';
import { feedReply, resolverReply, routingReply, Vantages } from './sources';

export interface YearOptions {
  seed: number;
  days: number;
  services: number;
  /** Share of requests that are lost. */
  loss: number;
  interval: number;
}

export interface Unwanted {
  cause: string;
  about: string;
  verdict: string;
}

const BEGIN = Date.UTC(2026, 0, 1);
const USUAL_MS = 180;
const CONTROL_MS = 60;
/** A notice this long after something went wrong is put down to it. */
const CAUSE_S = 900;

/** Lives the days once; gives every notice of an outage that was none, or that was over in twelve seconds. */
export async function liveYear(options: YearOptions): Promise<Unwanted[]> {
  const { days, services, loss, interval } = options;
  const random = randomOf(options.seed * 7_919 + Math.round(loss * 1e4));
  const clock = new Clock(BEGIN);
  const second = () => (clock.now - BEGIN) / 1_000;
  const spans = new Calendar<Span>(lifeOf(days, random));
  const blips = new Calendar<Blip>(blipsOf(services, days, random));
  const { all } = castOf(0, services - 1, interval);
  const indexOf = new Map(all.map((one, index) => [one.host, index]));
  const troubles = () => new Set(spans.at(second()).map((span) => span.what));
  const hasBlip = (index: number) => blips.at(second()).some((blip) => blip.service === index);
  const wire = wireOf({ clock, random, loss, troubles, hasBlip, indexOf });
  const unwanted: Unwanted[] = [];
  let state: State | null = null;
  let period = interval * 1_000;
  const keep = async (step: KeptStep) => {
    state = step.state;
    period = alarmPeriodOf(step.state, step.watched);
    for (const notice of step.notices) {
      if (notice.kind !== 'opened') continue;
      const index = all.findIndex((one) => notice.services.includes(one.id));
      const blip = blips.lately(second(), CAUSE_S, (one) => one.service === index);
      const span = spans.lately(second(), CAUSE_S, (one) => one.what !== 'asleep');
      const cause = blip !== undefined ? 'a real blip' : (span?.cause ?? 'random loss');
      unwanted.push({ cause, about: notice.about, verdict: notice.verdict.name });
    }
  };
  const edges: Edges = {
    now: () => clock.now,
    wait: (ms) => clock.wait(ms),
    random,
    online: () => !troubles().has('no-network'),
    local: () => null,
    resting: async () => null,
    resolve: () => [],
    gather: (ask) => gather(ask, wire),
    read: async () => ({ state, settings: settingsOf(interval), watched: all }),
    keep,
    controls: controls.map((control) => ({ ...control, id: control.target.id })),
    systemDns: false,
  };
  const tick = createTick(edges);
  const ring = () => {
    if (!troubles().has('asleep')) void tick({ wanted: [], seen: [] });
    clock.at(clock.now + period, ring);
  };
  clock.at(clock.now + random() * period, ring);
  await clock.play(BEGIN + days * DAY * 1_000);
  return unwanted;
}

interface Around {
  clock: Clock;
  random: () => number;
  loss: number;
  troubles: () => ReadonlySet<string>;
  hasBlip: (service: number) => boolean;
  indexOf: ReadonlyMap<string, number>;
}

function wireOf(around: Around): Wire {
  const vantages = new Vantages();
  return {
    now: () => around.clock.now,
    fetch: async (request) => {
      const reply = replyOf(request, around, vantages);
      await around.clock.wait(reply.tookMs);
      return reply;
    },
  };
}

function replyOf(request: WireRequest, around: Around, vantages: Vantages): WireReply {
  const url = new URL(request.url);
  const date = new Date(around.clock.now).toUTCString();
  const outcome = hereOutcome(url, around);
  if (outcome !== null) {
    const control = controlReply(request, outcome, CONTROL_MS, true, date);
    return (
      control ?? (outcome === 'portal' ? failure('tcp_reset', true) : serviceReply(request, outcome, date))
    );
  }
  if (url.pathname === '/dns-query' || url.pathname === '/resolve') return resolverReply(request, 'A');
  if (url.hostname === 'stat.ripe.net') return routingReply(request, around.clock.now, () => 1);
  if (url.hostname.startsWith('status.')) return feedReply(request, 'none', date);
  if (url.hostname === 'api.globalping.io') return vantageReply(request, around, vantages);
  const control = controlReply(request, 'ok', CONTROL_MS, true, date);
  const index = around.indexOf.get(url.hostname) ?? -1;
  return control ?? serviceReply(request, around.hasBlip(index) ? 'http_502' : 'ok', date);
}

/** What goes wrong on this side of the line with any request; null when it gets through. */
function hereOutcome({ hostname, protocol }: URL, { troubles, random, loss }: Around): string | null {
  const now = troubles();
  if (now.has('asleep')) return 'io_suspended';
  if (now.has('changing')) return 'net_changed';
  if (now.has('no-network')) return 'offline';
  if (now.has('portal')) return protocol === 'http:' ? 'portal' : 'timeout';
  if (now.has('dead-resolver') && !/^[\d.]+$/.test(hostname)) return 'dns_fail';
  return random() < loss ? 'timeout' : null;
}

function serviceReply(request: WireRequest, outcome: string, date: string): WireReply {
  return probeReply(request, outcome, { ttfb_ms: USUAL_MS }, true, date);
}

function vantageReply(request: WireRequest, around: Around, vantages: Vantages): WireReply {
  if (request.method !== 'POST') return vantages.look(request, around.clock.now);
  const truth = (host: string) => {
    const fail = around.hasBlip(around.indexOf.get(host) ?? -1) ? 6 : 0;
    return {
      fail,
      n: 6,
      own_country: [fail / 3, 2] as [number, number],
      own_isp: [fail / 6, 1] as [number, number],
      kind: fail > 0 ? 'http_5xx' : null,
    };
  };
  return vantages.create(request, around.clock.now, truth, around.random);
}
