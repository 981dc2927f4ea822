/** Which services may somebody mean who types a few letters? Pure. */
import type { CatalogueService } from '@/utils/model';
import type { Catalogue } from './catalogue';

/** Lists services whose name or host begins with the text, then those that hold it; none for nothing typed. */
export function servicesMatching(
  text: string,
  most: number,
  { services }: Catalogue,
): readonly CatalogueService[] {
  const typed = text.trim().toLowerCase();
  if (typed === '') return [];
  const beginning = services.filter((service) => namesOf(service).some((name) => name.startsWith(typed)));
  const within = services.filter((service) => namesOf(service).some((name) => name.includes(typed)));
  return [...new Set([...beginning, ...within])].slice(0, most);
}

/** Gives the address that a typed text means: a service of exactly that name, or what was typed. */
export function addressMeant(text: string, { services }: Catalogue): string {
  const typed = text.trim().toLowerCase();
  const named = services.find(({ id, name, nameAr }) =>
    [id, name.toLowerCase(), nameAr?.toLowerCase()].includes(typed),
  );
  return named === undefined ? text.trim() : (named.hosts[0] ?? named.homepage);
}

function namesOf({ name, nameAr, hosts }: CatalogueService): string[] {
  const bare = hosts.map((host) => host.replace(/^www\./, ''));
  return [name, nameAr ?? name, ...bare].map((one) => one.toLowerCase());
}
