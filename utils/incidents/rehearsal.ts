/**
 * The rehearsal: 4 October 2021 played through the product's own code, step by step, away from the log, the state and
 * the badge. What each source said is data; what is made of it is not. Pure.
 */
import { judge } from '@/utils/diagnosis/judge';
import type {
  EpochMs,
  ErrorType,
  HttpObservation,
  Notice,
  Observation,
  ResolverObservation,
  Settings,
  VantageObservation,
  View,
  Watched,
} from '@/utils/model';
import { advance, withWatched } from './advance';
import { badgeOf } from './badge';
import type { ControlInfo } from './evidence';
import { emptyState } from './initial-state';
import type { State } from './state';
import { viewOf } from './view';

/** The moment of that day at which the routes were withdrawn. */
const BEGAN_AT: EpochMs = Date.UTC(2021, 9, 4, 15, 39, 0);
const ENDED_AT: EpochMs = Date.UTC(2021, 9, 4, 21, 45, 0);
const STEP_MS = 10_000;
const SECOND_MS = 1_000;

/** One moment that the person is shown. */
export interface Scene {
  name: 'calm' | 'doubt' | 'known' | 'returning' | 'over';
  at: EpochMs;
  view: View;
  /** What the toolbar's badge says. */
  badge: string;
  notices: readonly Notice[];
}

/** Places that asked for us that day: near ones first. */
const PLACES = [
  { near: 'country', country: 'SA', city: 'Riyadh', continent: 'AS', latitude: 24.7, longitude: 46.7 },
  { near: 'far', country: 'FR', city: 'Paris', continent: 'EU', latitude: 48.9, longitude: 2.3 },
  { near: 'far', country: 'US', city: 'New York', continent: 'NA', latitude: 40.7, longitude: -74 },
  { near: 'far', country: 'JP', city: 'Tokyo', continent: 'AS', latitude: 35.7, longitude: 139.7 },
  { near: 'far', country: 'BR', city: 'São Paulo', continent: 'SA', latitude: -23.5, longitude: -46.6 },
  { near: 'far', country: 'AU', city: 'Sydney', continent: 'OC', latitude: -33.9, longitude: 151.2 },
] as const;

interface Cast {
  watched: readonly Watched[];
  controls: readonly (ControlInfo & { operator: string })[];
  settings: Settings;
}

/** Plays the day for these services; those of the family "meta" are the ones that vanish. */
export function rehearse({ watched, controls, settings }: Cast): Scene[] {
  const names = Object.fromEntries(controls.map(({ id, operator }) => [id, operator]));
  const scenes: Scene[] = [];
  const ids = watched.map(({ id }) => id);
  let state = withWatched(emptyState(1), ids, BEGAN_AT - 8 * STEP_MS);
  let told: Notice[] = [];

  const stage = (name: Scene['name'], at: EpochMs) => {
    const view = viewOf(state, watched, settings, names, at);
    scenes.push({ name, at, view, badge: badgeOf(state, watched, settings, at).text, notices: told });
    told = [];
  };
  const step = (at: EpochMs, seen: readonly Observation[]) => {
    const next = advance(
      state,
      seen,
      new Set(),
      { now: at, online: true, local: null, watched, guests: [], controls },
      settings,
      judge,
    );
    state = { ...next.state, lastTickAt: at };
    told = [...told, ...next.notices];
  };
  const passUntil = (from: EpochMs, fails: boolean, isDone: (now: State) => boolean, most: number) => {
    let at = from;
    for (let count = 0; count < most && !isDone(state); count += 1) {
      at += STEP_MS;
      step(at, seenAt(at, { watched, controls }, fails && at >= BEGAN_AT));
    }
    return at;
  };
  const family = (health: string) => (now: State) =>
    watched.filter(isGone).every(({ id }) => now.services[id]?.health === health);

  let at = passUntil(BEGAN_AT - 7 * STEP_MS, false, () => false, 6);
  stage('calm', at);
  at = BEGAN_AT + STEP_MS;
  step(
    at,
    seenAt(at, { watched, controls }, true).filter(({ source }) => source === 'probe'),
  );
  stage('doubt', at);
  at = passUntil(at, true, () => told.length > 0, 12);
  stage('known', at + SECOND_MS);
  at = passUntil(ENDED_AT - 4 * STEP_MS, true, () => false, 4);
  at = passUntil(at, false, family('recovering'), 30);
  stage('returning', at);
  at = passUntil(at, false, () => told.some(({ kind }) => kind === 'closed'), 90);
  stage('over', at + SECOND_MS);
  return scenes;
}

function isGone({ family }: Watched): boolean {
  return family === 'meta';
}

/** What everybody who was asked said at one moment. */
function seenAt(at: EpochMs, { watched, controls }: Omit<Cast, 'settings'>, fails: boolean): Observation[] {
  const gone = watched.filter((one) => fails && isGone(one));
  return [
    ...watched.map((one) =>
      answerOf('probe', one.id, at, gone.includes(one) ? 'dns.name_not_resolved' : null),
    ),
    ...controls.map(({ id }) => answerOf('control', id, at, null)),
    ...gone.flatMap((one): Observation[] => [
      resolverOf(one, 'cloudflare', at),
      resolverOf(one, 'google', at),
      {
        source: 'routing',
        service: one.id,
        prefix: one.nameServerPrefixes[0] ?? '',
        of: 'name-servers',
        share: 0,
        at,
        outcome: 'ok',
        tookMs: 400,
      },
      ...PLACES.map((place) => placeOf(one, place, at)),
    ]),
  ];
}

function answerOf(
  source: 'probe' | 'control',
  target: string,
  at: EpochMs,
  errorType: ErrorType | null,
): HttpObservation {
  const answered = errorType === null;
  return {
    source,
    target,
    at,
    outcome: answered ? 'ok' : 'failed',
    tookMs: answered ? 120 : 60,
    errorType,
    status: answered ? 200 : null,
    landed: answered ? 'same' : null,
    genuine: answered ? true : null,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
}

function resolverOf(
  { id, host }: Watched,
  resolver: ResolverObservation['resolver'],
  at: EpochMs,
): ResolverObservation {
  return {
    source: 'resolver',
    service: id,
    host,
    resolver,
    answer: 'servfail',
    ede: [],
    checkingDisabled: false,
    at,
    outcome: 'ok',
    tookMs: 200,
  };
}

function placeOf({ id }: Watched, place: (typeof PLACES)[number], at: EpochMs): VantageObservation {
  return {
    ...place,
    source: 'vantage',
    service: id,
    measurement: 'rehearsal',
    asn: 0,
    network: '',
    status: null,
    errorType: 'dns.failed',
    at,
    outcome: 'failed',
    tookMs: null,
  };
}
