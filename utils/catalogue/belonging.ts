/** Which favourite a host belongs to. Pure. */
import type { Watched } from '@/utils/model';
import type { Catalogue } from './catalogue';
import { twinOf } from './same-site';

/** Names the favourite behind a host; null for everybody else's. */
export type FavouriteFinder = (host: string) => Watched | null;

/**
 * Makes the finder for a set of favourites: by a favourite's own hosts, its first host before all others, or by the
 * site where the catalogue knows only one service there (mail.google.com is not Google Search).
 */
export function favouriteFinder(watched: readonly Watched[], catalogue: Catalogue): FavouriteFinder {
  const byHost = new Map<string, Watched>();
  const add = (host: string, one: Watched) => {
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, one);
  };
  for (const one of watched) for (const host of one.target.hosts.slice(0, 1)) add(host, one);
  for (const one of watched) for (const host of one.target.hosts) add(host, one);
  const byId = new Map(watched.map((one) => [one.id, one]));
  return (host) =>
    byHost.get(host) ?? byHost.get(twinOf(host)) ?? byId.get(catalogue.serviceByHost(host)?.id ?? '') ?? null;
}
