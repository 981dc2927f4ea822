/** Which services exist, and which one a host belongs to? Pure: made of a list, bundled or read. */
import type { CatalogueService, Family, Feed, ServiceId } from '@/utils/model';
import { siteOf, twinOf } from './same-site';

export interface Catalogue {
  /** Every service, in its own order. */
  services: readonly CatalogueService[];
  /** Finds a service by its id. */
  serviceById(id: ServiceId): CatalogueService | undefined;
  /**
   * Finds the service that a host name belongs to: by the exact host, with or without "www.", or by its site where
   * only one service lives there (mail.google.com is Gmail, keep.google.com is nobody's).
   */
  serviceByHost(host: string): CatalogueService | undefined;
  /** Finds a family; a service that stands alone is a family of its own name. Undefined for an unknown id. */
  familyById(id: string): Family | undefined;
  /** Lists the services of a family, in catalogue order; empty for an unknown id. */
  membersOf(family: string): readonly CatalogueService[];
}

/** The list as it is written in services.json. */
export interface CatalogueList {
  families: readonly FamilyRow[];
  services: readonly ServiceRow[];
}

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

/** Makes a catalogue of its list. */
export function catalogueOf(list: CatalogueList): Catalogue {
  const services = list.services.map(serviceOf);
  const byId = new Map(services.map((service) => [service.id, service]));
  const byHost = indexHosts(services);
  /** Made when first needed: most hosts are found by name. */
  let bySite: ReturnType<typeof indexSites> | null = null;
  const familyRows = new Map(list.families.map((row) => [row.id, row]));
  return {
    services,
    serviceById: (id) => byId.get(id),
    serviceByHost: (host) => {
      const name = host.toLowerCase().replace(/\.$/, '');
      const named = byHost.get(name) ?? byHost.get(twinOf(name));
      if (named !== undefined) return named;
      bySite ??= indexSites(services);
      return bySite.get(siteOf(name)) ?? undefined;
    },
    familyById: (id) => {
      const row = familyRows.get(id);
      const name = row?.name ?? byId.get(id)?.name;
      if (name === undefined) return undefined;
      return { id, name, asns: row?.asns ?? [], nameServerPrefixes: row?.nameServerPrefixes ?? [] };
    },
    membersOf: (family) => services.filter((service) => service.family === family),
  };
}

/** Makes a catalogue of what was read. Throws when that is no list of services. */
export function catalogueIn(value: unknown): Catalogue {
  const { services, families } = (value ?? {}) as Partial<CatalogueList>;
  if (!Array.isArray(services) || !Array.isArray(families) || services.length === 0) {
    throw new TypeError('The catalogue is not readable.');
  }
  return catalogueOf({ services, families });
}
