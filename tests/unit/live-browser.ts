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

function event() {
  const listeners = new Map<Report, { filter: unknown }>();
  return {
    addListener: (report: Report, filter: unknown) => void listeners.set(report, { filter }),
    removeListener: (report: Report) => void listeners.delete(report),
    hasListener: (report: Report) => listeners.has(report),
    filters: () => [...listeners.values()].map(({ filter }) => filter),
    /** Hands details to each listener whose types fit, as the browser does. */
    emit: (details: Details) => {
      for (const [report, { filter }] of listeners) {
        const { types } = filter as { types?: string[] };
        if (types === undefined || types.includes(details.type ?? '')) report(details);
      }
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
