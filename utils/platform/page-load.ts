/**
 * Pages that a person opens, as far as the browser tells us: of granted hosts with status, of the catalogue's hosts
 * without it where the reader allowed that. Browser; no decisions. Nothing but host and port ever leaves this file.
 */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';
import { remember, remembered } from './remembered';

export interface PageLoad {
  host: string;
  /** Empty for the usual one: another port is another program. */
  port: string;
  tabId: number;
  at: EpochMs;
  /** The browser's own name of the error; null when a server answered. */
  cause: string | null;
  /** Null when nothing was answered, or the status is hidden. */
  status: number | null;
  ip: string | null;
  /** A server answered now, and not a cache or the page's own worker. */
  fresh: boolean;
}

/** The fields that are used; the browsers' types differ per event, and not all of them know all of these. */
interface Details {
  url: string;
  tabId: number;
  frameId: number;
  timeStamp: number;
  documentLifecycle?: string;
  documentId?: string;
  error?: string;
  statusCode?: number;
  ip?: string;
  fromCache?: boolean;
}

type Listener = (load: PageLoad) => void;

/** The pages that are known when the extension is built: match patterns, and whether they hold a host. */
interface ListedPages {
  patterns: readonly string[];
  has(host: string): boolean;
}

/**
 * Calls back for main frames of granted hosts that ended. To be called synchronously when the worker starts, with fixed
 * filters: one registered later loses the event that woke the worker. All but the listed pages are heard until the
 * returned function is told that nobody needs them.
 */
export function onPageLoad(listed: ListedPages, listener: Listener): (hearOthers: boolean) => void {
  const { onErrorOccurred, onCompleted } = browser.webRequest;
  const report = (details: Details): void => {
    if (!isFetchedAhead(details)) reportTo(listener, details);
  };
  const reportOther = (details: Details): void => {
    if (!listed.has(hostOf(details.url))) report(details);
  };
  const hear = (urls: readonly string[], by: typeof report): void => {
    const filter: browser.WebRequest.RequestFilter = { urls: [...urls], types: ['main_frame'] };
    onErrorOccurred.addListener(by, filter);
    onCompleted.addListener(by, filter);
  };
  hear(listed.patterns, report);
  let hears = remembered(HEARS) !== 'no';
  if (hears) hear(EVERYBODY, reportOther);
  return (hearOthers) => {
    if (hearOthers === hears) return;
    hears = hearOthers;
    remember(HEARS, hears ? 'yes' : 'no');
    if (hears) return hear(EVERYBODY, reportOther);
    onErrorOccurred.removeListener(reportOther);
    onCompleted.removeListener(reportOther);
  };
}

/**
 * Chrome fetches a page that may be wanted next, and shows it as one in front of the reader, but for the document that
 * asked for it: a page that a tab goes to has none yet. Firefox names no such document.
 */
function isFetchedAhead({ documentLifecycle, documentId }: Details): boolean {
  return documentLifecycle !== undefined && documentId !== undefined;
}

const EVERYBODY = ['<all_urls>'];
/**
 * Firefox wakes its background for a listener that was taken away too, until one start goes by without it. What cannot
 * be remembered only makes the next start hear more than it needs to, until it knows better.
 */
const HEARS = 'hears-others';

/** Firefox knows the API without these two at run time only where it is granted; so does Chrome. */
interface Navigation {
  onErrorOccurred: NavigationEvent;
  onCompleted: NavigationEvent;
}

interface NavigationEvent {
  addListener(listener: (details: Details) => void, filter: { url: { hostEquals: string }[] }): void;
  removeListener(listener: (details: Details) => void): void;
  hasListener(listener: (details: Details) => void): boolean;
}

interface NavigationWatch {
  /** To be called when the worker starts, and again when more is allowed. Returns whether it could. */
  start(): boolean;
  /** Pages that are shown need not be heard of while no tab shows an error; at first they are. */
  hearShown(needed: boolean): void;
}

/**
 * Calls back for pages of these hosts, granted or not, where the reader allowed it; they show no status, but only what
 * is in front of the reader.
 */
export function createNavigationWatch(hosts: readonly string[], listener: Listener): NavigationWatch {
  const report = (details: Details): void => {
    if (details.frameId === 0) reportTo(listener, details);
  };
  const filter = { url: hosts.map((hostEquals) => ({ hostEquals })) };
  const watch = () => browser.webNavigation as unknown as Navigation | undefined;
  return {
    start() {
      const api = watch();
      if (api === undefined) return false;
      if (api.onErrorOccurred.hasListener(report)) return true;
      api.onErrorOccurred.addListener(report, filter);
      api.onCompleted.addListener(report, filter);
      return true;
    },
    hearShown(needed) {
      const shown = watch()?.onCompleted;
      if (shown === undefined || shown.hasListener(report) === needed) return;
      if (needed) shown.addListener(report, filter);
      else shown.removeListener(report);
    },
  };
}

function reportTo(listener: Listener, details: Details): void {
  // A page that is prepared in the background is not in front of anybody.
  if (details.documentLifecycle === 'prerender' || details.tabId < 0) return;
  listener({
    ...placeOf(details.url),
    tabId: details.tabId,
    at: Math.round(details.timeStamp),
    cause: details.error ?? null,
    status: details.statusCode ?? null,
    ip: details.ip ?? null,
    fresh: details.ip != null && details.fromCache !== true,
  });
}

/** Reads host and port out of a web address, much faster than the whole URL is parsed; empty for anything else. */
export function placeOf(url: string): { host: string; port: string } {
  const [, host = '', port = ''] = PLACE.exec(url) ?? [];
  return { host: host.toLowerCase(), port };
}

const PLACE = /^(?:https?|wss?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d+))?/i;

/** Reads the host alone. */
export function hostOf(url: string): string {
  return placeOf(url).host;
}
