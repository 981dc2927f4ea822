/** What can go wrong in the lab, in the words of the stories; the only file that knows how the lab is asked. */

import type { Lab, SeenRequest } from '../lab/lab.ts';
import type { Truth } from '../lab/truth.ts';

export interface Faults {
  /** Refuses connections to a service, for everyone. */
  refuse(service: Service): Promise<void>;
  /** Lets a service take no connection and say nothing, for everyone. */
  silence(service: Service): Promise<void>;
  /** Lets a service answer 503, for everyone. */
  serverError(service: Service): Promise<void>;
  /** Lets a service ask for a password with 401, or as a proxy does with 407. */
  askForPassword(service: Service, status: 401 | 407): Promise<void>;
  heal(service: Service): Promise<void>;
  resolver(state: 'well' | 'dead'): Promise<void>;
  link(state: 'up' | 'down'): Promise<void>;
  /** Requests that reached a service. */
  asked(service: Service): SeenRequest[];
  /** Requests that reached public resolvers, vantages or route collectors. */
  askedOfSources(): SeenRequest[];
  all(): readonly SeenRequest[];
}

/** Hosts of the services that stories use: the catalogue's probe first, then pages. */
const HOSTS = {
  whatsapp: ['web.whatsapp.com', 'www.whatsapp.com'],
  instagram: ['www.instagram.com'],
  facebook: ['www.facebook.com'],
  messenger: ['www.messenger.com'],
  google: ['www.google.com'],
  github: ['github.com'],
  wikipedia: ['en.wikipedia.org'],
  amazon: ['www.amazon.com'],
  tiktok: ['www.tiktok.com'],
  reddit: ['www.reddit.com'],
} as const;

export type Service = keyof typeof HOSTS;

const RESOLVER_HOSTS = ['1.1.1.1', '8.8.8.8', 'cloudflare-dns.com', 'dns.google'];
const RESOLVER_PATHS = ['/dns-query', '/resolve'];
const OTHER_SOURCES = ['api.globalping.io', 'stat.ripe.net'];

/** Says the stories' faults in the lab's own terms. */
export function faultsOf(lab: Lab): Faults {
  const set = async (service: Service, truth: Partial<Truth> | null): Promise<void> => {
    for (const host of HOSTS[service]) lab.set(host, truth);
  };
  return {
    refuse: (service) => set(service, { tcp: 'refused' }),
    silence: (service) => set(service, { tcp: 'silence' }),
    serverError: (service) => set(service, { status: 503 }),
    askForPassword: (service, status) => set(service, { status, headers: challengeOf(status) }),
    heal: (service) => set(service, null),
    resolver: async (state) => lab.network.setResolver(state),
    link: async (state) => lab.network.setLink(state),
    asked: (service) => lab.requests().filter(({ host }) => HOSTS[service].some((known) => known === host)),
    askedOfSources: () => lab.requests().filter(isToSource),
    all: () => lab.requests(),
  };
}

function challengeOf(status: 401 | 407): Record<string, string> {
  return { [status === 401 ? 'www-authenticate' : 'proxy-authenticate']: 'Basic realm="lab"' };
}

/** A control lives at the same address as a resolver, so the path tells them apart. */
function isToSource({ host, path }: SeenRequest): boolean {
  if (OTHER_SOURCES.includes(host)) return true;
  return RESOLVER_HOSTS.includes(host) && RESOLVER_PATHS.some((start) => path.startsWith(start));
}
