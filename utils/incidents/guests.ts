/** Sites that were looked up without being favourites: asked while somebody cares, then forgotten. Pure. */
import type { EpochMs, Guest, ServiceId } from '@/utils/model';
import { newService } from './initial-state';
import type { State } from './state';

const MOST = 5;
/** After this long without interest a guest is asked no more, and then forgotten. */
const CARED_FOR_MS = 300_000;
const KEPT_FOR_MS = 600_000;

/** Takes a guest in. One at another address than before is another site; the least wanted makes room. */
export function withGuest(state: State, guest: Guest): State {
  const known = state.guests[guest.id];
  const isNew = known?.origin !== guest.origin;
  const services = isNew
    ? { ...state.services, [guest.id]: newService(guest.id, guest.askedAt) }
    : state.services;
  const guests = { ...state.guests, [guest.id]: guest };
  const wishes = isNew ? without(state.wishes, guest.id) : state.wishes;
  const [least] = Object.values(guests)
    .filter((one) => one.id !== guest.id)
    .sort((a, b) => Number(a.id in wishes) - Number(b.id in wishes) || a.caredAt - b.caredAt);
  const full = Object.keys(guests).length > MOST && least !== undefined;
  const kept = { ...state, services, wishes, guests };
  return full ? forgotten(kept, least.id) : kept;
}

/** Notes that somebody still cares; the state as it is when it is no guest. */
export function caredFor(state: State, id: ServiceId, now: EpochMs): State {
  const guest = state.guests[id];
  return guest === undefined
    ? state
    : { ...state, guests: { ...state.guests, [id]: { ...guest, caredAt: now } } };
}

/** Lists the guests that are still asked, newest first. */
export function wantedGuests(state: State, now: EpochMs): Guest[] {
  return guestsOf(state).filter((guest) => isWanted(state, guest, now));
}

/** Lists all guests, newest first. */
export function guestsOf(state: State): Guest[] {
  return Object.values(state.guests).sort((a, b) => b.askedAt - a.askedAt);
}

/** Forgets guests that nobody cares about or that became favourites, and lets those rest that are asked no more. */
export function withoutOldGuests(state: State, favourites: readonly ServiceId[], now: EpochMs): State {
  const mine = new Set(favourites);
  return guestsOf(state).reduce((before, guest) => {
    if (mine.has(guest.id)) return promoted(before, guest.id);
    if (isWanted(before, guest, now)) return before;
    return now - guest.caredAt > KEPT_FOR_MS ? forgotten(before, guest.id) : rested(before, guest.id);
  }, state);
}

function isWanted(state: State, { id, caredAt }: Guest, now: EpochMs): boolean {
  return id in state.wishes || now - caredAt <= CARED_FOR_MS;
}

/** It is a favourite now, and what is known of it stays. */
function promoted(state: State, id: ServiceId): State {
  return { ...state, guests: without(state.guests, id) };
}

/** What is asked no more must not keep the alarm in a hurry. */
function rested(state: State, id: ServiceId): State {
  const service = state.services[id];
  if (service === undefined || service.nextProbeAt === null) return state;
  return { ...state, services: { ...state.services, [id]: { ...service, nextProbeAt: null } } };
}

function forgotten(state: State, id: ServiceId): State {
  return {
    ...state,
    guests: without(state.guests, id),
    wishes: without(state.wishes, id),
    services: without(state.services, id),
  };
}

/** Leaves one entry out. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
