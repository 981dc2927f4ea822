/** Any site a person may look up, without its path: a service of the catalogue, or just its origin. Pure. */
import type { EpochMs, Guest, ServiceId, Watched } from '@/utils/model';
import type { Catalogue } from './catalogue';
import { type CustomUrlProblem, parseCustomUrl } from './custom';
import { idOfHost, placeOf } from './target';
import { watchedOf } from './watched';

export type Site =
  | { ok: true; id: ServiceId; origin: string; host: string; isPrivate: boolean }
  | { ok: false; problem: CustomUrlProblem };

/** Guests are asked this often while they answer and somebody still cares. */
const INTERVAL_S = 300;

/** Reads an address as a person typed it or a page holds it; only scheme, host and port are kept. */
export function siteOfUrl(text: string, catalogue: Catalogue): Site {
  const parsed = parseCustomUrl(text);
  if (!parsed.ok) return parsed;
  const { origin, port } = new URL(parsed.url);
  const { host, isPrivate } = parsed;
  // Another port is another program: what the catalogue knows of the host says nothing about it.
  const service = isPrivate || port !== '' ? undefined : catalogue.serviceByHost(host);
  return { ok: true, id: service?.id ?? idOfHost(placeOf(parsed.url)), origin, host, isPrivate };
}

/** Finds the favourite that a site is, by its id or by the very host that is asked for it. */
export function favouriteAt(
  site: Extract<Site, { ok: true }>,
  favourites: readonly Watched[],
): Watched | undefined {
  return (
    favourites.find((one) => one.id === site.id) ??
    favourites.find((one) => new URL(one.target.url).origin === site.origin)
  );
}

/** Makes the guest that is remembered. */
export function guestAt({ id, origin }: Extract<Site, { ok: true }>, now: EpochMs): Guest {
  return { id, origin, askedAt: now, caredAt: now };
}

/**
 * Resolves a guest as a favourite would be. A click asked for it, so the sources that are switched on may be asked
 * about a public host; nobody is ever asked about a private one. Null when it cannot be asked at all.
 */
export function guestWatched(guest: Guest, catalogue: Catalogue): Watched | null {
  const site = siteOfUrl(guest.origin, catalogue);
  if (!site.ok) return null;
  const isListed = catalogue.serviceById(site.id) !== undefined;
  const favourite = isListed ? { id: site.id } : { url: guest.origin, name: site.host };
  const [watched] = watchedOf(
    { favourites: [{ ...favourite, notify: false }], intervalSeconds: INTERVAL_S, askAboutCustom: true },
    catalogue,
  );
  return watched ?? null;
}
