/** Do two host names belong to the same site? Pure; a heuristic, since the full public suffix list is too large to ship. */
import { isAddress } from './private-host';

/** Second labels under which a country registers names: example.co.uk, example.com.sa. */
const SECOND_LEVEL = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'go',
  'gouv',
  'ne',
  'net',
  'or',
  'org',
  'web',
]);

/** Hosting platforms that give each customer a name of its own. */
const PLATFORMS = new Set([
  'amazonaws.com',
  'appspot.com',
  'azurewebsites.net',
  'blogspot.com',
  'cloudfront.net',
  'firebaseapp.com',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'myshopify.com',
  'netlify.app',
  'onrender.com',
  'pages.dev',
  'statuspage.io',
  'vercel.app',
  'web.app',
  'wordpress.com',
  'workers.dev',
]);

/** A shorter name is too likely to be shared by strangers under different endings (t.me and t.co). */
const TELLING_LENGTH = 4;

function suffixLength(labels: readonly string[]): number {
  const last = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  if (PLATFORMS.has(`${second}.${last}`)) return 2;
  return last.length === 2 && SECOND_LEVEL.has(second) ? 2 : 1;
}

/** Tells the name somebody registered: "example.co.uk" for "www.example.co.uk"; an address stays as it is. */
export function siteOf(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isAddress(name)) return name;
  const labels = name.split('.');
  return labels.slice(-(suffixLength(labels) + 1)).join('.');
}

function brandOf(site: string): string | null {
  if (isAddress(site)) return null;
  const labels = site.split('.');
  const brand = labels.length === suffixLength(labels) + 1 ? (labels[0] ?? '') : '';
  return brand.length >= TELLING_LENGTH ? brand : null;
}

/**
 * Tells whether two hosts belong to the same site. Country editions of one name (amazon.com and amazon.sa) count as
 * the same, because redirects by country are normal.
 */
export function isSameSite(a: string, b: string): boolean {
  const first = siteOf(a);
  const second = siteOf(b);
  if (first === second) return true;
  const brand = brandOf(first);
  return brand !== null && brand === brandOf(second);
}

/** Gives the same host with "www." in front, or without. */
export function twinOf(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : `www.${host}`;
}
