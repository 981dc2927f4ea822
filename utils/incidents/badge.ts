/** What the toolbar shows. Pure. */

import { isOwnSide } from '@/utils/diagnosis/side';
import type { EpochMs, Settings, Watched } from '@/utils/model';
import { blockOf } from './blocks';
import { isSaidToWork } from './correct';
import { isCounted, isUnexplained } from './counted';
import { isPaused } from './paused';
import type { ServiceState, State } from './state';
import { isAwaited, isUnheard } from './waking';

export interface Badge {
  text: string;
  tone: 'theirs' | 'quiet';
}

const EMPTY: Badge = { text: '', tone: 'quiet' };
const MOST = 99;
/** An own fault shows only once it has lasted. */
const OWN_AFTER_MS = 20_000;
const UNDECIDED_AFTER_MS = 120_000;

/** Counts the favourites that fail by their own fault; "!" for a fault of one's own, "?" for an undecided one. */
export function badgeOf(
  state: State,
  watched: readonly Watched[],
  settings: Pick<Settings, 'badge' | 'pausedUntil'>,
  now: EpochMs,
): Badge {
  if (!settings.badge || isPaused(settings, now) || watched.length === 0) return EMPTY;
  const known = watched.flatMap((one) => state.services[one.id] ?? []);
  if (isUnheard(state, known)) return EMPTY;
  if (state.own !== null) {
    return now - state.own.since >= OWN_AFTER_MS ? { text: '!', tone: 'quiet' } : EMPTY;
  }
  const services = known.filter((service) => !isAwaited(state, service));
  const count = countDown(state, services);
  if (count > 0) return { text: count > MOST ? `${MOST}+` : String(count), tone: 'theirs' };
  const ownSide = services.some(
    (service) =>
      service.inIncident && isOwnSide(service.verdict) && blockOf(state, service.id)?.acknowledged !== true,
  );
  if (ownSide) return { text: '!', tone: 'quiet' };
  const undecided = services.some(
    (service) =>
      service.failingSince !== null &&
      (service.health === 'suspect' || service.health === 'unknown' || isUnexplained(service)) &&
      !isSaidToWork(service) &&
      now - service.failingSince > UNDECIDED_AFTER_MS,
  );
  return undecided ? { text: '?', tone: 'quiet' } : EMPTY;
}

/** When the badge is to change though nothing new is learned; null when it is not. */
export function nextBadgeAt({ own }: State, now: EpochMs): EpochMs | null {
  if (own === null) return null;
  const at = own.since + OWN_AFTER_MS;
  return at > now ? at : null;
}

/** Counts favourites whose open incident is the service's own fault, but none that works for the person. */
function countDown(state: State, services: readonly ServiceState[]): number {
  const open = state.incidents.filter((incident) => incident.closedAt === null);
  const failing = services.filter((service) => !isSaidToWork(service));
  return failing.filter((one) =>
    open.some((incident) =>
      incident.members.some(
        (member) => member.service === one.id && member.restoredAt === null && isCounted(member.verdict),
      ),
    ),
  ).length;
}
