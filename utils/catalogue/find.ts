/** Which services exist, and which one a host belongs to? Pure: reads the bundled list only. */
import type { CatalogueService, Family, Feed, ServiceId } from '@/utils/model';
import { siteOf } from './same-site';
import list from './services.json';

/** One row of services.json, which leaves out whatever follows from the rest. */
interface ServiceRow {
  id: string;
  name: string;
  nameAr?: string;
  category: string;
  hosts: readonly string[];
  /** Missing: the root of the first host. */
  homepage?: string;
  /** Missing: the favicon of the first host. */
  probe?: string;
  /** Missing: it stands alone. */
  family?: string;
  clouds?: readonly string[];
  feed?: FeedRow;
}

interface FeedRow {
  kind: Feed['kind'];
  /** Missing: the usual summary of a Statuspage below `page`. */
  url?: string;
  page: string;
  components?: readonly string[];
  /** It speaks for something narrower than the service. */
  part?: boolean;
}

interface FamilyRow {
  id: string;
  name: string;
  asns?: readonly number[];
  nameServerPrefixes?: readonly string[];
}

function feedOf(row: FeedRow): Feed {
  return {
    kind: row.kind,
    url: row.url ?? `${row.page}api/v2/summary.json`,
    page: row.page,
    components: row.components ?? null,
    authority: row.part ? 'part' : 'product',
  };
}

function serviceOf(row: ServiceRow): CatalogueService {
  const root = `https://${row.hosts[0]}/`;
  return {
    id: row.id,
    name: row.name,
    nameAr: row.nameAr ?? null,
    category: row.category,
    homepage: row.homepage ?? root,
    hosts: row.hosts,
    probe: row.probe ?? `${root}favicon.ico`,
    family: row.family ?? row.id,
    clouds: row.clouds ?? [],
    feed: row.feed ? feedOf(row.feed) : null,
  };
}

function indexHosts(all: readonly CatalogueService[]): Map<string, CatalogueService> {
  const index = new Map<string, CatalogueService>();
  // A service owns its first host before any other service that only uses it: github.com is GitHub, not Copilot.
  for (const service of all) {
    const first = service.hosts[0];
    if (first !== undefined && !index.has(first)) index.set(first, service);
  }
  for (const service of all) {
    for (const host of service.hosts) if (!index.has(host)) index.set(host, service);
  }
  return index;
}

function indexSites(all: readonly CatalogueService[]): Map<string, CatalogueService | null> {
  const index = new Map<string, CatalogueService | null>();
  for (const service of all) {
    for (const site of new Set(service.hosts.map(siteOf))) index.set(site, index.has(site) ? null : service);
  }
  return index;
}

/** Every service of the catalogue, in its own order. */
export const services: readonly CatalogueService[] = (list.services as readonly ServiceRow[]).map(serviceOf);

const byId = new Map(services.map((service) => [service.id, service]));
const byHost = indexHosts(services);
const bySite = indexSites(services);
const familyRows = new Map((list.families as readonly FamilyRow[]).map((row) => [row.id, row]));

/** Finds a service by its id. */
export function serviceById(id: ServiceId): CatalogueService | undefined {
  return byId.get(id);
}

/**
 * Finds the service that a host name belongs to: by the exact host, with or without "www.", or by its site where
 * only one service lives there (mail.google.com is Gmail, keep.google.com is nobody's).
 */
export function serviceByHost(host: string): CatalogueService | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  const twin = name.startsWith('www.') ? name.slice(4) : `www.${name}`;
  return byHost.get(name) ?? byHost.get(twin) ?? bySite.get(siteOf(name)) ?? undefined;
}

/** Tells whether a whole site is one service's alone. */
export function isSiteOfOne(site: string): boolean {
  return (bySite.get(site) ?? null) !== null;
}

/** Finds a family; a service that stands alone is a family of its own name. Undefined for an unknown id. */
export function familyById(id: string): Family | undefined {
  const row = familyRows.get(id);
  const name = row?.name ?? byId.get(id)?.name;
  if (name === undefined) return undefined;
  return { id, name, asns: row?.asns ?? [], nameServerPrefixes: row?.nameServerPrefixes ?? [] };
}

/** Lists the services of a family, in catalogue order; empty for an unknown id. */
export function membersOf(family: string): readonly CatalogueService[] {
  return services.filter((service) => service.family === family);
}
