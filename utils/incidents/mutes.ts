/** "Quiet about this one": until a time, or until it is back. The badge counts it all the same. Pure. */
import type { EpochMs, ServiceId, Watched } from '@/utils/model';
import { without } from './guests';
import type { ServiceState, State } from './state';

/** Mutes a favourite, or lets it speak again (null). */
export function muted(state: State, service: ServiceId, until: EpochMs | 'back' | null): State {
  if (until === null) return { ...state, mutes: without(state.mutes, service) };
  return service in state.services ? { ...state, mutes: { ...state.mutes, [service]: until } } : state;
}

/** Tells until when a favourite is muted; null when it speaks. */
export function mutedUntil(state: State, service: ServiceId, now: EpochMs): EpochMs | 'back' | null {
  const until = state.mutes[service];
  return until === undefined || (until !== 'back' && until <= now) ? null : until;
}

/** Ends the mutes that are over: their time has come, or the service is well again. */
export function withoutOldMutes(state: State, now: EpochMs): State {
  const over = Object.keys(state.mutes).filter((id) => {
    const service = state.services[id];
    if (service === undefined || mutedUntil(state, id, now) === null) return true;
    return state.mutes[id] === 'back' && isWell(service) && !isInOpen(state, id);
  });
  if (over.length === 0) return state;
  return { ...state, mutes: over.reduce((mutes, id) => without(mutes, id), state.mutes) };
}

function isWell({ health, inIncident, failingSince }: ServiceState): boolean {
  return health === 'up' && !inIncident && failingSince === null;
}

/** Others that fell with it may go on: the outage is not over. */
function isInOpen({ incidents }: State, id: ServiceId): boolean {
  return incidents.some(
    ({ closedAt, members }) => closedAt === null && members.some((member) => member.service === id),
  );
}

/** The favourites with those silenced that are muted now. */
export function speakingOf(state: State, watched: readonly Watched[], now: EpochMs): Watched[] {
  return watched.map((one) => (mutedUntil(state, one.id, now) === null ? one : { ...one, notify: false }));
}
