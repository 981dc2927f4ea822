/** Replies of the simulated internet to probes and controls, as a browser would hand them over. */
import type { WireReply, WireRequest } from '@/utils/model';
import { CONTROLS, PORTAL_PAGE } from '../sources/controls.ts';
import { ADDRESS } from './cast';

const FAILED_MS = 100;

const CAUSE: Readonly<Record<string, string>> = {
  dns_fail: 'net::ERR_NAME_NOT_RESOLVED',
  tcp_refused: 'net::ERR_CONNECTION_REFUSED',
  tcp_reset: 'net::ERR_CONNECTION_RESET',
  addr_unreach: 'net::ERR_ADDRESS_UNREACHABLE',
  tls_cert_date: 'net::ERR_CERT_DATE_INVALID',
  tls_cert_name: 'net::ERR_CERT_COMMON_NAME_INVALID',
  tls_cert_auth: 'net::ERR_CERT_AUTHORITY_INVALID',
  blocked_client: 'net::ERR_BLOCKED_BY_CLIENT',
  proxy_fail: 'net::ERR_PROXY_CONNECTION_FAILED',
  offline: 'net::ERR_INTERNET_DISCONNECTED',
  net_changed: 'net::ERR_NETWORK_CHANGED',
  io_suspended: 'net::ERR_NETWORK_IO_SUSPENDED',
  aborted: 'net::ERR_ABORTED',
  redirect_loop: 'net::ERR_TOO_MANY_REDIRECTS',
  fail_dns: 'net::ERR_NAME_NOT_RESOLVED',
  fail_cert: 'net::ERR_CERT_AUTHORITY_INVALID',
  fail_date: 'net::ERR_CERT_DATE_INVALID',
  fail_proxy: 'net::ERR_PROXY_CONNECTION_FAILED',
};

/** The browser names why a request failed, unless codes are taken away. */
export function failure(name: string, codes: boolean): WireReply {
  // Redirects stay visible, and so does their going in circles.
  const cause = codes || name === 'redirect_loop' ? (CAUSE[name] ?? 'net::ERR_FAILED') : null;
  return { kind: 'failure', cause, timedOut: false, limited: false, tookMs: FAILED_MS };
}

/** Nothing came within the request's own time. */
export function silence(request: WireRequest): WireReply {
  return { kind: 'failure', cause: null, timedOut: true, limited: false, tookMs: request.timeoutMs };
}

interface Answer {
  status: number;
  tookMs: number;
  url?: string;
  body?: string;
  headers?: Record<string, string>;
  ip?: string | null;
}

/** An answer, with the body cut to what was asked for. */
export function answer(request: WireRequest, { status, tookMs, url, body, headers, ip }: Answer): WireReply {
  if (tookMs >= request.timeoutMs) return silence(request);
  const bytes = new TextEncoder().encode(body ?? '');
  return {
    kind: 'response',
    status,
    url: url ?? request.url,
    headers: headers ?? {},
    body: request.readBytes === 0 ? null : bytes.subarray(0, request.readBytes),
    cut: bytes.length > request.readBytes,
    ip: ip ?? null,
    tookMs,
  };
}

/** A JSON answer of a source. */
export function json(request: WireRequest, value: unknown, tookMs: number, status = 200): WireReply {
  const headers = { 'content-type': 'application/json' };
  return answer(request, { status, tookMs, body: JSON.stringify(value), headers });
}

/** All that is probed are icons; what stands in their place is a page. */
const ICON = { 'content-type': 'image/x-icon' };
const PAGE = { 'content-type': 'text/html; charset=utf-8' };

/** What a probe of a service gets, by the scenario's class. */
export function probeReply(
  request: WireRequest,
  outcome: string,
  signals: { ttfb_ms: number; retry_after?: number | null },
  codes: boolean,
  date: string,
): WireReply {
  const tookMs = signals.ttfb_ms;
  const headers: Record<string, string> = { date };
  if (outcome === 'ok' || outcome === 'slow')
    return answer(request, { status: 200, tookMs, headers: { ...headers, ...ICON }, ip: ADDRESS });
  if (outcome === 'timeout' || outcome === 'tcp_timeout' || outcome === 'dns_timeout')
    return silence(request);
  if (outcome === 'redirect_login') {
    return answer(request, { status: 200, tookMs, headers, url: new URL('/login', request.url).href });
  }
  if (outcome === 'redirect_offsite') {
    return answer(request, { status: 200, tookMs, headers, url: 'https://proxy.corporate.example/blocked' });
  }
  if (outcome === 'body_mismatch')
    return answer(request, { status: 200, tookMs, headers: { ...headers, ...PAGE }, body: '<html></html>' });
  if (outcome.startsWith('http_')) {
    if (signals.retry_after != null) headers['retry-after'] = String(signals.retry_after);
    return answer(request, { status: Number(outcome.slice(5)), tookMs: FAILED_MS, headers, ip: ADDRESS });
  }
  return failure(outcome, codes);
}

/** What a control gets, by the scenario's class; null when the host is no control. */
export function controlReply(
  request: WireRequest,
  outcome: string,
  tookMs: number,
  codes: boolean,
  date: string,
): WireReply | null {
  const healthy = CONTROLS[new URL(request.url).hostname];
  if (healthy === undefined) return null;
  if (outcome === 'ok') return answer(request, { ...healthy, tookMs, headers: { date } });
  if (outcome === 'portal') {
    const url = 'http://portal.hotel.example/login';
    return answer(request, { status: 200, tookMs: FAILED_MS, body: PORTAL_PAGE, url });
  }
  if (outcome === 'fail' || outcome === 'blocked') return silence(request);
  return failure(outcome, codes);
}
