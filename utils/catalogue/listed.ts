/** The hosts of the catalogue, known when the extension is built, for listeners that cannot wait for more. Pure. */
import list from './hosts.json';
import { siteOf, twinOf } from './same-site';

const hostsOfServices: readonly (readonly string[])[] = list;

/** Every host name of the catalogue. */
export const catalogueHosts: readonly string[] = [...new Set(hostsOfServices.flat())];

const hostNames = new Set(catalogueHosts);
const sites = hostsOfServices.flatMap((hosts) => [...new Set(hosts.map(siteOf))]);
const sitesOfMany = new Set(sites.filter((site, index) => sites.indexOf(site) !== index));
const sitesOfOne = new Set(sites.filter((site) => !sitesOfMany.has(site)));

/** Match patterns of the pages that the catalogue finds a service for, and of no others. */
export const cataloguePages: readonly string[] = [...new Set(catalogueHosts.flatMap(pagesOf))];

/** Tells whether the catalogue finds a service for a host. */
export function isListed(host: string): boolean {
  return hostNames.has(host) || hostNames.has(twinOf(host)) || sitesOfOne.has(siteOf(host));
}

function pagesOf(host: string): string[] {
  const site = siteOf(host);
  if (sitesOfOne.has(site)) return [`*://*.${site}/*`];
  return [host, twinOf(host)].map((name) => `*://${name}/*`);
}
