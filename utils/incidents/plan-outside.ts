/** Which agreed sources to ask about a failing service, and when. Pure. */
import { isGenuine } from '@/utils/diagnosis/connection';
import type { Ask, EpochMs, ErrorType, Judgement, Symptom, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isDoubted, isLeftAlone } from './doubt';
import type { PlanContext } from './plan';
import { feedAsks } from './plan-feeds';
import { collectAsks, vantageAsks } from './plan-vantages';
import { FRESH_MS, type ServiceState, type State } from './state';
import { testsOf } from './vantage-places';
import { unfoundPage } from './visits';

const RESOLVERS_MS = 30_000;
/** While the trouble goes on. */
const RESOLVERS_LATER_MS = 60_000;
const RESOLVERS_IN_LONG_OUTAGE_MS = 300_000;
const TEN_MINUTES_MS = 600_000;
const UNSIGNED_MS = 60_000;
const ROUTING_MS = 300_000;
const ROUTING_IN_LONG_OUTAGE_MS = 1_800_000;
const LONG_OUTAGE_MS = 3_600_000;
const PREFIX_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Lists questions to the agreed sources. A refused source is never asked. */
export function planOutside(state: State, context: PlanContext): Ask[] {
  const measured = new Set<string>();
  const doubted = context.watched.flatMap((watched) => {
    const service = state.services[watched.id];
    const judged = context.judged.get(watched.id);
    if (service === undefined || judged === undefined || !watched.askable) return [];
    const isUnclear = isDoubted(service, context.now) || unfoundPage(service, context.now) !== null;
    if (!isUnclear || (judged.gate === 'own' && !isNamelessHere(state, judged, context.now))) return [];
    return [{ watched, service, judged }];
  });
  // Whether anything is reached at all is asked for the sake of one.
  const own = doubted.find(({ judged }) => judged.gate === 'own');
  const heard = doubted.filter((one) => one === own || one.judged.gate !== 'own');
  // What is planned now counts for what is planned after it.
  let counted = state;
  const asks = heard.flatMap(({ watched, service, judged }) => {
    const named = [
      ...ownResolverAsks(watched, service, judged, context),
      ...resolverAsks(state, watched, service, judged, context),
    ];
    // Of a service that answers only names are asked about.
    if (judged.gate !== 'clear' || !isDoubted(service, context.now)) return named;
    const places = measured.has(watched.id) ? [] : vantageAsks(counted, watched, service, judged, context);
    counted = noteAsked(counted, places, context.now);
    for (const ask of places)
      if (ask.kind === 'vantage-start') for (const id of ask.services) measured.add(id);
    return [...named, ...routingAsks(state, watched, service, judged, context), ...places];
  });
  const collects = context.sources.vantages ? collectAsks(state, context.now) : [];
  return [...feedAsks(state, context), ...asks, ...collects];
}

const UNNAMED: ReadonlySet<ErrorType> = new Set<ErrorType>([
  'dns.name_not_resolved',
  'dns.failed',
  'dns.unreachable',
]);

/** Nothing answers, for want of names: resolvers that are reached by number tell whether anything does. */
function isNamelessHere({ controls }: State, { verdict, symptom }: Judgement, now: EpochMs): boolean {
  const fresh = Object.values(controls).filter(({ at }) => now - at <= FRESH_MS);
  // Where nobody else does, they are what tells it from a dead line, for as long as it lasts.
  if (verdict.name === 'local_dns') return !fresh.some(isGenuine);
  // A lookup that gets no answer is silence here, while the controls say by name what is wrong.
  const unnamed = fresh.some(({ errorType }) => errorType !== null && UNNAMED.has(errorType));
  return verdict.scope === 'network' && (symptom === 'dns' || unnamed);
}

const NAMELESS: ReadonlySet<Symptom | null> = new Set<Symptom>(['dns', 'timeout', 'failed', 'unreachable']);
const TURNED_AWAY: ReadonlySet<Symptom | null> = new Set<Symptom>(['refused', 'reset']);

/** Names may be asked about by number while the controls are still out: that tells a dead resolver early. */
function resolverAsks(
  state: State,
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  { now, sources }: PlanContext,
): Ask[] {
  const insisted = isInsisted(service, now);
  // Before it is called a wall on the word of places elsewhere, somebody else is heard.
  const seenNowhereElse = judged.elsewhere === null || judged.elsewhere === 'none';
  const walled = seenNowhereElse && TURNED_AWAY.has(judged.symptom);
  if (!sources.resolvers || (!insisted && !walled && !NAMELESS.has(judged.symptom))) return [];
  if (judged.gate === null && judged.symptom !== 'dns') return [];
  return (['cloudflare', 'google'] as const).flatMap((resolver): Ask[] => {
    const key = `resolver:${resolver}`;
    if (now - (service.asked[key] ?? 0) < resolversEvery(service, now) || isLeftAlone(state, key, now))
      return [];
    const ask = { kind: 'resolver', service: watched.id, host: watched.host, resolver } as const;
    const plain: Ask = { ...ask, checkingDisabled: false };
    return isUnsigned(service, resolver, now) ? [plain, { ...ask, checkingDisabled: true }] : [plain];
  });
}

function resolversEvery({ failingSince }: ServiceState, now: EpochMs): number {
  const lastedMs = now - (failingSince ?? now);
  if (lastedMs > LONG_OUTAGE_MS) return RESOLVERS_IN_LONG_OUTAGE_MS;
  return lastedMs > TEN_MINUTES_MS ? RESOLVERS_LATER_MS : RESOLVERS_MS;
}

/** The browser's own resolver past its cache, where it can be asked: nobody else hears of it. */
function ownResolverAsks(
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  { now, systemDns }: PlanContext,
): Ask[] {
  const recently = now - (service.asked['resolver:system'] ?? 0) < RESOLVERS_MS;
  if (!systemDns || recently || !NAMELESS.has(judged.symptom)) return [];
  return [{ kind: 'system-dns', service: watched.id, host: watched.host }];
}

/** Codes of RFC 8914 that say the signatures of a name do not check out. */
const SIGNATURE_CODES: ReadonlySet<number> = new Set([5, 6, 7, 8, 9, 10, 11, 12]);

/** Whether a resolver blames the signatures, and has not lately been asked to leave them aside. */
function isUnsigned(service: ServiceState, resolver: string, now: EpochMs): boolean {
  const last = service.resolvers.findLast((seen) => seen.resolver === resolver && !seen.checkingDisabled);
  const blamed = last?.ede.some((code) => SIGNATURE_CODES.has(code)) === true;
  return blamed && now - (service.asked[`unsigned:${resolver}`] ?? 0) > UNSIGNED_MS;
}

function routingAsks(
  state: State,
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  { now, sources, watched: all }: PlanContext,
): Ask[] {
  const insisted = isInsisted(service, now);
  if (!sources.routing || (!insisted && !isRoutingTelling(judged))) return [];
  // One answer does for all whose names are kept there.
  const sharing = (prefix: string) =>
    all.filter((one) => one.askable && one.nameServerPrefixes.includes(prefix)).map(({ id }) => id);
  const ask = (prefix: string, of: 'address' | 'name-servers'): Ask[] => {
    const long = now - (service.failingSince ?? now) > LONG_OUTAGE_MS;
    const every = long ? ROUTING_IN_LONG_OUTAGE_MS : ROUTING_MS;
    const recently = now - (service.asked[`routing:${prefix}`] ?? 0) < every;
    if (recently || isLeftAlone(state, 'routing:ripestat', now)) return [];
    const services = of === 'address' ? [watched.id] : sharing(prefix);
    return [{ kind: 'routing', services, prefix, of }];
  };
  const asks = watched.nameServerPrefixes.flatMap((prefix) => ask(prefix, 'name-servers'));
  if (service.usual.prefix !== null) return [...asks, ...ask(service.usual.prefix, 'address')];
  const ip = service.usual.ips.at(-1);
  if (ip === undefined || now - (service.asked['network-info'] ?? 0) < PREFIX_MS) return asks;
  return [...asks, { kind: 'network-info', ip, service: watched.id }];
}

/** Routes are asked about when everybody fails and names or silence are the reason. */
function isRoutingTelling(judged: Judgement): boolean {
  const silent = NAMELESS.has(judged.symptom) || TURNED_AWAY.has(judged.symptom);
  return silent && (judged.elsewhere === 'all' || judged.resolversFail);
}

/** Notes that questions go out, so that none is repeated too soon, even if no answer ever comes. */
export function noteAsked(state: State, asks: readonly Ask[], now: EpochMs): State {
  return asks.reduce((before, ask) => noteOne(before, ask, now), state);
}

function noteOne(state: State, ask: Ask, now: EpochMs): State {
  switch (ask.kind) {
    case 'control':
      return { ...state, controlsAsked: { ...state.controlsAsked, [ask.target.id]: now } };
    case 'resolver':
      return mark(
        state,
        [ask.service],
        `${ask.checkingDisabled ? 'unsigned' : 'resolver'}:${ask.resolver}`,
        now,
      );
    case 'system-dns':
      return ask.service === null ? state : mark(state, [ask.service], 'resolver:system', now);
    case 'routing':
      return mark(state, ask.services, `routing:${ask.prefix}`, now);
    case 'network-info':
      return ask.service === null
        ? { ...state, ownNetworkAsked: { at: now, times: (state.ownNetworkAsked?.times ?? 0) + 1 } }
        : mark(state, [ask.service], 'network-info', now);
    case 'feed':
      return {
        ...state,
        feeds: { ...state.feeds, [ask.feed.url]: now },
      };
    case 'vantage-start': {
      const tests = testsOf(ask.places);
      const kept = state.vantageTests.filter((one) => now - one.at < HOUR_MS);
      const spent = [...kept, { at: now, tests, service: ask.services[0] ?? '' }];
      return mark({ ...state, vantageTests: spent }, ask.services, 'vantage', now);
    }
    default:
      return state;
  }
}

function mark(state: State, services: readonly string[], key: string, now: EpochMs): State {
  const marked = { ...state.services };
  for (const id of services) {
    const service = marked[id];
    if (service !== undefined) marked[id] = { ...service, asked: { ...service.asked, [key]: now } };
  }
  return { ...state, services: marked };
}
