/** Waking and starting: what was known before is old until it is heard anew. Pure. */
import type { EpochMs } from '@/utils/model';
import { isBlocked } from './blocks';
import { withClock } from './clock';
import { lastTelling } from './samples';
import { NO_VERDICT, type ServiceState, type State } from './state';

/** A gap of this many alarm periods means that nobody was watching. */
const GAP_PERIODS = 2.5;
const GAP_AT_LEAST_MS = 100_000;
/** A start this soon after a waking is the same. */
const SAME_MS = 60_000;

/** Notes that a tick begins; after a long gap the computer slept, and what was known then is old. */
export function noteTick(stored: State, periodMs: number, now: EpochMs): State {
  const state = withClock(stored, now);
  const last = state.lastTickAt;
  const slept = last !== null && now - last > Math.max(GAP_PERIODS * periodMs, GAP_AT_LEAST_MS);
  return { ...(slept ? awoken(state, now) : state), lastTickAt: now };
}

/**
 * Notes that the browser has just started: however short it was closed, nobody was watching, and all are asked at once.
 * Where nothing was ever heard there is nothing to be old.
 */
export function noteStart(state: State, now: EpochMs): State {
  const isNoted = state.wokeAt !== null && Math.abs(now - state.wokeAt) < SAME_MS;
  const isNew = Object.values(state.services).every(({ samples }) => samples.length === 0);
  return isNoted || isNew ? state : awoken(state, now);
}

/**
 * That all was well before is no answer now; what was known to be wrong holds until it is seen to be over. All are asked
 * at once, but for what was only looked up, which is asked when somebody wants it.
 */
function awoken(state: State, now: EpochMs): State {
  const services = Object.entries(state.services).map(([id, service]): [string, ServiceState] => {
    const nextProbeAt = id in state.guests || isLasting(service) ? service.nextProbeAt : now;
    if (service.health !== 'up' || service.inIncident) return [id, { ...service, nextProbeAt }];
    return [id, { ...service, health: 'unknown', healthAt: now, verdict: NO_VERDICT, nextProbeAt }];
  });
  return { ...state, services: Object.fromEntries(services), wokeAt: now };
}

/** A block, planned work, and a "come back later" hold for longer than a sleep, and are not asked about sooner. */
function isLasting(service: ServiceState): boolean {
  const { health, samples } = service;
  if (health === 'maintenance' || health === 'blocked' || isBlocked(service)) return true;
  return (lastTelling(samples)?.retryAfterMs ?? null) !== null;
}

/** Tells whether a favourite was not heard since. */
export function isAwaited(
  { guests, wokeAt }: Pick<State, 'guests' | 'wokeAt'>,
  service: ServiceState,
): boolean {
  if (wokeAt === null || service.id in guests || isLasting(service)) return false;
  const last = lastTelling(service.samples);
  return last !== undefined && last.at < wokeAt;
}

/** Tells whether nothing at all was heard since, of these or of anybody. */
export function isUnheard({ controls, wokeAt }: State, services: readonly ServiceState[]): boolean {
  if (wokeAt === null || Object.values(controls).some(({ at }) => at >= wokeAt)) return false;
  const heardAt = services.flatMap(({ samples }) => samples.at(-1)?.at ?? []);
  return heardAt.length > 0 && heardAt.every((at) => at < wokeAt);
}
