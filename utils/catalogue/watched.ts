/** Favourites resolved against the catalogue: everything the pipe needs to know about each. Pure. */
import type { Favourite, Settings, Watched } from '@/utils/model';
import type { Catalogue } from './catalogue';
import { parseCustomUrl } from './custom';
import { serviceIdOf, targetOf } from './target';

type Choices = Pick<Settings, 'favourites' | 'intervalSeconds' | 'askAboutCustom'>;

/** Resolves all favourites, in the person's order, each host once; what cannot be watched is left out. */
export function watchedOf(settings: Choices, catalogue: Catalogue): Watched[] {
  const watched = settings.favourites.flatMap((favourite) => resolve(favourite, settings, catalogue) ?? []);
  return [...new Map(watched.toReversed().map((one) => [one.id, one])).values()].toReversed();
}

function resolve(favourite: Favourite, settings: Choices, catalogue: Catalogue): Watched | null {
  const target = targetOf(favourite, catalogue);
  if (target === null) return null;
  const common = {
    id: serviceIdOf(favourite),
    target,
    host: new URL(target.url).hostname,
    intervalMs: (favourite.intervalSeconds ?? settings.intervalSeconds) * 1_000,
    notify: favourite.notify ?? true,
  };
  return 'id' in favourite
    ? fromCatalogue(favourite, common, catalogue)
    : fromUrl(favourite, settings, common);
}

type Common = Pick<Watched, 'id' | 'target' | 'host' | 'intervalMs' | 'notify'>;

function fromCatalogue(
  { id, components }: Extract<Favourite, { id: string }>,
  common: Common,
  catalogue: Catalogue,
): Watched | null {
  const service = catalogue.serviceById(id);
  if (service === undefined) return null;
  const grouped = catalogue.membersOf(service.family).length > 1;
  const family = catalogue.familyById(service.family);
  return {
    ...common,
    name: service.name,
    nameAr: service.nameAr,
    custom: false,
    isPrivate: false,
    category: service.category,
    homepage: service.homepage,
    family: grouped ? service.family : null,
    familyName: grouped ? (family?.name ?? null) : null,
    clouds: service.clouds,
    feed: service.feed === null || components === undefined ? service.feed : { ...service.feed, components },
    nameServerPrefixes: family?.nameServerPrefixes ?? [],
    askable: true,
  };
}

function fromUrl(
  favourite: Extract<Favourite, { url: string }>,
  settings: Choices,
  common: Common,
): Watched | null {
  const parsed = parseCustomUrl(favourite.url);
  if (!parsed.ok) return null;
  return {
    ...common,
    name: favourite.name,
    nameAr: null,
    custom: true,
    isPrivate: parsed.isPrivate,
    category: null,
    homepage: parsed.url,
    family: null,
    familyName: null,
    clouds: [],
    feed: null,
    nameServerPrefixes: [],
    askable: settings.askAboutCustom && !parsed.isPrivate,
  };
}
