/** The favourites of a play: the service under test and its peers, as data the product watches. */
import type { Watched } from '@/utils/model';

export const SERVICE = 'scenario';
const NAME_SERVER_PREFIXES = ['129.134.30.0/24', '185.89.218.0/24'];
export const ADDRESS_PREFIX = '31.13.64.0/20';
export const ADDRESS = '31.13.65.3';

export interface Peer {
  watched: Watched;
  group: 'same_provider' | 'unrelated';
  index: number;
}

/** Casts the service and as many peers as the scenario names. */
export function castOf(
  same: number,
  unrelated: number,
  intervalSeconds: number,
): { all: Watched[]; peers: Peer[] } {
  const service = watchedOf(SERVICE, intervalSeconds, ['aws'], {
    feed: {
      kind: 'statuspage',
      url: `https://status.${SERVICE}.example.com/api/v2/summary.json`,
      page: `https://status.${SERVICE}.example.com/`,
      components: null,
      authority: 'product',
    },
    nameServerPrefixes: NAME_SERVER_PREFIXES,
  });
  const peers: Peer[] = [
    ...Array.from(
      { length: same },
      (_, index): Peer => ({
        watched: watchedOf(`same${index}`, intervalSeconds, ['aws'], {}),
        group: 'same_provider',
        index,
      }),
    ),
    ...Array.from(
      { length: unrelated },
      (_, index): Peer => ({
        watched: watchedOf(`other${index}`, intervalSeconds, [], {}),
        group: 'unrelated',
        index,
      }),
    ),
  ];
  return { all: [service, ...peers.map((peer) => peer.watched)], peers };
}

function watchedOf(id: string, intervalSeconds: number, clouds: string[], rest: Partial<Watched>): Watched {
  const host = hostOf(id);
  const url = `https://${host}/favicon.ico`;
  return {
    id,
    name: id,
    nameAr: null,
    custom: false,
    category: 'social',
    homepage: `https://${host}/`,
    target: { id, url, hosts: [host], expect: null },
    host,
    family: null,
    familyName: null,
    clouds,
    feed: null,
    nameServerPrefixes: [],
    intervalMs: intervalSeconds * 1_000,
    notify: true,
    isPrivate: false,
    askable: true,
    ...rest,
  };
}

/** Names the host of a favourite. */
export function hostOf(id: string): string {
  return `www.${id}.example.com`;
}
