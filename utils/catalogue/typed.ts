/** What does a person mean who types, or pastes, names and addresses? Pure. */
import type { CatalogueService, Favourite } from '@/utils/model';
import { type CustomUrlProblem, parseCustomUrl } from './custom';
import { serviceByHost, services } from './find';

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase();
}

function namesOf(service: CatalogueService): string[] {
  return [service.id, service.name, ...service.name.split(' / '), service.nameAr ?? '']
    .map(plain)
    .filter(Boolean);
}

/** Finds services by a part of their name, those that begin with it first; all of them for an empty text. */
export function searchServices(text: string): readonly CatalogueService[] {
  const wanted = plain(text);
  if (wanted === '') return services;
  const rank = (service: CatalogueService) => {
    const names = namesOf(service);
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : null;
  };
  return services
    .flatMap((service) => {
      const found = rank(service);
      return found === null ? [] : [{ service, found }];
    })
    .sort((a, b) => a.found - b.found)
    .map(({ service }) => service);
}

export type Typed =
  | { kind: 'favourite'; favourite: Favourite }
  | { kind: 'problem'; text: string; problem: CustomUrlProblem };

/** Reads one name or address. `guess`: the first service that begins like it will do. */
export function typedOne(text: string, guess: boolean): Typed {
  const wanted = plain(text);
  const service = services.find((one) => namesOf(one).includes(wanted));
  if (service !== undefined) return { kind: 'favourite', favourite: { id: service.id } };
  const [first] = guess && wanted !== '' && !/[./:]/.test(wanted) ? searchServices(text) : [];
  if (first !== undefined) return { kind: 'favourite', favourite: { id: first.id } };
  // A bare word is an address only where it is written as one.
  const custom = parseCustomUrl(text);
  if (!custom.ok) return { kind: 'problem', text, problem: custom.problem };
  if (!/[.:]/.test(text) && custom.host !== 'localhost')
    return { kind: 'problem', text, problem: 'not-a-url' };
  const owner = new URL(custom.url).pathname === '/' ? serviceByHost(custom.host) : undefined;
  if (owner?.hosts[0] === custom.host) return { kind: 'favourite', favourite: { id: owner.id } };
  return { kind: 'favourite', favourite: { url: custom.url, name: custom.host } };
}

/** Reads a list: names and addresses between commas, semicolons or line ends. */
export function typedList(text: string): Typed[] {
  const parts = text.split(/[,;\n\r\t،]+/).flatMap((part) => part.trim() || []);
  if (parts.length === 0) return [{ kind: 'problem', text, problem: 'empty' }];
  return parts.map((part) => typedOne(part, parts.length === 1));
}
