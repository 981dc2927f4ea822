/**
 * Pages that a person opens, as far as the browser tells us: of granted hosts with status, of the catalogue's hosts
 * without it where the reader allowed that. Browser; no decisions. Nothing but the host ever leaves this file.
 */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';

export interface PageLoad {
  host: string;
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
  error?: string;
  statusCode?: number;
  ip?: string;
  fromCache?: boolean;
}

type Listener = (load: PageLoad) => void;

/** Only granted hosts are delivered, so that an idle worker sleeps through everybody else's pages. */
const MAIN_FRAMES: browser.WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['main_frame'] };

/**
 * Calls back for main frames that ended. To be called synchronously when the worker starts, with this fixed
 * filter: one registered later loses the event that woke the worker.
 */
export function onPageLoad(listener: Listener): void {
  const report = (details: Details): void => reportTo(listener, details);
  browser.webRequest.onErrorOccurred.addListener(report, MAIN_FRAMES);
  browser.webRequest.onCompleted.addListener(report, MAIN_FRAMES);
}

/** Firefox knows the API without these two at run time only where it is granted; so does Chrome. */
interface Navigation {
  onErrorOccurred: NavigationEvent;
  onCompleted: NavigationEvent;
}

interface NavigationEvent {
  addListener(listener: (details: Details) => void, filter: { url: { hostEquals: string }[] }): void;
  hasListener(listener: (details: Details) => void): boolean;
}

/**
 * Calls back for pages of these hosts, granted or not, where the reader allowed it; they show no status, but only what
 * is in front of the reader. To be called when the worker starts, and again when more is allowed. Returns whether it could.
 */
export function createNavigationWatch(hosts: readonly string[], listener: Listener): () => boolean {
  const report = (details: Details): void => {
    if (details.frameId === 0) reportTo(listener, details);
  };
  return () => {
    const api = browser.webNavigation as unknown as Navigation | undefined;
    if (api === undefined) return false;
    if (api.onErrorOccurred.hasListener(report)) return true;
    const filter = { url: hosts.map((hostEquals) => ({ hostEquals })) };
    api.onErrorOccurred.addListener(report, filter);
    api.onCompleted.addListener(report, filter);
    return true;
  };
}

function reportTo(listener: Listener, details: Details): void {
  // A page that is prepared in the background is not in front of anybody.
  if (details.documentLifecycle === 'prerender' || details.tabId < 0) return;
  listener({
    host: hostOf(details.url),
    tabId: details.tabId,
    at: Math.round(details.timeStamp),
    cause: details.error ?? null,
    status: details.statusCode ?? null,
    ip: details.ip ?? null,
    fresh: details.ip != null && details.fromCache !== true,
  });
}

/** Reads the host out of a web address, much faster than the whole URL is parsed; empty for anything else. */
export function hostOf(url: string): string {
  return /^(?:https?|wss?):\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}
