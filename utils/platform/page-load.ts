/** Pages that fail or break while a person opens them, of granted hosts only. Browser; no decisions. */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';

export interface PageLoad {
  url: string;
  tabId: number;
  at: EpochMs;
  /** Null when the server answered. */
  cause: string | null;
  status: number | null;
  ip: string | null;
}

/**
 * Calls back for main frames that ended. To be called synchronously when the worker starts, with this fixed
 * filter: one registered later loses the event that woke the worker. Only granted hosts are delivered.
 */
export function onPageLoad(listener: (load: PageLoad) => void): void {
  const filter: browser.WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['main_frame'] };
  browser.webRequest.onErrorOccurred.addListener((details) => {
    listener({
      url: details.url,
      tabId: details.tabId,
      at: details.timeStamp,
      cause: details.error,
      status: null,
      ip: null,
    });
  }, filter);
  browser.webRequest.onCompleted.addListener((details) => {
    listener({
      url: details.url,
      tabId: details.tabId,
      at: details.timeStamp,
      cause: null,
      status: details.statusCode,
      ip: details.ip ?? null,
    });
  }, filter);
}
