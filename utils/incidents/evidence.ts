/** Picks from the state what may be used together to judge one service now. Pure. */
import { latestBy } from '@/utils/diagnosis/latest';
import { placesNow } from '@/utils/diagnosis/places';
import { isBad } from '@/utils/diagnosis/symptom';
import type {
  ControlAnswer,
  EpochMs,
  Evidence,
  LocalTime,
  ResolverObservation,
  Sample,
  Watched,
} from '@/utils/model';
import { farLooksOf, isFailingFar } from './far-looks';
import { silentSince } from './own-doubt';
import { INTERVALS, peersOf } from './peers';
import { restedInterval } from './resting';
import { runOf } from './samples';
import { FRESH_MS, type ServiceState, type State } from './state';

/** What the catalogue knows about a control. */
export interface ControlInfo {
  id: string;
  /** Family whose services it must not judge. */
  family: string | null;
  byNumber: boolean;
  plainHttp: boolean;
}

/** Situation that comes from the browser, not from the state. */
export interface Situation {
  now: EpochMs;
  /** navigator.onLine; null when not known. */
  online: boolean | null;
  watched: readonly Watched[];
  /** Looked up without being favourites: judged like them, and no evidence about them. */
  guests: readonly Watched[];
  /** The wall clock; null when not known. */
  local: LocalTime | null;
  controls: readonly ControlInfo[];
}

const COURSE_MS = 600_000;
/** Longer than it takes until a resolver is asked again in a long fault. */
const REACHED_MS = 400_000;

/** Gathers fresh evidence about one service. */
export function evidenceOf(state: State, service: ServiceState, situation: Situation): Evidence {
  const { now } = situation;
  const fresh = <T extends { at: EpochMs }>(seen: readonly T[], maxMs = FRESH_MS) =>
    seen.filter((one) => now - one.at <= maxMs && one.at <= now);
  const guest = situation.guests.find((one) => one.id === service.id);
  const peers = guest === undefined ? situation.watched : [...situation.watched, guest];
  const watched = peers.find((one) => one.id === service.id);
  return {
    now,
    samples: freshSamples(service, watched?.intervalMs ?? 0, now),
    run: failuresOf(state, service, now),
    row: runOf(service.samples, isBad).length,
    course: courseOf(service, now),
    usual: service.usual,
    controls: freshControls(state, service, watched?.family ?? null, situation),
    resolvers: fresh(service.resolvers),
    reached: reachedOf(state, now),
    report: service.report,
    vantages: placesNow(fresh(service.vantages), service.failingSince),
    farLooksFailing: farLooksOf(service).filter(isFailingFar).length,
    routing: fresh(service.routing, 2 * FRESH_MS),
    portal: state.portal !== null && now - state.portal.at <= FRESH_MS ? state.portal.state : null,
    peers: peersOf(state, service.id, peers, now),
    online: situation.online,
    skewMs: skewOf(state, now),
    country: state.ownNetwork?.country ?? null,
    isPrivate: watched?.isPrivate === true,
  };
}

/**
 * Resolvers that were reached, by whatever name they were asked for. While names are known to fail, one that answered since
 * is reached until it was asked again in vain: it is asked more seldom than the controls.
 */
function reachedOf({ services, own }: State, now: EpochMs): ResolverObservation[] {
  const asked = Object.values(services).flatMap((one) => one.resolvers);
  const fresh = asked.filter(({ at }) => now - at <= FRESH_MS && at <= now);
  if (own?.verdict.name !== 'local_dns') return fresh;
  const since = Math.max(own.since, now - REACHED_MS);
  const later = asked.filter(({ at }) => at >= since);
  const latest = latestBy(
    later,
    ({ resolver }) => resolver,
    ({ at }) => at,
  );
  return latest.map((seen) => ({ ...seen, at: now }));
}

/** A service asked rarely, by its interval or for a block, still has its last answer until the next one is overdue. */
function freshSamples(
  { samples, nextProbeAt }: ServiceState,
  intervalMs: number,
  now: EpochMs,
): Evidence['samples'] {
  const fresh = samples.filter((sample) => now - sample.at <= FRESH_MS);
  const last = samples.at(-1);
  if (fresh.length > 0 || last === undefined) return fresh;
  const overdueAt = nextProbeAt ?? last.at + INTERVALS * restedInterval(intervalMs);
  return now <= overdueAt + FRESH_MS ? [last] : [];
}

/** A wall lets nothing through: what was answered since the fault began tells for longer than how it fails now. */
function courseOf({ samples, failingSince }: ServiceState, now: EpochMs): Sample[] {
  const since = Math.max(failingSince ?? now, now - COURSE_MS);
  return samples.filter((sample) => sample.at >= since);
}

/**
 * The failures in a row, up to now. A pause longer than what counts as fresh ends the row, and so does anything after
 * which an older failure no longer speaks for the service: a fault of one's own, sleep, another network.
 */
function failuresOf(state: State, service: ServiceState, now: EpochMs): Sample[] {
  const since = Math.max(state.ownEndedAt ?? 0, state.wokeAt ?? 0, state.networkChangedAt ?? 0);
  const run = runOf(service.samples, isBad);
  const lastGap = run.findLastIndex((sample, index) => (run[index + 1]?.at ?? now) - sample.at > FRESH_MS);
  return run.slice(lastGap + 1).filter((sample) => sample.at >= since);
}

function freshControls(
  state: State,
  { failingSince }: ServiceState,
  family: string | null,
  situation: Situation,
): ControlAnswer[] {
  // What a control said of a fault that is over, before another fell silent, or before this one failed says nothing of now.
  const since = Math.max(state.ownEndedAt ?? 0, silentSince(state, situation.now) ?? 0, failingSince ?? 0);
  return situation.controls.flatMap((control) => {
    const seen = state.controls[control.id];
    if (seen === undefined || situation.now - seen.at > FRESH_MS || seen.at < since) return [];
    if (control.family !== null && control.family === family) return [];
    return [{ seen, byNumber: control.byNumber, plainHttp: control.plainHttp }];
  });
}

/** This computer's clock minus the servers', by the middle of what fresh controls said. */
function skewOf(state: State, now: EpochMs): number | null {
  const skews = Object.values(state.controls)
    .filter((seen) => seen.serverDate !== null && now - seen.at <= FRESH_MS)
    .map((seen) => seen.at - (seen.serverDate ?? seen.at))
    .sort((a, b) => a - b);
  return skews[Math.floor(skews.length / 2)] ?? null;
}
