/** The third parties of the simulated internet, answering in their own formats. */
import type { WireReply, WireRequest } from '@/utils/model';
import { answer, json, silence } from './answers';
import { ADDRESS, ADDRESS_PREFIX } from './cast';
import type { Places } from './scenario';

const RESOLVER_MS = 200;
const FEED_MS = 500;
const ROUTING_MS = 1_000;
const CREATE_MS = 150;
const LOOK_MS = 100;
/** A measurement is finished this long after it was created. */
const MEASURED_MS = 3_000;

/** A public resolver, in either dialect. */
export function resolverReply(request: WireRequest, outcome: string): WireReply {
  if (outcome === 'timeout') return silence(request);
  const url = new URL(request.url);
  const name = url.searchParams.get('name') ?? '';
  const google = url.hostname === '8.8.8.8' || url.hostname === 'dns.google';
  const status = { A: 0, SERVFAIL: 2, NXDOMAIN: 3 }[outcome] ?? 2;
  const question = [{ name: google ? `${name}.` : name, type: 1 }];
  const body: Record<string, unknown> = { Status: status, TC: false, RD: true, RA: true, AD: false, CD: false, Question: question };
  if (status === 0) body.Answer = [{ name: question[0]?.name, type: 1, TTL: 60, data: ADDRESS }];
  if (status === 2 && google) {
    body.Comment = 'Name servers refused query (lame delegation?).';
    body.extended_dns_errors = [{ info_code: 22, extra_text: 'No reachable authority' }];
  }
  if (status === 2 && !google) body.Comment = ['EDE(22): No Reachable Authority'];
  return json(request, body, RESOLVER_MS);
}

const INDICATOR: Readonly<Record<string, string>> = {
  none: 'none',
  minor: 'minor',
  major: 'major',
  critical: 'critical',
  maintenance: 'maintenance',
};
const COMPONENT: Readonly<Record<string, string>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
};

/** A Statuspage summary. */
export function feedReply(request: WireRequest, status: string, iso: string): WireReply {
  if (status === 'unreachable') return silence(request);
  const indicator = INDICATOR[status];
  if (indicator === undefined) {
    return answer(request, { status: 404, tookMs: FEED_MS, body: '<html>Not here</html>' });
  }
  const component = { id: 'c1', name: 'API', status: COMPONENT[status], group: false, group_id: null, only_show_if_degraded: false };
  const incident = {
    id: 'i1',
    name: 'Trouble',
    status: 'investigating',
    impact: indicator,
    created_at: iso,
    started_at: iso,
    updated_at: iso,
    resolved_at: null,
    shortlink: 'https://stspg.io/x',
    incident_updates: [{ id: 'u1', status: 'investigating', body: 'We are looking into it.', created_at: iso, updated_at: iso, display_at: iso }],
    components: [component],
  };
  const maintenance = { ...incident, status: 'in_progress', impact: 'maintenance', scheduled_for: iso, scheduled_until: iso };
  return json(
    request,
    {
      page: { id: 'p1', name: 'Scenario', url: request.url, time_zone: 'Etc/UTC', updated_at: iso },
      status: { indicator, description: status },
      components: [component],
      incidents: ['minor', 'major', 'critical'].includes(status) ? [incident] : [],
      scheduled_maintenances: status === 'maintenance' ? [maintenance] : [],
    },
    FEED_MS,
  );
}

const PEERS = 330;
const COLLECTORS = 22;

/** RIPEstat: looking glass, its size, and which network an address is in. */
export function routingReply(request: WireRequest, shareOf: (prefix: string) => number): WireReply {
  const url = new URL(request.url);
  const resource = url.searchParams.get('resource') ?? '';
  const envelope = (data: unknown) =>
    json(request, { status: 'ok', status_code: 200, messages: [], version: '2.1', data }, ROUTING_MS);
  if (url.pathname.includes('/looking-glass/')) return envelope({ rrcs: collectors(resource, shareOf(resource)) });
  if (url.pathname.includes('/routing-status/')) {
    const seen = { ris_peers_seeing: PEERS, total_ris_peers: PEERS };
    return envelope({ visibility: { v4: seen, v6: seen } });
  }
  if (url.pathname.includes('/whats-my-ip/')) return envelope({ ip: '5.156.1.7' });
  if (url.pathname.includes('/network-info/')) {
    return envelope(
      resource === ADDRESS ? { asns: ['64501'], prefix: ADDRESS_PREFIX } : { asns: ['25019'], prefix: '5.156.0.0/24' },
    );
  }
  const locations = [{ country: 'SA', city: 'Riyadh', covered_percentage: 100, resources: [resource] }];
  return envelope({ located_resources: [{ resource, locations }] });
}

function collectors(prefix: string, share: number): unknown[] {
  const peers = Math.round(PEERS * share);
  return Array.from({ length: COLLECTORS }, (_, index) => ({
    rrc: `RRC${String(index).padStart(2, '0')}`,
    location: 'Amsterdam, Netherlands',
    peers: Array.from({ length: Math.floor((peers + COLLECTORS - 1 - index) / COLLECTORS) }, (_, peer) => ({
      asn_origin: '64501',
      as_path: `${60_000 + peer} 64501`,
      prefix,
      peer: `192.0.2.${peer}`,
      latest_time: '2026-11-23T10:00:00',
    })),
  })).filter((collector) => collector.peers.length > 0);
}

interface Location {
  asn?: number;
  country?: string;
  continent?: string;
  limit?: number;
}

interface Measurement {
  createdAt: number;
  results: unknown[];
  target: string;
}

/** The worldwide probe network: measurements that take their time, with results by the truth when they were made. */
export class Vantages {
  private readonly measurements = new Map<string, Measurement>();

  create(request: WireRequest, now: number, truth: (target: string) => Places | null, random: () => number): WireReply {
    const body = JSON.parse(request.body ?? '{}') as { target: string; limit?: number; locations?: Location[] };
    const places = truth(body.target);
    if (places === null) return answer(request, { status: 503, tookMs: CREATE_MS, body: 'unavailable' });
    const asked = (body.locations ?? []).flatMap((one) => Array.from({ length: one.limit ?? 1 }, () => one));
    const id = `m${this.measurements.size}x${Math.floor(random() * 1e9)}`;
    this.measurements.set(id, { createdAt: now, target: body.target, results: resultsOf(asked, places, random) });
    return answer(request, {
      status: 202,
      tookMs: CREATE_MS,
      body: JSON.stringify({ id, probesCount: asked.length }),
      headers: { 'content-type': 'application/json', 'x-ratelimit-limit': '250', 'x-ratelimit-remaining': '190' },
    });
  }

  look(request: WireRequest, now: number): WireReply {
    const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const measurement = this.measurements.get(id);
    if (measurement === undefined) {
      return json(request, { error: { type: 'not_found', message: "Couldn't find it." } }, LOOK_MS, 404);
    }
    const done = now - measurement.createdAt >= MEASURED_MS;
    const created = new Date(measurement.createdAt).toISOString();
    const updated = new Date(Math.min(now, measurement.createdAt + MEASURED_MS)).toISOString();
    const results = done
      ? measurement.results
      : measurement.results.map((one) => ({ ...(one as object), result: { status: 'in-progress', rawOutput: '' } }));
    return json(
      request,
      {
        id,
        type: 'http',
        status: done ? 'finished' : 'in-progress',
        createdAt: created,
        updatedAt: updated,
        target: measurement.target,
        probesCount: results.length,
        results,
      },
      LOOK_MS,
    );
  }
}

const CITIES: Readonly<Record<string, readonly [string, string, string, number, number]>> = {
  EU: ['FR', 'Paris', 'EU', 48.86, 2.35],
  NA: ['US', 'Ashburn', 'NA', 39.04, -77.49],
  AS: ['JP', 'Tokyo', 'AS', 35.69, 139.69],
  SA: ['BR', 'Sao Paulo', 'SA', -23.55, -46.63],
  OC: ['AU', 'Sydney', 'OC', -33.87, 151.21],
  AF: ['ZA', 'Johannesburg', 'AF', -26.2, 28.05],
};
const HOME = ['SA', 'Riyadh', 'AS', 24.71, 46.67] as const;
const OWN_ASN = 25019;

function resultsOf(asked: readonly Location[], places: Places, random: () => number): unknown[] {
  const { own_country, own_isp, fail, n, kind } = places;
  const inCountry = { failing: own_country[0] - own_isp[0], of: own_country[1] - own_isp[1] };
  const far = { failing: fail - own_country[0], of: n - own_country[1] };
  const isp = { failing: own_isp[0], of: own_isp[1] };
  // Shares are kept in small samples: one offset for all places of a group.
  const offsets = new Map([far, inCountry, isp].map((group) => [group, random()]));
  const counters = new Map<object, number>();
  return asked.map((location) => {
    const group = location.asn === OWN_ASN ? isp : location.country === 'SA' ? inCountry : far;
    const index = counters.get(group) ?? 0;
    counters.set(group, index + 1);
    const share = group.of > 0 ? Math.max(0, Math.min(1, group.failing / group.of)) : fail / Math.max(1, n);
    const position = index + (offsets.get(group) ?? 0);
    const fails = Math.floor((position + 1) * share) > Math.floor(position * share);
    return { probe: probeOf(location), result: fails ? failing(kind) : finished(200) };
  });
}

function probeOf(location: Location): unknown {
  const near = location.asn === OWN_ASN || location.country === 'SA';
  const [country, city, continent, latitude, longitude] = near
    ? HOME
    : (CITIES[location.continent ?? 'EU'] ?? ['DE', 'Berlin', 'EU', 52.52, 13.4]);
  const asn = location.asn ?? (near ? 39386 : 16276);
  return { continent, region: 'somewhere', country, state: null, city, asn, latitude, longitude, network: 'A network', tags: ['eyeball-network'], resolvers: ['private'] };
}

function finished(statusCode: number, authorized = true): unknown {
  return {
    status: 'finished',
    resolvedAddress: ADDRESS,
    headers: {},
    rawHeaders: '',
    rawBody: '',
    rawOutput: '',
    truncated: false,
    statusCode,
    statusCodeName: 'x',
    timings: { total: 200, dns: 10, tcp: 50, tls: 60, firstByte: 80, download: 0 },
    tls: { authorized, ...(authorized ? {} : { error: 'certificate has expired' }), protocol: 'TLSv1.3' },
  };
}

const TEXT: Readonly<Record<string, { rawOutput: string; failureSource: string }>> = {
  timeout: { rawOutput: 'Request timeout.', failureSource: 'target' },
  dns: { rawOutput: 'queryA ESERVFAIL www.scenario.example.com', failureSource: 'resolver' },
  refused: { rawOutput: `connect ECONNREFUSED ${ADDRESS}:443`, failureSource: 'target' },
  reset: { rawOutput: 'read ECONNRESET', failureSource: 'target' },
};

function failing(kind: string | null): unknown {
  if (kind === 'http_5xx') return finished(503);
  if (kind === 'redirect') return finished(302);
  if (kind?.startsWith('http_')) return finished(Number(kind.slice(5)));
  if (kind === 'tls') return finished(200, false);
  const text = TEXT[kind ?? 'timeout'] ?? TEXT.timeout;
  return {
    status: 'failed',
    ...text,
    resolvedAddress: null,
    headers: {},
    rawHeaders: null,
    rawBody: null,
    truncated: false,
    statusCode: null,
    statusCodeName: null,
    timings: { total: null, dns: null, tcp: null, tls: null, firstByte: null, download: null },
    tls: null,
  };
}
