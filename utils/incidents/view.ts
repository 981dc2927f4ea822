/** The state as pages show it. Pure. */

import { isOwnSide, isTheirSide } from '@/utils/diagnosis/side';
import type { EpochMs, FavouriteView, Settings, SparkBar, View, Watched } from '@/utils/model';
import { blockOf } from './blocks';
import { evidenceLinesOf } from './evidence-lines';
import { newService } from './initial-state';
import { leadOf } from './lead';
import { mutedUntil } from './mutes';
import { asOwn, asPlanned, asTheirs, asUndecided } from './own-fault';
import { isSlowed, wasResting } from './resting';
import { asSeen } from './seen';
import { type ServiceState, SPARK_BARS, SPARK_SLOT_MS, type State } from './state';
import { stillWorking } from './still-work';
import { visitsOf } from './visits';

/** Derives everything a page needs, so that it paints complete from one read. `controlNames`: id -> operator. `guests`: newest first. */
export function viewOf(
  state: State,
  watched: readonly Watched[],
  settings: Settings,
  controlNames: Readonly<Record<string, string>>,
  now: EpochMs,
  guests: readonly Watched[] = [],
): View {
  const favourites = watched
    .map((one) => favouriteOf(state, one, watched, controlNames, now))
    .map((favourite, index) => ({ favourite, index }))
    .sort((a, b) => weightOf(b.favourite) - weightOf(a.favourite) || a.index - b.index)
    .map(({ favourite }) => favourite);
  return {
    version: 1,
    at: now,
    lead: leadOf(state, watched, settings, now),
    favourites,
    guests: guests.map((one) => favouriteOf(state, one, watched, controlNames, now)),
    answering: favourites.filter((one) => one.health === 'up' || one.health === 'degraded').length,
    lastTickAt: state.lastTickAt,
    intervalSeconds: settings.intervalSeconds,
    sources: settings.sources,
    language: settings.language,
    marks: settings.marks,
    pausedUntil: settings.pausedUntil,
    resting: isSlowed(state, watched),
    problem: null,
  };
}

function favouriteOf(
  state: State,
  one: Watched,
  watched: readonly Watched[],
  controlNames: Readonly<Record<string, string>>,
  now: EpochMs,
): FavouriteView {
  const service = asSeen(state, one.id) ?? newService(one.id, now);
  const report = service.report;
  const speaks =
    report !== null && report.indicator !== null && report.indicator !== 'none' && report.words !== null;
  return {
    id: one.id,
    name: one.name,
    nameAr: one.nameAr,
    custom: one.custom,
    homepage: one.homepage,
    family: one.family,
    familyName: one.familyName,
    health: service.health,
    verdict: service.verdict,
    since: sinceOf(service),
    limited: service.limited,
    spark: sparkOf(state, service, now),
    evidence: evidenceLinesOf(state, service, watched, controlNames, now),
    isPrivate: one.isPrivate,
    muted: mutedUntil(state, one.id, now),
    tellWhenBack: one.id in state.wishes,
    acknowledged: blockOf(state, one.id)?.acknowledged === true,
    visits: visitsOf(service),
    stillWork: stillWorking(state, one, watched),
    report: speaks
      ? {
          words: report.words ?? '',
          at: report.wordsAt,
          link: report.link,
          indicator: report.indicator ?? '',
        }
      : null,
    lastAnswerAt: service.lastAnswerAt,
  };
}

/** First failed probe of what is going on; null when up or only in doubt. */
function sinceOf(service: ServiceState): EpochMs | null {
  if (service.inIncident || service.health === 'maintenance') return service.failingSince ?? service.healthAt;
  return service.health === 'up' || service.health === 'suspect' ? null : service.failingSince;
}

/** What failed since a fault of one's own began, or what this side keeps away, is no failure of the service, nor is planned work. */
function barsAsJudged(
  state: State,
  { bars, health, verdict, failingSince }: ServiceState,
): ServiceState['bars'] {
  const owned = asOwn(bars, state.own?.since ?? null);
  if (failingSince === null) return owned;
  if (health === 'maintenance') return asPlanned(owned, failingSince);
  if (isOwnSide(verdict)) return asOwn(owned, failingSince);
  return verdict.scope === 'global' ? asTheirs(owned, failingSince) : owned;
}

/** When it was found to be down by its own fault, as far as that is remembered. */
function outagesOf({ incidents }: State, { id, verdict, failingSince }: ServiceState, now: EpochMs) {
  const known = incidents
    .flatMap(({ members }) => members)
    .filter((member) => member.service === id && isTheirSide(member.verdict.scope))
    .map(({ since, restoredAt }) => ({ from: since, to: restoredAt ?? now }));
  return failingSince !== null && isTheirSide(verdict.scope)
    ? [...known, { from: failingSince, to: now }]
    : known;
}

function sparkOf(state: State, service: ServiceState, now: EpochMs): SparkBar[] {
  const current = Math.floor(now / SPARK_SLOT_MS) * SPARK_SLOT_MS;
  const judged = asUndecided(barsAsJudged(state, service), outagesOf(state, service, now));
  const bars = new Map(judged.map(({ at, bar }) => [at, bar]));
  return Array.from({ length: SPARK_BARS }, (_, index) => {
    const at = current - (SPARK_BARS - 1 - index) * SPARK_SLOT_MS;
    return bars.get(at) ?? (wasResting(state, at, at + SPARK_SLOT_MS) ? 'resting' : 'none');
  });
}

const WEIGHT: Readonly<Record<FavouriteView['health'], number>> = {
  down: 9,
  flapping: 8,
  recovering: 7,
  degraded: 6,
  unknown: 5,
  suspect: 4,
  maintenance: 3,
  blocked: 2,
  up: 0,
};

function weightOf(favourite: FavouriteView): number {
  const noted = favourite.health === 'up' && favourite.verdict.name !== 'ok' ? 1 : 0;
  return WEIGHT[favourite.health] + noted;
}
