/** What an administrator set for this browser (`storage.managed`, docs/policy.md). Disk; never throws. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Favourite, Settings, SourceChoices } from '@/utils/model';
import { favouriteOf, SOURCE_NAMES } from './choices';

export interface Managed {
  /** Watched beside the person's own. */
  favourites: readonly Favourite[];
  /** False is a ceiling; true is where a fresh install begins. */
  sources: Partial<SourceChoices>;
}

/** Reads it; null where nothing is set. Firefox rejects where there is no policy at all. */
export async function readManaged(): Promise<Managed | null> {
  try {
    return managedOf(await browser.storage.managed.get(null));
  } catch {
    return null;
  }
}

/** Takes what is right of a policy; a bad field costs only itself. */
export function managedOf(raw: Readonly<Record<string, unknown>>): Managed | null {
  const favourites = (Array.isArray(raw.favourites) ? raw.favourites : []).flatMap(favouriteOf);
  const given = v.safeParse(v.record(v.string(), v.unknown()), raw.sources);
  const sources = Object.fromEntries(
    SOURCE_NAMES.flatMap((name) => {
      const choice = given.success ? given.output[name] : undefined;
      return typeof choice === 'boolean' ? [[name, choice]] : [];
    }),
  );
  const isEmpty = favourites.length === 0 && Object.keys(sources).length === 0;
  return isEmpty ? null : { favourites, sources };
}

/** Lists the sources that a policy switched off. */
export function forbiddenBy(managed: Managed | null): (keyof SourceChoices)[] {
  return SOURCE_NAMES.filter((name) => managed?.sources[name] === false);
}

/** What the person chose, and what they chose for favourites that a policy gave: those are never their own. */
export interface Own {
  settings: Settings;
  given: readonly Favourite[];
}

/** Puts a policy over what the person chose. `fresh`: nothing was chosen yet. */
export function withManaged({ settings, given }: Own, managed: Managed | null, fresh: boolean): Settings {
  if (managed === null) return settings;
  const own = settings.favourites.filter((one) => find(managed.favourites, one) === undefined);
  const preset = managed.favourites.map((one) => find(settings.favourites, one) ?? find(given, one) ?? one);
  const sources = { ...settings.sources };
  for (const name of SOURCE_NAMES) {
    if (managed.sources[name] === false) sources[name] = false;
    if (managed.sources[name] === true && fresh) sources[name] = true;
  }
  return { ...settings, favourites: [...preset, ...own], sources };
}

/** Takes a policy off what a page shows: what it gave or forbade is lent (docs/decisions.md, 39). `before`: as stored. */
export function withoutManaged(shown: Settings, managed: Managed | null, before: Own): Own {
  if (managed === null) return { settings: shown, given: before.given };
  const isGiven = (one: Favourite) =>
    find(managed.favourites, one) !== undefined && find(before.settings.favourites, one) === undefined;
  const sources = { ...shown.sources };
  for (const name of SOURCE_NAMES) {
    if (managed.sources[name] === false) sources[name] = before.settings.sources[name];
  }
  return {
    settings: { ...shown, favourites: shown.favourites.filter((one) => !isGiven(one)), sources },
    given: shown.favourites.filter((one) => {
      const preset = isGiven(one) ? find(managed.favourites, one) : undefined;
      return preset !== undefined && JSON.stringify(preset) !== JSON.stringify(one);
    }),
  };
}

function find(all: readonly Favourite[], wanted: Favourite): Favourite | undefined {
  return all.find((one) => nameOf(one) === nameOf(wanted));
}

function nameOf(one: Favourite): string {
  return 'id' in one ? one.id : one.url;
}
