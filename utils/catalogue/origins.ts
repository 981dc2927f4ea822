/** Which origins to ask leave for: exactly those that are asked, never a wildcard over all. Pure. */
import type { Settings, SourceChoices, Watched } from '@/utils/model';
import { controls } from './controls';
import { GLOBALPING, RESOLVER_ADDRESSES, RIPESTAT } from './source-addresses';

/** What to ask leave for in one prompt; sockets are of the hosts whose open pages are listened to. */
export interface Sites {
  origins: string[];
  sockets: string[];
}

/** Lists the match patterns of the favourites' hosts, of the controls, and of the sources that are switched on. */
export function sitesOf(watched: readonly Watched[], { sources }: Pick<Settings, 'sources'>): Sites {
  const own = watched.flatMap((one) => {
    const { protocol } = new URL(one.target.url);
    return one.target.hosts.map((host) => `${protocol}//${host}/*`);
  });
  const asked = originsOfSources(sources, watched);
  const listed = watched.filter(({ custom }) => !custom).flatMap(({ target }) => target.hosts);
  return {
    origins: [...new Set([...own, ...controls.map(({ target }) => patternOf(target.url)), ...asked])],
    sockets: [...new Set(listed)].map((host) => `wss://${host}/*`),
  };
}

/** Lists the match patterns of one kind of source; of status pages those of the favourites only. */
export function originsOfSource(name: keyof SourceChoices, watched: readonly Watched[]): string[] {
  return [...new Set(addressesOf(name, watched).map(patternOf))];
}

function addressesOf(name: keyof SourceChoices, watched: readonly Watched[]): readonly string[] {
  switch (name) {
    case 'resolvers':
      return Object.values(RESOLVER_ADDRESSES).flat();
    case 'providerReports':
      return watched.flatMap(({ feed }) => feed?.url ?? []);
    case 'vantages':
      return [GLOBALPING];
    case 'routing':
      return [RIPESTAT];
    default:
      return name satisfies never;
  }
}

/** What of the agreed sources the browser lets us read; `granted` holds match patterns. */
export function allowedSources(
  sources: SourceChoices,
  watched: readonly Watched[],
  granted: ReadonlySet<string>,
): SourceChoices {
  const allowed = { ...sources };
  for (const name of namesOn(sources)) {
    const origins = originsOfSource(name, watched);
    // One status page that may not be read does not silence the others.
    const enough = name === 'providerReports' ? 'some' : 'every';
    allowed[name] = origins[enough]((origin) => granted.has(origin));
  }
  return allowed;
}

/** Leaves out the status pages that the browser does not let us read. */
export function withAllowedFeeds(watched: readonly Watched[], granted: ReadonlySet<string>): Watched[] {
  return watched.map((one) =>
    one.feed === null || granted.has(patternOf(one.feed.url)) ? one : { ...one, feed: null },
  );
}

/** Names the sources that are switched on, of which some host may not be read yet. */
export function waitingSources(
  sources: SourceChoices,
  watched: readonly Watched[],
  granted: ReadonlySet<string>,
): (keyof SourceChoices)[] {
  return namesOn(sources).filter((name) =>
    originsOfSource(name, watched).some((origin) => !granted.has(origin)),
  );
}

/** Lists the match patterns of all sources that are switched on. */
export function originsOfSources(sources: SourceChoices, watched: readonly Watched[]): string[] {
  return [...new Set(namesOn(sources).flatMap((name) => originsOfSource(name, watched)))];
}

function namesOn(sources: SourceChoices): (keyof SourceChoices)[] {
  return (['resolvers', 'providerReports', 'vantages', 'routing'] as const).filter((name) => sources[name]);
}

function patternOf(url: string): string {
  // A match pattern knows no port.
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
