/** Reads a state back from disk, piece by piece: what is not sound is left out, and the watch goes on. Pure. */
import { emptyState, newService } from './initial-state';
import { NO_VERDICT, type ServiceState, type State } from './state';

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SEEN = { at: 0 };
const HTTP = { at: 0, source: '', target: '', limited: false };
const MEMBER = { service: '', since: 0, verdict: NO_VERDICT };
const INCIDENT = { id: '', members: [MEMBER], since: 0, confirmedAt: 0, verdict: NO_VERDICT };
const OWN = { verdict: NO_VERDICT, since: 0 };
const TIMES = ['failingSince', 'goodSince', 'nextProbeAt', 'lastAnswerAt', 'insistedAt', 'blockedSince'];

/** What stands in each part, by example: a list's entries are like its one entry, null may be anything. */
const STATE: Fields = {
  controls: HTTP,
  controlsAsked: 0,
  incidents: [{ ...INCIDENT, phases: [{ at: 0, verdict: '' }] }],
  measurements: [{ id: '', services: [''], places: [{}], startedAt: 0, collectAt: 0 }],
  vantageTests: [{ at: 0, tests: 0, service: '' }],
  backOff: { until: 0, failures: 0 },
  feeds: 0,
  blocks: { since: 0, acknowledged: false },
  guests: { id: '', origin: '', askedAt: 0, caredAt: 0 },
  wishes: { at: 0 },
  mutes: null,
  overnight: [{ services: [''], since: 0, until: 0 }],
  rests: [{ from: 0 }],
};

/** Parts that may be missing, and what they are like otherwise. */
const STATE_OR_NULL: Fields = {
  own: OWN,
  portal: { state: '', at: 0 },
  ownNetwork: { at: 0 },
  network: { key: '', at: 0, by: '' },
  ...allLike(0, ['ownEndedAt', 'lastTickAt', 'wokeAt', 'networkChangedAt']),
};

const BASIS = { knowledge: 0, places: false, at: 0 };

const SERVICE: Fields = {
  confirmedAt: [0],
  samples: [{ at: 0, symptom: '', how: '' }],
  resolvers: [{ ...SEEN, host: '', resolver: '', ede: [0] }],
  vantages: [{ ...SEEN, measurement: '', near: '', country: '', city: '', asn: 0, network: '' }],
  routing: [{ ...SEEN, prefix: '', of: '' }],
  asked: 0,
  bars: [{ at: 0, bar: '' }],
};

/** Parts that are sound as a whole or not at all, where their first value is no example. */
const WHOLE: Fields = { usual: { statuses: [0], landed: [''], tookMs: [0], ips: [''], seenUp: false } };

const SERVICE_OR_NULL: Fields = {
  held: { health: '', healthAt: 0, verdict: NO_VERDICT, basis: BASIS },
  before: NO_VERDICT,
  report: { ...SEEN, link: '' },
  said: { at: 0, against: '' },
  visits: { failed: 0, all: 0, since: 0 },
  ...allLike(0, TIMES),
};

function allLike(example: unknown, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, example]));
}

/**
 * Accepts a stored state. Missing and damaged parts get their first values, so that a state of an earlier version is
 * read too; null when it is not a state at all.
 */
export function stateOf(value: unknown): State | null {
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.services)) return null;
  const salt = typeof value.salt === 'number' ? value.salt : 0;
  const services = Object.entries(value.services).flatMap(([id, service]) =>
    isRecord(service) && Array.isArray(service.samples) ? [[id, serviceOf(id, service)] as const] : [],
  );
  const state = sound(emptyState(salt) as unknown as Fields, value, STATE, STATE_OR_NULL);
  return { ...(state as unknown as State), services: Object.fromEntries(services) };
}

function serviceOf(id: string, value: Fields): ServiceState {
  const first = newService(id, 0) as unknown as Fields;
  const read = { ...sound(first, value, SERVICE, SERVICE_OR_NULL), id } as unknown as ServiceState;
  // Learned later than the rest of what is usual, so that it may well be missing.
  const { pages = [], ...usual } = read.usual;
  return { ...read, usual: isLike([false], pages) && pages.length > 0 ? { ...usual, pages } : usual };
}

/** The stored parts that are sound, and the first values of all others. */
function sound(first: Fields, stored: Fields, parts: Fields, orNull: Fields): Fields {
  const read = Object.entries(first).map(([name, from]) => {
    const value = stored[name];
    if (value === undefined) return [name, from];
    if (name in orNull) return [name, isLike(orNull[name], value) ? value : null];
    if (name in parts) return [name, soundEntries(from, parts[name], value)];
    return [name, isLike(WHOLE[name] ?? from, value) ? value : from];
  });
  return { ...stored, ...Object.fromEntries(read) };
}

/** The entries of a list, or of a record, that are like the example. */
function soundEntries(from: unknown, example: unknown, value: unknown): unknown {
  if (Array.isArray(from) !== Array.isArray(value) || !isLike(from, value)) return from;
  if (Array.isArray(value)) return value.filter((each) => isLike((example as unknown[])[0], each));
  const entries = Object.entries(value as Fields);
  return Object.fromEntries(entries.filter(([, each]) => isLike(example, each)));
}

/** It has all that the example has, of the same kinds. */
function isLike(example: unknown, value: unknown): boolean {
  if (example === null) return true;
  if (Array.isArray(example)) {
    return Array.isArray(value) && (example.length === 0 || value.every((each) => isLike(example[0], each)));
  }
  if (!isRecord(example)) return typeof value === typeof example;
  return isRecord(value) && Object.entries(example).every(([name, each]) => isLike(each, value[name]));
}
