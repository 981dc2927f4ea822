/** A situation in shorthand, as recorded cases are kept: no name, address or time of anybody. Pure. */
import type {
  ControlAnswer,
  Evidence,
  Peers,
  ResolverObservation,
  RoutingObservation,
  StatusPageObservation,
  Symptom,
  VantageObservation,
} from '@/utils/model';

export interface Case {
  /** What happened, in one sentence. */
  about: string;
  rule: string;
  verdict: string;
  scope: string;
  /** Symptoms of the last samples, oldest first. */
  here: Symptom[];
  /** Which of them were the reader's own page loads. */
  pages?: number[];
  /** Addresses that answered while all was well. */
  ips?: string[];
  status?: number;
  tookMs?: number;
  /** Controls by kind: "named" stands for all that are asked by name. "unasked": nobody asked them. */
  controls?: Partial<Record<'named' | 'number' | 'portal', string>>;
  /** "near:outcome[:status]" or "far XX:outcome". */
  places?: string[];
  /** Looks at several places far away that found one failing. */
  farLooksFailing?: number;
  resolvers?: Partial<Record<'cloudflare' | 'google', NonNullable<ResolverObservation['answer']>>>;
  /** The browser's own resolver, past its cache, does not find the name. */
  ownResolverFails?: true;
  /** How long ago the resolvers answered; a second when missing. */
  resolversSecondsAgo?: number;
  routes?: { names?: number; address?: number };
  report?: NonNullable<StatusPageObservation['indicator']>;
  peers?: Partial<Peers>;
  online?: boolean;
  skewHours?: number;
  retryAfterMs?: number;
}

/** What a person said of it: it works here, or it fails here. */
export type Says = 'works' | 'fails';

/** A case that a person made by saying "not what I see". */
export interface Correction extends Case {
  says: Says;
}

/** Puts evidence into shorthand. What is left out says nothing about the verdict. */
export function caseOf(evidence: Evidence, said: Pick<Case, 'about' | 'rule' | 'verdict' | 'scope'>): Case {
  const { samples, usual, vantages, report, peers, online, skewMs } = evidence;
  const telling = samples.filter((sample) => sample.symptom !== 'void');
  const last = telling.at(-1);
  const pages = telling.flatMap((sample, index) => (sample.how === 'page-load' ? [index] : []));
  const resolvers = resolversOf(evidence.resolvers);
  const routes = routesOf(evidence.routing);
  return {
    ...said,
    here: telling.map((sample) => sample.symptom),
    ...(pages.length > 0 && { pages }),
    ...(usual.ips.length > 0 && { ips: usual.ips.map((ip) => (ip.includes(':') ? '::1' : '127.0.0.1')) }),
    ...(last?.status != null && { status: last.status }),
    ...(last?.tookMs != null && { tookMs: Math.round(last.tookMs) }),
    controls: controlsOf(evidence.controls),
    ...(vantages.length > 0 && {
      places: vantages.filter((seen) => seen.outcome !== 'skipped').map(placeOf),
    }),
    ...(evidence.farLooksFailing !== undefined &&
      evidence.farLooksFailing > 0 && { farLooksFailing: evidence.farLooksFailing }),
    ...(Object.keys(resolvers).length > 0 && { resolvers, resolversSecondsAgo: secondsAgo(evidence) }),
    ...(evidence.resolvers.some(isOwnFailure) && { ownResolverFails: true }),
    ...(Object.keys(routes).length > 0 && { routes }),
    ...(report?.indicator != null && { report: report.indicator }),
    peers,
    ...(online !== null && { online }),
    ...(skewMs !== null && { skewHours: Math.round(skewMs / 360_000) / 10 }),
    ...(last?.retryAfterMs != null && { retryAfterMs: last.retryAfterMs }),
  };
}

const SHORT_CONTROL: Readonly<Record<string, string>> = {
  'dns.name_not_resolved': 'dns',
  'dns.failed': 'dns',
  'tls.cert.date_invalid': 'date',
  'tls.cert.authority_invalid': 'stranger',
  'tls.cert.name_invalid': 'stranger',
  'local.proxy': 'proxy',
  'local.offline': 'offline',
  'tcp.timed_out': 'timeout',
};

function controlsOf(controls: readonly ControlAnswer[]): NonNullable<Case['controls']> {
  const mostOf = (all: readonly ControlAnswer[]) => {
    const said = all.map(controlSaid);
    // One dead control means nothing: as long as any answers, they do.
    return said.find((one) => one.startsWith('ok')) ?? said[0] ?? 'unasked';
  };
  return {
    named: mostOf(controls.filter((one) => !one.byNumber && !one.plainHttp)),
    number: mostOf(controls.filter((one) => one.byNumber)),
    portal: mostOf(controls.filter((one) => one.plainHttp)),
  };
}

function controlSaid({ seen }: ControlAnswer): string {
  if (seen.errorType !== null) return SHORT_CONTROL[seen.errorType] ?? 'hidden';
  if (seen.genuine === false || seen.landed === 'elsewhere') return 'portal';
  return seen.tookMs === null ? 'ok' : `ok ${Math.round(seen.tookMs)}`;
}

const SHORT_PLACE: Readonly<Record<string, string>> = {
  'tcp.timed_out': 'timeout',
  'tcp.refused': 'refused',
  'tls.cert.date_invalid': 'date',
  'tls.cert.authority_invalid': 'stranger',
};

function placeOf({ near, country, outcome, status, errorType }: VantageObservation): string {
  const where = `${near} ${country}`;
  if (outcome === 'ok') return `${where}:${status ?? 'ok'}`;
  if (status !== null && status >= 500) return `${where}:${status}`;
  if (outcome === 'timeout') return `${where}:timeout`;
  if (errorType?.startsWith('dns.')) return `${where}:dns`;
  return `${where}:${SHORT_PLACE[errorType ?? ''] ?? 'other'}`;
}

function resolversOf(seen: readonly ResolverObservation[]): NonNullable<Case['resolvers']> {
  return Object.fromEntries(
    seen.flatMap((one) =>
      one.resolver === 'system' || one.checkingDisabled || one.answer === null
        ? []
        : [[one.resolver, one.answer]],
    ),
  );
}

function isOwnFailure({ resolver, outcome, answer }: ResolverObservation): boolean {
  return resolver === 'system' && outcome === 'failed' && answer === null;
}

function secondsAgo({ now, resolvers }: Evidence): number {
  return Math.round((now - Math.max(...resolvers.map((seen) => seen.at))) / 1_000);
}

function routesOf(seen: readonly RoutingObservation[]): NonNullable<Case['routes']> {
  const shares = (of: RoutingObservation['of']) =>
    seen.flatMap((one) => (one.of === of && one.share !== null ? [one.share] : []));
  const names = shares('name-servers');
  const address = shares('address');
  return {
    ...(names.length > 0 && { names: Math.max(...names) }),
    ...(address.length > 0 && { address: Math.max(...address) }),
  };
}
