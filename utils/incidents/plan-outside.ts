/** Which agreed sources to ask about a failing service, and when. Pure. */
import { isGenuine, isUnnamed } from '@/utils/diagnosis/control-answer';
import type { Ask, EpochMs, Judgement, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isDoubted, isLeftAlone } from './doubt';
import type { PlanContext } from './plan';
import { feedAsks } from './plan-feeds';
import { LONG_OUTAGE_MS, NAMELESS, ownResolverAsks, resolverAsks, TURNED_AWAY } from './plan-resolvers';
import { collectAsks, vantageAsks } from './plan-vantages';
import { FRESH_MS, type ServiceState, type State } from './state';
import { testsOf } from './vantage-places';
import { unfoundPage } from './visits';

const ROUTING_MS = 300_000;
const ROUTING_IN_LONG_OUTAGE_MS = 1_800_000;
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

/** Nothing answers, for want of names: resolvers that are reached by number tell whether anything does. */
function isNamelessHere({ controls }: State, { verdict, symptom }: Judgement, now: EpochMs): boolean {
  const fresh = Object.values(controls).filter(({ at }) => now - at <= FRESH_MS);
  // Where nobody else does, they are what tells it from a dead line, for as long as it lasts.
  if (verdict.name === 'local_dns') return !fresh.some(isGenuine);
  // A lookup that gets no answer is silence here, while the controls say by name what is wrong.
  return verdict.scope === 'network' && (symptom === 'dns' || fresh.some(isUnnamed));
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
