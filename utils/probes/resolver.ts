/** Does a public resolver know the service's name? Network, through the wire; never throws. */
import { RESOLVER_ADDRESSES } from '@/utils/catalogue/source-addresses';
import type {
  Ask,
  BackOff,
  Outcome,
  ResolverName,
  ResolverObservation,
  Wire,
  WireReply,
} from '@/utils/model';
import { backOff } from './back-off';
import { type DnsAnswer, readDnsJson } from './dns-json';

type ResolverAsk = Extract<Ask, { kind: 'resolver' }>;

interface Resolver {
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
}

/** How each public resolver is asked. */
const RESOLVERS: Readonly<Record<ResolverName, Resolver>> = {
  cloudflare: {
    query: {},
    // A safelisted header: no preflight.
    headers: { accept: 'application/dns-json' },
  },
  google: {
    // Google would otherwise forward a part of the reader's address to the name's own servers.
    query: { edns_client_subnet: '0.0.0.0/0' },
    headers: {},
  },
};

const TIMEOUT_MS = 4_000;
const READ_BYTES = 32_768;
/** How long a resolver that refuses or talks nonsense is left alone when it does not say itself. */
const SILENT_MS = 15_000;
const REFUSED_MS = 60_000;
const NONSENSE_MS = 300_000;

function urlOf(address: string, ask: ResolverAsk): string {
  const query = new URLSearchParams({ name: ask.host, type: 'A', ...RESOLVERS[ask.resolver].query });
  if (ask.checkingDisabled) query.set('cd', '1');
  return `${address}?${query}`;
}

/** Asks each address in turn until one gives any HTTP answer. */
async function replyOf(ask: ResolverAsk, wire: Wire): Promise<WireReply> {
  const { headers } = RESOLVERS[ask.resolver];
  const urls = RESOLVER_ADDRESSES[ask.resolver].map((address) => urlOf(address, ask));
  let reply: WireReply = { kind: 'failure', cause: null, timedOut: false, limited: false, tookMs: 0 };
  for (const url of urls) {
    reply = await wire.fetch({ url, headers: { ...headers }, timeoutMs: TIMEOUT_MS, readBytes: READ_BYTES });
    if (reply.kind === 'response') return reply;
  }
  return reply;
}

function observe(
  ask: ResolverAsk,
  wire: Wire,
  reply: WireReply,
  outcome: Outcome,
  said: DnsAnswer | null,
): ResolverObservation {
  return {
    source: 'resolver',
    service: ask.service,
    host: ask.host,
    resolver: ask.resolver,
    at: wire.now(),
    outcome,
    tookMs: reply.tookMs,
    answer: said?.answer ?? null,
    ede: said?.ede ?? [],
    checkingDisabled: ask.checkingDisabled,
  };
}

/** It grows where silence follows silence. */
function silent(ask: ResolverAsk, wire: Wire, reply: WireReply): BackOff {
  return backOff('resolver', ask.resolver, reply, wire.now(), SILENT_MS);
}

/**
 * Asks one public resolver for a name's address. An answer of null says nothing about the name: the resolver could not
 * be reached, refused (`skipped`) or talked nonsense (`failed`); in the latter two it is to be left alone for a while.
 */
export async function askResolver(ask: ResolverAsk, wire: Wire): Promise<(ResolverObservation | BackOff)[]> {
  const reply = await replyOf(ask, wire);
  if (reply.kind === 'failure')
    return [observe(ask, wire, reply, reply.timedOut ? 'timeout' : 'failed', null), silent(ask, wire, reply)];
  if (reply.status !== 200) {
    return [
      observe(ask, wire, reply, 'skipped', null),
      backOff('resolver', ask.resolver, reply, wire.now(), REFUSED_MS),
    ];
  }
  const said = reply.cut || reply.body === null ? null : readDnsJson(ask.host, reply.body);
  if (said) return [observe(ask, wire, reply, 'ok', said)];
  return [
    observe(ask, wire, reply, 'failed', null),
    backOff('resolver', ask.resolver, reply, wire.now(), NONSENSE_MS),
  ];
}
