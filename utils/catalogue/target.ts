/** What is asked to see whether a favourite answers? Pure. */
import type { CatalogueService, Favourite, ServiceId, Target } from '@/utils/model';
import type { Catalogue } from './catalogue';
import { parseCustomUrl } from './custom';

/** Names the service behind a favourite: its catalogue id, or the host of its URL, with the port where one is given (the URL itself if unreadable). */
export function serviceIdOf(favourite: Favourite): ServiceId {
  if ('id' in favourite) return favourite.id;
  const custom = parseCustomUrl(favourite.url);
  return custom.ok ? idOfHost(placeOf(custom.url)) : favourite.url;
}

/** Gives the host with the port where it is not the usual one: another port is another program. */
export function placeOf(url: string): string {
  return new URL(url).host;
}

/** Names a host that is not the catalogue's; a machine in the house may be called like one of its services. */
export function idOfHost(host: string): ServiceId {
  return /[.:]/.test(host) ? host : `${host}.`;
}

/** Says what to ask of a catalogue service. Any HTTP answer counts, since favicons redirect and bots are refused. */
function targetOfService(service: CatalogueService): Target {
  return { id: service.id, url: service.probe, hosts: service.hosts, expect: null };
}

/** Says what to ask for a favourite; null for an id that is not in the catalogue or a URL that cannot be watched. */
export function targetOf(favourite: Favourite, catalogue: Catalogue): Target | null {
  if ('id' in favourite) {
    const service = catalogue.serviceById(favourite.id);
    return service ? targetOfService(service) : null;
  }
  const custom = parseCustomUrl(favourite.url);
  if (!custom.ok) return null;
  // What the person takes for a good answer may be one that others would call a refusal, or hide.
  return {
    id: idOfHost(placeOf(custom.url)),
    url: custom.url,
    hosts: [custom.host],
    expect: favourite.expect ?? null,
  };
}
