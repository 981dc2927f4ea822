/** Background requests of open pages. Browser; no decisions. Neither path nor content ever leaves this file. */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';
import { hostOf } from './page-load';

export interface TabRequest {
  host: string;
  /** The page that asked, itself or through its own worker. */
  page: string;
  at: EpochMs;
  cause: string | null;
  status: number | null;
  socket: boolean;
  fresh: boolean;
}

interface Details {
  url: string;
  timeStamp: number;
  type: string;
  /** Chrome's name, and Firefox's. */
  initiator?: string;
  documentUrl?: string;
  error?: string;
  statusCode?: number;
  ip?: string;
  fromCache?: boolean;
}

/**
 * Calls back for requests that pages of these hosts made and that ended, and for their sockets that broke. To be
 * called synchronously when the worker starts. Only granted hosts are delivered.
 */
export function onTabRequest(hosts: readonly string[], listener: (request: TabRequest) => void): void {
  const report = (details: Details): void => {
    const page = hostOf(details.initiator ?? details.documentUrl ?? '');
    // Our own questions are no page's. What a page's own worker asks for belongs to no tab.
    if (page === '') return;
    listener({
      host: hostOf(details.url),
      page,
      at: Math.round(details.timeStamp),
      cause: details.error ?? null,
      status: details.statusCode ?? null,
      socket: details.type === 'websocket',
      fresh: details.ip != null && details.fromCache !== true,
    });
  };
  const requests = { urls: hosts.map((host) => `https://${host}/*`), types: ['xmlhttprequest' as const] };
  browser.webRequest.onErrorOccurred.addListener(report, requests);
  browser.webRequest.onCompleted.addListener(report, requests);
  const sockets = { urls: hosts.map((host) => `wss://${host}/*`), types: ['websocket' as const] };
  // A function of its own: Firefox ignores one that listens already.
  browser.webRequest.onErrorOccurred.addListener((details) => report(details), sockets);
}
