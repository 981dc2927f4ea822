/** Where the sources are asked that have one address for everything. Data only. */
import type { ResolverName } from '@/utils/model';

/** Each by number first, so that a dead local DNS does not silence it. */
export const RESOLVER_ADDRESSES: Readonly<Record<ResolverName, readonly string[]>> = {
  cloudflare: ['https://1.1.1.1/dns-query', 'https://cloudflare-dns.com/dns-query'],
  google: ['https://8.8.8.8/resolve', 'https://dns.google/resolve'],
};

/** Where measurements are started and collected. */
export const GLOBALPING = 'https://api.globalping.io/v1/measurements';

/** Where data calls are asked. */
export const RIPESTAT = 'https://stat.ripe.net/data';
