/** Which favourite a host belongs to. Pure. */
import type { ServiceId, Watched } from '@/utils/model';
import type { Catalogue } from './catalogue';
import { twinOf } from './same-site';

/** Names the favourite behind a host and port, the usual one when missing; null for everybody else's. */
export type FavouriteFinder = (host: string, port?: string) => Watched | null;

/**
 * Makes the finder for a set of favourites: by a favourite's own hosts, its first host before all others, or by the
 * site where the catalogue knows only one service there (mail.google.com is not Google Search).
 */
export function favouriteFinder(watched: readonly Watched[], catalogue: Catalogue): FavouriteFinder {
  const byPlace = new Map<string, Watched>();
  const add = (host: string, one: Watched) => {
    const place = `${host}:${new URL(one.target.url).port}`;
    if (!byPlace.has(place)) byPlace.set(place, one);
  };
  for (const one of watched) for (const host of one.target.hosts.slice(0, 1)) add(host, one);
  for (const one of watched) for (const host of one.target.hosts) add(host, one);
  const byId = new Map(watched.map((one) => [one.id, one]));
  return (host, port = '') => {
    const own = byPlace.get(`${host}:${port}`) ?? byPlace.get(`${twinOf(host)}:${port}`);
    // The catalogue's services all have the usual one.
    return own ?? (port === '' ? byId.get(catalogue.serviceByHost(host)?.id ?? '') : undefined) ?? null;
  };
}

/** Lists the other favourites on the same host: what keeps it from one of them may keep it from all. */
export function besidesOn({ id, host }: Watched, watched: readonly Watched[]): ServiceId[] {
  return watched.filter((other) => other.host === host && other.id !== id).map((other) => other.id);
}
