/** Reads a case: a situation in shorthand, made into evidence as the pipe would hand it to diagnosis. */

import type { Case } from '@/utils/diagnosis/case';
import { isBad } from '@/utils/diagnosis/symptom';
import { runOf } from '@/utils/incidents/samples';
import type {
  ControlAnswer,
  ErrorType,
  Evidence,
  HttpObservation,
  Peers,
  ResolverObservation,
  RoutingObservation,
  Sample,
  StatusPageObservation,
  Usual,
  VantageObservation,
} from '@/utils/model';

const NOW = Date.UTC(2026, 0, 15, 12);
const NAMED = [
  'control-google',
  'control-cloudflare',
  'control-apple',
  'control-amazon',
  'control-wikimedia',
];

const CONTROL_ERROR: Readonly<Record<string, ErrorType>> = {
  dns: 'dns.name_not_resolved',
  date: 'tls.cert.date_invalid',
  stranger: 'tls.cert.authority_invalid',
  proxy: 'local.proxy',
  offline: 'local.offline',
  hidden: 'unknown',
};

function controlOf(target: string, said: string): ControlAnswer {
  const [what = 'ok', took] = said.split(' ');
  const errorType = CONTROL_ERROR[what] ?? (what === 'timeout' ? 'tcp.timed_out' : null);
  const seen: HttpObservation = {
    source: 'control',
    target,
    at: NOW - 1_000,
    outcome: what === 'timeout' ? 'timeout' : errorType === null ? 'ok' : 'failed',
    tookMs: took === undefined ? 60 : Number(took),
    errorType,
    status: errorType === null ? 200 : null,
    landed: what === 'portal' ? 'elsewhere' : errorType === null ? 'same' : null,
    genuine: errorType === null ? what !== 'portal' : null,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
  return { seen, byNumber: target === 'control-number', plainHttp: target === 'control-portal' };
}

function controlsOf(said: Case['controls'] = {}): ControlAnswer[] {
  const asked: [string, string][] = [
    ...NAMED.map((target): [string, string] => [target, said.named ?? 'ok']),
    ['control-number', said.number ?? 'ok'],
    ['control-portal', said.portal ?? said.named ?? 'ok'],
  ];
  return asked.flatMap(([target, what]) => (what === 'unasked' ? [] : [controlOf(target, what)]));
}

const PLACE_ERROR: Readonly<Record<string, ErrorType>> = {
  timeout: 'tcp.timed_out',
  dns: 'dns.failed',
  refused: 'tcp.refused',
  date: 'tls.cert.date_invalid',
  stranger: 'tls.cert.authority_invalid',
};

function placeOf(text: string): VantageObservation {
  const [where = '', what = 'ok'] = text.split(':');
  const [near = 'far', country = 'SA'] = where.split(' ');
  const status = /^\d+$/.test(what) ? Number(what) : what === 'ok' ? 200 : null;
  const errorType = status === null ? (PLACE_ERROR[what] ?? 'unknown') : status >= 500 ? 'http.error' : null;
  return {
    source: 'vantage',
    service: 'case',
    at: NOW - 2_000,
    outcome: errorType === null ? 'ok' : what === 'timeout' ? 'timeout' : 'failed',
    tookMs: 200,
    measurement: 'm',
    near: near as VantageObservation['near'],
    country,
    city: 'City',
    continent: 'EU',
    asn: 64500,
    network: 'A network',
    latitude: 0,
    longitude: 0,
    status,
    errorType,
  };
}

const USUAL: Usual = {
  statuses: Array.from({ length: 20 }, () => 200),
  landed: Array.from({ length: 20 }, () => 'same'),
  tookMs: Array.from({ length: 20 }, () => 180),
  ips: [],
  prefix: null,
  seenUp: true,
};

const NO_PEERS: Peers = {
  siblingsFailing: 0,
  siblings: 3,
  unrelatedFailing: 0,
  unrelated: 6,
  unrelatedDns: 0,
  untrusted: 0,
  shared: null,
};

/** Makes evidence of a case. */
export function evidenceOfCase(one: Case): Evidence {
  return {
    now: NOW,
    samples: samplesOf(one),
    run: runOf(samplesOf(one), isBad),
    usual: { ...USUAL, ips: one.ips ?? [] },
    controls: controlsOf(one.controls),
    resolvers: resolversOf(one),
    report: reportOf(one),
    farLooksFailing: one.farLooksFailing ?? 0,
    vantages: (one.places ?? []).map(placeOf),
    routing: routesOf(one),
    portal: null,
    peers: { ...NO_PEERS, ...one.peers },
    online: one.online ?? true,
    skewMs: one.skewHours === undefined ? null : one.skewHours * 3_600_000,
  };
}

function samplesOf({ here, pages, status, tookMs, retryAfterMs }: Case): Sample[] {
  return here.map((symptom, index) => ({
    at: NOW - (here.length - index) * 5_000,
    symptom,
    tookMs: tookMs ?? 100,
    status: status ?? null,
    how: pages?.includes(index) === true ? 'page-load' : 'probe',
    retryAfterMs: retryAfterMs ?? null,
  }));
}

function resolversOf({ resolvers = {}, ownResolverFails, resolversSecondsAgo }: Case): ResolverObservation[] {
  const answers: [string, ResolverObservation['answer']][] = Object.entries(resolvers);
  if (ownResolverFails) answers.push(['system', null]);
  return answers.map(([resolver, answer]) => resolverOf(resolver, answer, resolversSecondsAgo ?? 1));
}

function resolverOf(
  resolver: string,
  answer: ResolverObservation['answer'],
  secondsAgo: number,
): ResolverObservation {
  return {
    source: 'resolver',
    service: 'case',
    host: 'www.case.example',
    resolver: resolver as ResolverObservation['resolver'],
    answer,
    ede: [],
    checkingDisabled: false,
    at: NOW - secondsAgo * 1_000,
    outcome: answer === null ? 'failed' : 'ok',
    tookMs: 100,
  };
}

function routesOf({ routes = {} }: Case): RoutingObservation[] {
  return (['names', 'address'] as const).flatMap((of) => {
    const share = routes[of];
    if (share === undefined) return [];
    return [
      {
        source: 'routing' as const,
        service: 'case',
        prefix: of,
        of: of === 'names' ? ('name-servers' as const) : ('address' as const),
        share,
        at: NOW - 1_000,
        outcome: 'ok' as const,
        tookMs: 500,
      },
    ];
  });
}

function reportOf({ report }: Case): StatusPageObservation | null {
  if (report === undefined) return null;
  return {
    source: 'status-page',
    service: 'case',
    indicator: report,
    component: null,
    words: 'We are looking into it.',
    wordsAt: NOW,
    until: null,
    link: 'https://status.case.example/',
    at: NOW - 1_000,
    outcome: 'ok',
    tookMs: 100,
  };
}
