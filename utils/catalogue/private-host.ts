/** Is a host known only inside a home, an office or this computer? Pure. Such names are never told to others. */

const PRIVATE_ENDINGS = [
  'local',
  'localhost',
  'internal',
  'intranet',
  'home.arpa',
  'lan',
  'home',
  'corp',
  'test',
  'onion',
];

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** Reads a dotted IPv4 address as its four numbers; null for anything else. */
function ipv4Of(host: string): readonly number[] | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return null;
  const parts = host.split('.').map(Number);
  return parts.every((part) => part <= 255) ? parts : null;
}

/** Tells whether a host is written as an IPv4 or IPv6 address. */
export function isAddress(host: string): boolean {
  const name = bare(host);
  return name.includes(':') || ipv4Of(name) !== null;
}

function isPrivateIpv4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100) return b >= 64 && b <= 127;
  if (a === 169) return b === 254;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2));
  if (a === 198) return b === 18 || b === 19 || (b === 51 && c === 100);
  return a === 203 && b === 0 && c === 113;
}

/** URLs write an embedded IPv4 address as two groups of hexadecimal digits. */
function embeddedIpv4(groups: string): readonly number[] | null {
  const dotted = ipv4Of(groups);
  if (dotted) return dotted;
  const match = /^([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(groups);
  if (!match) return null;
  const high = Number.parseInt(match[1] ?? '', 16);
  const low = Number.parseInt(match[2] ?? '', 16);
  return [high >> 8, high & 255, low >> 8, low & 255];
}

function isPrivateIpv6(name: string): boolean {
  if (name === '::' || name === '::1') return true;
  for (const prefix of ['::ffff:', '64:ff9b::']) {
    const inner = name.startsWith(prefix) ? embeddedIpv4(name.slice(prefix.length)) : null;
    if (inner) return isPrivateIpv4(inner);
  }
  // Only 2000::/3 is handed out to the public; 2001:db8::/32 in it is for documentation.
  return !/^[23][0-9a-f]{3}:/.test(name) || /^2001:0?db8:/.test(name);
}

/**
 * Tells whether a host is private: loopback, private, link-local and reserved addresses, single labels, and endings
 * that no public name server answers for.
 */
export function isPrivateHost(host: string): boolean {
  const name = bare(host);
  if (name.includes(':')) return isPrivateIpv6(name);
  const address = ipv4Of(name);
  if (address) return isPrivateIpv4(address);
  if (!name.includes('.')) return true;
  return PRIVATE_ENDINGS.some((ending) => name.endsWith(`.${ending}`));
}
