/** What the browser saw of our own requests. Browser; webRequest events only, no decisions. */
import browser from 'webextension-polyfill';

/** One event of our own request. `error` is the browser's own name; null when it was answered. */
export interface OwnRequestEvent {
  url: string;
  error: string | null;
  ip: string | null;
}

type Listener = (event: OwnRequestEvent) => void;

/** The fields that both browsers give; the polyfill's types differ per event. */
interface Details {
  url: string;
  error?: string;
  ip?: string;
}

/** A background request belongs to no tab; page traffic and frames stay out. */
const FILTER: browser.WebRequest.RequestFilter = {
  urls: ['<all_urls>'],
  types: ['xmlhttprequest'],
  tabId: -1,
};

/**
 * Reports answers and errors of this extension's background requests until the returned function is called. Only
 * granted hosts are reported; without the webRequest API nothing is.
 */
export function watchOwnRequests(listener: Listener): () => void {
  const api = browser.webRequest;
  if (!api) return () => {};
  const report = (details: Details): void =>
    listener({ url: details.url, error: details.error ?? null, ip: details.ip ?? null });
  api.onResponseStarted.addListener(report, FILTER);
  api.onErrorOccurred.addListener(report, FILTER);
  return () => {
    api.onResponseStarted.removeListener(report);
    api.onErrorOccurred.removeListener(report);
  };
}
