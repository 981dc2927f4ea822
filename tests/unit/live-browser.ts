/** The browser's side of live detection: its events as a test raises them, and its storage, which a worker outlives. */

/** What an event tells; the browsers' own details hold more. */
export interface Details {
  url: string;
  tabId: number;
  timeStamp: number;
  type?: string;
  frameId?: number;
  initiator?: string;
  error?: string;
}

type Report = (details: object) => void;

interface Filter {
  types?: string[];
  urls?: string[];
}

function fits({ types, urls }: Filter, { type = '', url }: Details): boolean {
  if (types?.includes(type) === false) return false;
  return urls === undefined || holds(urls, new URL(url));
}

/** Match patterns, as far as ours use them: `*` for http and https, `*.` for a site and all below it. */
function holds(patterns: readonly string[], { protocol, hostname }: URL): boolean {
  const schemes = /^https?:$/.test(protocol) ? ['*:', protocol] : [protocol];
  const sites = hostname.split('.').map((_, index, labels) => `*.${labels.slice(index).join('.')}`);
  const wanted = schemes.flatMap((scheme) => [hostname, ...sites].map((site) => `${scheme}//${site}/*`));
  return ['<all_urls>', ...wanted].some((pattern) => patterns.includes(pattern));
}

function event() {
  const listeners = new Map<Report, { filter: unknown }>();
  return {
    addListener: (report: Report, filter: unknown) => void listeners.set(report, { filter }),
    removeListener: (report: Report) => void listeners.delete(report),
    hasListener: (report: Report) => listeners.has(report),
    filters: () => [...listeners.values()].map(({ filter }) => filter),
    /** Hands details to each listener whose types and hosts fit, as the browser does; tells how many did. */
    emit: (details: Details) => {
      const fitting = [...listeners].filter(([, { filter }]) => fits(filter as Filter, details));
      for (const [report] of fitting) report(details);
      return fitting.length;
    },
    clear: () => listeners.clear(),
  };
}

function area() {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async (key: string) => (items.has(key) ? { [key]: structuredClone(items.get(key)) } : {}),
    set: async (patch: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(patch)) items.set(key, structuredClone(value));
    },
  };
}

/** Makes one browser. */
export function makeBrowser() {
  const api = {
    runtime: { getURL: (path: string) => `chrome-extension://id${path}` },
    i18n: { getUILanguage: () => 'en' },
    webRequest: { onErrorOccurred: event(), onCompleted: event() },
    webNavigation: { onErrorOccurred: event(), onCompleted: event() },
    storage: { local: area(), session: area() },
  };
  const events = [...Object.values(api.webRequest), ...Object.values(api.webNavigation)];
  return {
    api,
    reset: () => {
      for (const one of events) one.clear();
      for (const one of Object.values(api.storage)) one.items.clear();
    },
    /** Everything that is stored, as one text. */
    stored: () => JSON.stringify(Object.values(api.storage).map(({ items }) => [...items])),
  };
}
