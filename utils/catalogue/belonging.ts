/** Which favourite a host belongs to, and the hosts that are known when the extension is built. Pure. */
import type { Watched } from '@/utils/model';
import { serviceByHost, services } from './find';

/** Every host name of the catalogue, for listeners whose filters must be known at build time. */
export const catalogueHosts: readonly string[] = [...new Set(services.flatMap((one) => one.hosts))];

/** Names the favourite behind a host; null for everybody else's. */
export type FavouriteFinder = (host: string) => Watched | null;

/**
 * Makes the finder for a set of favourites: by a favourite's own hosts, its first host before all others, or by the
 * site where the catalogue knows only one service there (mail.google.com is not Google Search).
 */
export function favouriteFinder(watched: readonly Watched[]): FavouriteFinder {
  const byHost = new Map<string, Watched>();
  const add = (host: string, one: Watched) => {
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, one);
  };
  for (const one of watched) for (const host of one.target.hosts.slice(0, 1)) add(host, one);
  for (const one of watched) for (const host of one.target.hosts) add(host, one);
  const byId = new Map(watched.map((one) => [one.id, one]));
  return (host) =>
    byHost.get(host) ?? byHost.get(twinOf(host)) ?? byId.get(serviceByHost(host)?.id ?? '') ?? null;
}

function twinOf(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : `www.${host}`;
}
