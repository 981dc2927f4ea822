/** What the rest of the world says: vantages, public resolvers and routes, each boiled down to one fact. Pure. */
import type { ResolverObservation, RoutingObservation, Symptom, VantageObservation } from '@/utils/model';
import { symptomOfMost } from './places';

/**
 * How a service looks from elsewhere. `network`: only from the reader's own network it fails; `near`: only
 * in the reader's country; `mixed`: here and there; `none`: nowhere but here.
 */
type Elsewhere = 'all' | 'mixed' | 'near' | 'network' | 'none';

export interface ElsewhereFacts {
  /** Null: fewer than two places answered our question. */
  elsewhere: Elsewhere | null;
  /** How it fails there, by majority; null when it does not, or nobody was asked. */
  symptom: Symptom | null;
  placesFailing: number;
  places: number;
  countriesFailing: number;
  countries: number;
  nearFailing: number;
  near: number;
  farFailing: number;
  far: number;
  /** The country of the places near the reader, by its two letters; null when none answered. */
  nearCountry: string | null;
  /** The reader's own network by its name, where places on it fail; null when none does. */
  failingNetwork: string | null;
}

/**
 * From this share of failing places on, it fails everywhere; the odd one out may sit behind a cache. Where it answers
 * here too now and then, places that get an answer are no odd ones.
 */
const ALL_SHARE = { steady: 0.6, fits: 0.75 } as const;
const MIXED_SHARE = 0.15;
/** Far places that may fail by chance while a fault is still called near. */
const FAR_NOISE = 0.34;
/** Places outside the reader's network that may fail by chance. */
const OUTSIDE_NOISE = 0.3;
const PLACES_NEEDED = 2;

/** How it fails here: every time lately, or by fits, with answers between; null when neither is known. */
type Course = 'steady' | 'fits' | null;

/** Boils fresh vantage answers down. A refusal (4xx) is an answer: the service was reached. */
export function elsewhereFactsOf(
  vantages: readonly VantageObservation[],
  here: Symptom | null,
  course: Course = null,
): ElsewhereFacts {
  const votes = vantages
    .filter((seen) => seen.outcome !== 'skipped')
    .map((seen) => (here === 'loop' && isRedirect(seen) ? { ...seen, outcome: 'failed' as const } : seen));
  const failing = votes.filter((seen) => seen.outcome !== 'ok');
  const near = votes.filter((seen) => seen.near !== 'far');
  const far = votes.filter((seen) => seen.near === 'far');
  const counts = {
    placesFailing: failing.length,
    places: votes.length,
    countriesFailing: new Set(failing.map((seen) => seen.country)).size,
    countries: new Set(votes.map((seen) => seen.country)).size,
    nearFailing: near.filter((seen) => seen.outcome !== 'ok').length,
    near: near.length,
    farFailing: far.filter((seen) => seen.outcome !== 'ok').length,
    far: far.length,
  };
  return {
    elsewhere: spreadOf(votes, counts, course),
    symptom: symptomOfMost(failing),
    ...counts,
    nearCountry: near[0]?.country ?? null,
    failingNetwork: failing.find((seen) => seen.near === 'network')?.network ?? null,
  };
}

function spreadOf(
  votes: readonly VantageObservation[],
  counts: Pick<ElsewhereFacts, 'placesFailing' | 'places' | 'nearFailing' | 'near' | 'farFailing' | 'far'>,
  course: Course,
): Elsewhere | null {
  const { placesFailing, places, nearFailing, near, farFailing, far } = counts;
  if (places < PLACES_NEEDED) return null;
  if (placesFailing === 0) return 'none';
  if (far > 0 && farFailing / far < FAR_NOISE && near > 0) {
    const only = onlyNetwork(votes, course === 'steady');
    if (nearFailing === near && near > 1) return only ? 'network' : 'near';
    if (only) return 'network';
  }
  const share = placesFailing / places;
  if (share >= ALL_SHARE[course ?? 'steady']) return 'all';
  return share >= MIXED_SHARE ? 'mixed' : 'none';
}

/**
 * The reader's own network fails and everything outside it answers. Less than a third of those far away may fail by chance, but only
 * where it fails here every time: what fails now and then everywhere would look the same.
 */
function onlyNetwork(votes: readonly VantageObservation[], steady: boolean): boolean {
  const inside = votes.filter((seen) => seen.near === 'network');
  const outside = votes.filter((seen) => seen.near !== 'network');
  const outsideFailing = outside.filter((seen) => seen.outcome !== 'ok').length;
  return (
    inside.length > 0 &&
    inside.every((seen) => seen.outcome !== 'ok') &&
    outside.length > 0 &&
    outside.every((seen) => seen.near === 'far' || seen.outcome === 'ok') &&
    outsideFailing <= (steady ? outside.length * OUTSIDE_NOISE : 0)
  );
}

/** Places do not follow redirects: one that goes in circles shows there as a plain redirect. */
function isRedirect({ status }: VantageObservation): boolean {
  return status !== null && status >= 300 && status < 400;
}

/** Public resolvers on a name: `fail` all usable ones got no address, `split` they disagree. */
type ResolversSay = 'fail' | 'split' | 'fine';

export interface ResolverFacts {
  resolvers: ResolversSay | null;
  resolversFailing: number;
  resolversAsked: number;
  /** A resolver that fails finds the name once it leaves the signatures unchecked. */
  signatureBroken: boolean;
  /** All that fail say that there is no such name. */
  noSuchName: boolean;
}

/** Two resolvers must fail before a name's own servers are blamed. */
const RESOLVERS_NEEDED = 2;

/** Boils the latest answer of each public resolver down; the browser's own resolver is not among them. */
export function resolverFactsOf(seen: readonly ResolverObservation[]): ResolverFacts {
  const latest = new Map<string, ResolverObservation>();
  for (const one of seen) {
    if (one.resolver === 'system' || one.checkingDisabled || one.answer === null) continue;
    const before = latest.get(one.resolver);
    if (before === undefined || before.at <= one.at) latest.set(one.resolver, one);
  }
  const answers = [...latest.values()];
  const failing = answers.filter((one) => one.answer !== 'address').length;
  return {
    resolvers: sayOf(failing, answers.length),
    resolversFailing: failing,
    resolversAsked: answers.length,
    noSuchName: failing > 0 && answers.every((one) => one.answer === 'address' || one.answer === 'nxdomain'),
    signatureBroken: answers.some(
      (plain) => plain.answer === 'servfail' && seen.some((one) => isFoundUnsigned(one, plain.resolver)),
    ),
  };
}

function isFoundUnsigned(seen: ResolverObservation, resolver: string): boolean {
  return seen.checkingDisabled && seen.resolver === resolver && seen.answer === 'address';
}

function sayOf(failing: number, asked: number): ResolversSay | null {
  if (asked === 0) return null;
  if (failing === 0) return 'fine';
  if (failing < asked) return 'split';
  return failing >= RESOLVERS_NEEDED ? 'fail' : null;
}

export interface RoutingFacts {
  /** The exact prefix is gone from nearly all collectors; null when not asked or not known. */
  addressGone: boolean | null;
  nameServersGone: boolean | null;
}

/** Below this share of collectors a prefix counts as withdrawn, above the other as announced (docs/decisions.md, 9). */
const GONE_SHARE = 0.2;
const THERE_SHARE = 0.8;

/** Boils route collectors' answers down, the latest per prefix; name servers are gone when all prefixes are. */
export function routingFactsOf(seen: readonly RoutingObservation[]): RoutingFacts {
  return { addressGone: goneOf(seen, 'address'), nameServersGone: goneOf(seen, 'name-servers') };
}

function goneOf(seen: readonly RoutingObservation[], of: RoutingObservation['of']): boolean | null {
  const latest = new Map<string, number>();
  for (const one of [...seen].sort((a, b) => a.at - b.at)) {
    if (one.of === of && one.share !== null) latest.set(one.prefix, one.share);
  }
  if (latest.size === 0) return null;
  const shares = [...latest.values()];
  if (shares.every((share) => share < GONE_SHARE)) return true;
  return shares.some((share) => share >= THERE_SHARE) ? false : null;
}
