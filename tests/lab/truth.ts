/** What is true of a host, for everyone or only for some: the one source of all that the lab says. */

/** Who sees a fault: everyone, only the browsers here, only others, or others in these countries and here if listed. */
export type Reach = 'everyone' | 'here' | 'elsewhere' | readonly string[];

export interface Truth {
  /** bogus: its signatures (DNSSEC) do not check out. */
  dns: 'ok' | 'nxdomain' | 'servfail' | 'bogus' | 'silence' | 'hijack';
  /** refused-secure: plain http is answered all the same. */
  tcp: 'ok' | 'refused' | 'refused-secure' | 'reset' | 'silence';
  tls: 'ok' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'untrusted';
  /** HTTP status of a healthy connection. */
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Time to the first byte. */
  slowMs: number;
  /** Says nothing after the request, or breaks off in the middle of the body, or answers with noise. */
  answer: 'whole' | 'hang' | 'cut' | 'garbage';
  redirect: 'none' | 'login' | 'elsewhere' | 'loop';
  reach: Reach;
  /** Share of route collectors that see its prefixes. */
  routes: number;
  report: 'none' | 'minor' | 'major' | 'critical' | 'maintenance' | 'unreachable';
  words: string;
}

export const WELL: Truth = {
  dns: 'ok',
  tcp: 'ok',
  tls: 'ok',
  status: 200,
  headers: {},
  body: '<!doctype html><title>Lab</title><p>All is well.</p>',
  slowMs: 0,
  answer: 'whole',
  redirect: 'none',
  reach: 'everyone',
  routes: 1,
  report: 'none',
  words: 'We are looking into it.',
};

/** The country in which the lab's browsers stand. */
export const HERE = 'SA';

/** Tells whether a fault shows in the lab's own browsers. */
export function showsHere({ reach }: Truth): boolean {
  if (typeof reach === 'string') return reach !== 'elsewhere';
  return reach.includes(HERE);
}

/** Tells whether a fault shows from a country. */
export function showsFrom({ reach }: Truth, country: string): boolean {
  if (typeof reach === 'string') return reach !== 'here';
  return reach.includes(country);
}

/** How a fault looks to a probe elsewhere; null when it answers. */
export function faultElsewhere(truth: Truth): string | null {
  if (truth.dns !== 'ok' && truth.dns !== 'hijack') return 'dns';
  if (truth.tcp === 'silence') return 'timeout';
  if (truth.tcp !== 'ok') return truth.tcp === 'reset' ? 'reset' : 'refused';
  if (truth.tls === 'wrong-name') return 'tls_name';
  if (truth.tls === 'untrusted') return 'tls_untrusted';
  if (truth.tls !== 'ok') return 'tls';
  if (truth.answer === 'hang') return 'timeout';
  if (truth.status >= 500) return 'http_5xx';
  return truth.status >= 400 ? `http_${truth.status}` : null;
}
