/** Which favourite a host belongs to, and the hosts that are known when the extension is built. Pure. */
import type { Watched } from '@/utils/model';
import { isSiteOfOne, serviceByHost, services } from './find';
import { siteOf } from './same-site';

/** Every host name of the catalogue, for listeners whose filters must be known at build time. */
export const catalogueHosts: readonly string[] = [...new Set(services.flatMap((one) => one.hosts))];

/** Match patterns of the pages that `serviceByHost` finds a service for, and of no others. */
export const cataloguePages: readonly string[] = [...new Set(catalogueHosts.flatMap(pagesOf))];

function pagesOf(host: string): string[] {
  const site = siteOf(host);
  if (isSiteOfOne(site)) return [`*://*.${site}/*`];
  return [host, twinOf(host)].map((name) => `*://${name}/*`);
}

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
