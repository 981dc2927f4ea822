/** Can this address, as a person typed it, be watched? Pure. */
import { isPrivateHost } from './private-host';

/**
 * What keeps an address from being watched: nothing typed, no address at all, not http or https, holds a password,
 * a host name that cannot exist, a port that browsers refuse, or too long.
 */
export type CustomUrlProblem =
  | 'empty'
  | 'not-a-url'
  | 'scheme'
  | 'credentials'
  | 'host'
  | 'port'
  | 'too-long';

type CustomUrl =
  | { ok: true; url: string; host: string; isPrivate: boolean }
  | { ok: false; problem: CustomUrlProblem };

const MAX_LENGTH = 2048;

/** Ports of other protocols that both browsers refuse to open (Fetch standard, "bad port"). */
const BAD_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 ' +
    '123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 ' +
    '990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  ).split(' '),
);

/** An address without a scheme gets https, and http inside the house, where certificates are rare. */
function completeScheme(text: string): string {
  // A port ("localhost:3000") is not a scheme.
  if (/^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(text)) return text;
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(text)?.[0] ?? '';
  return `${isPrivateHost(host) ? 'http' : 'https'}://${text}`;
}

function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function isPossibleHost(host: string): boolean {
  if (host.startsWith('[')) return host !== '[::]';
  if (host === '0.0.0.0' || host === '255.255.255.255') return false;
  // Hosts name records, and these two name something in every object already.
  if (host === '__proto__' || host === 'constructor') return false;
  const labels = host.replace(/\.$/, '').split('.');
  if (!labels.every((label) => label.length > 0 && label.length <= 63) || host.length > 253) return false;
  // No registry gives such a name away; in front of one its owner may do as they like.
  return labels.slice(-2).every((label) => !/^-|-$/.test(label));
}

function problemOf(url: URL): CustomUrlProblem | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username || url.password) return 'credentials';
  if (!isPossibleHost(url.hostname)) return 'host';
  if (BAD_PORTS.has(url.port)) return 'port';
  return url.href.length > MAX_LENGTH ? 'too-long' : null;
}

/**
 * Reads an address that a person typed: the URL in its normal form without a fragment, its host, and whether that
 * host is private (then it is watched, and never told to anybody else); or the problem with it.
 */
export function parseCustomUrl(text: string): CustomUrl {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty' };
  if (typed.length > MAX_LENGTH) return { ok: false, problem: 'too-long' };
  if (/\s/.test(typed)) return { ok: false, problem: 'not-a-url' };
  const url = readUrl(completeScheme(typed));
  if (!url) return { ok: false, problem: 'not-a-url' };
  // A dot at the end says that the name is whole, which one with a dot inside is anyway.
  if (/\..*\.$/.test(url.hostname)) url.hostname = url.hostname.slice(0, -1);
  const problem = problemOf(url);
  if (problem) return { ok: false, problem };
  url.hash = '';
  return { ok: true, url: url.href, host: url.hostname, isPrivate: isPrivateHost(url.hostname) };
}
