/** What does a person mean who types, or pastes, names and addresses? Pure. */
import type { CatalogueService, Favourite } from '@/utils/model';
import { type CustomUrlProblem, parseCustomUrl } from './custom';
import { serviceByHost, services } from './find';
import { shownName } from './given-name';
import { hostAsTyped } from './host-letters';
import { fameOf } from './local';
import { placeOf } from './target';

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

/** The capitals of a name ("WhatsApp" is "wa"), as people shorten it. */
function initialsOf({ name }: CatalogueService): string {
  return (name.match(/\p{Lu}/gu) ?? []).join('').toLowerCase();
}

/**
 * Finds services by a part of their name or their initials, those that begin with it first, and of these the best
 * known; all of them for an empty text.
 */
export function searchServices(text: string): readonly CatalogueService[] {
  const wanted = plain(text);
  if (wanted === '') return services;
  const rank = (service: CatalogueService) => {
    const names = namesOf(service);
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted)) || initialsOf(service) === wanted) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : null;
  };
  return services
    .flatMap((service) => {
      const found = rank(service);
      return found === null ? [] : [{ service, found }];
    })
    .sort((a, b) => a.found - b.found || fameOf(a.service.id) - fameOf(b.service.id))
    .map(({ service }) => service);
}

type Typed =
  | { kind: 'favourite'; favourite: Favourite }
  | { kind: 'problem'; text: string; problem: CustomUrlProblem };

/** A name, one of its words or its initials: what stands in the middle of a word ("com") was not meant. */
function beginsLike(service: CatalogueService, wanted: string): boolean {
  return initialsOf(service) === wanted || namesOf(service).some((name) => ` ${name}`.includes(` ${wanted}`));
}

/** Reads one name or address. `guess`: the first service that begins like it will do. */
export function typedOne(text: string, guess: boolean): Typed {
  const wanted = plain(text);
  const service = services.find((one) => namesOf(one).includes(wanted));
  if (service !== undefined) return { kind: 'favourite', favourite: { id: service.id } };
  const likely = guess && wanted !== '' && !/[./:]/.test(wanted) ? searchServices(text) : [];
  const first = likely.find((one) => beginsLike(one, wanted));
  if (first !== undefined) return { kind: 'favourite', favourite: { id: first.id } };
  // A bare word is an address only where it is written as one.
  const custom = parseCustomUrl(text);
  if (!custom.ok) return { kind: 'problem', text, problem: custom.problem };
  if (!/[.:]/.test(text) && custom.host !== 'localhost')
    return { kind: 'problem', text, problem: 'not-a-url' };
  const owner = new URL(custom.url).pathname === '/' ? serviceByHost(custom.host) : undefined;
  if (owner?.hosts[0] === custom.host) return { kind: 'favourite', favourite: { id: owner.id } };
  return {
    kind: 'favourite',
    favourite: {
      url: custom.url,
      name: shownName(hostAsTyped(text, custom.host) + placeOf(custom.url).slice(custom.host.length)),
    },
  };
}

const isName = (text: string) => services.some((one) => namesOf(one).includes(plain(text)));

/** Between words a space separates only when each of them names a service: "Google Maps" is one. */
function namesIn(part: string): string[] {
  const words = part.split(/\s+/);
  return !isName(part) && words.length > 1 && words.every(isName) ? words : [part];
}

/** Reads a list: names and addresses between commas, semicolons, tabs, line ends, and spaces where that is clear. */
export function typedList(text: string): Typed[] {
  const parts = text.split(/[,;\n\r\t،；，、]+/).flatMap((part) => (part.trim() ? namesIn(part.trim()) : []));
  if (parts.length === 0) return [{ kind: 'problem', text, problem: 'empty' }];
  return parts.map((part) => typedOne(part, parts.length === 1));
}

/** Letters to a slip of the pen that is still a slip. */
const LETTERS_PER_SLIP = 4;

/** Finds the service whose name is written almost like this; null when none is near. */
export function serviceSpelledLike(text: string): CatalogueService | null {
  const wanted = plain(text);
  const slips = Math.floor(wanted.length / LETTERS_PER_SLIP);
  const near = services.flatMap((service) => {
    const slip = Math.min(...namesOf(service).map((name) => distance(wanted, name)));
    return slip <= slips ? [{ service, slip }] : [];
  });
  near.sort((a, b) => a.slip - b.slip || fameOf(a.service.id) - fameOf(b.service.id));
  return near[0]?.service ?? null;
}

/** How many letters have to be put in, taken out or changed to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
