/** What a browser gives to a page of an extension. Runs in the page, so it uses nothing from outside of itself. */

export interface Around {
  stored: Record<string, unknown>;
  managed: object | null;
  /** Address in the current tab. */
  tab: string | null;
  /** The browser allows what is asked, and did before. */
  granted: boolean;
  /** The disk gives nothing. */
  broken: boolean;
}

/** Sets it up, before the page's own scripts run; `at` is the moment that the clock shows. */
export function surroundings({ stored, managed, tab, granted, broken }: Around, at: number): void {
  const nothing = () => Promise.resolve();
  type Listener = (changes: object, area: string) => void;
  const listeners: Listener[] = [];
  const event = { addListener() {}, removeListener() {} };
  const area = (name: string, kept: Record<string, unknown>) => ({
    get: (wanted: string | null) => Promise.resolve(wanted === null ? kept : { [wanted]: kept[wanted] }),
    set: async (items: Record<string, unknown>) => {
      const changes = Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }]));
      Object.assign(kept, items);
      for (const listener of listeners) listener(changes, name);
    },
    remove: nothing,
    clear: nothing,
  });
  Date.now = () => at;
  if (broken) {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The disk gives nothing.', 'UnknownError');
    };
  }
  const runtime = {
    id: 'gallery',
    sendMessage: nothing,
    getURL: (path: string) => new URL(path, location.origin).href,
    getPlatformInfo: () => Promise.resolve({ os: 'linux' }),
    onMessage: event,
  };
  const browser = {
    runtime,
    storage: {
      local: area('local', stored),
      sync: area('sync', {}),
      managed: area('managed', { ...managed }),
      onChanged: {
        addListener: (listener: Listener) => listeners.push(listener),
        removeListener() {},
      },
    },
    i18n: { getUILanguage: () => 'en-GB' },
    tabs: { query: () => Promise.resolve(tab === null ? [] : [{ url: tab }]), create: nothing },
    permissions: {
      contains: () => Promise.resolve(granted),
      request: () => Promise.resolve(granted),
      remove: () => Promise.resolve(true),
    },
  };
  Object.assign(globalThis, { chrome: { runtime }, browser });
}
