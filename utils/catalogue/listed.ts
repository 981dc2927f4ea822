/** The hosts of the catalogue, known when the extension is built, for listeners that cannot wait for more. Pure. */
import list from './hosts.json';
import { siteOf, twinOf } from './same-site';

/** Sites of one service only, each with what stands before it in its hosts. */
const alone: Readonly<Record<string, string>> = list.alone;
const shared: readonly string[] = list.shared;

/** Every host name of the catalogue. */
export const catalogueHosts: readonly string[] = [
  ...Object.entries(alone).flatMap(([site, starts]) => starts.split(' ').map((start) => start + site)),
  ...shared,
];

const hostNames = new Set(catalogueHosts);

/** Match patterns of the pages that the catalogue finds a service for, and of no others. */
export const cataloguePages: readonly string[] = [
  ...Object.keys(alone).map((site) => `*://*.${site}/*`),
  ...new Set(shared.flatMap((host) => [host, twinOf(host)].map((name) => `*://${name}/*`))),
];

/** Tells whether the catalogue finds a service for a host. */
export function isListed(host: string): boolean {
  return hostNames.has(host) || hostNames.has(twinOf(host)) || Object.hasOwn(alone, siteOf(host));
}
