/** Which origins to ask leave for: exactly those that are asked, never a wildcard over all. Pure. */
import type { Watched } from '@/utils/model';
import { controls } from './controls';

/** Lists the match patterns of the favourites' hosts and of the controls. */
export function originsOf(watched: readonly Watched[]): string[] {
  const own = watched.flatMap((one) => {
    const { protocol } = new URL(one.target.url);
    return one.target.hosts.map((host) => `${protocol}//${host}/*`);
  });
  return [...new Set([...own, ...controlOrigins()])];
}

/** The same, and the sockets of the hosts whose open pages are listened to. */
export function sitesOf(watched: readonly Watched[]): { origins: string[]; sockets: string[] } {
  const listed = watched.filter(({ custom }) => !custom).flatMap(({ target }) => target.hosts);
  return { origins: originsOf(watched), sockets: [...new Set(listed)].map((host) => `wss://${host}/*`) };
}

function controlOrigins(): string[] {
  return controls.map(({ target }) => {
    const { protocol, hostname } = new URL(target.url);
    return `${protocol}//${hostname}/*`;
  });
}
