/** Which well-known addresses tell whether the connection works at all? Pure. Operators are independent of each other. */
import type { Target } from '@/utils/model';

export interface Control {
  target: Target;
  /** Who runs it; two controls of one operator are one voice. */
  operator: string;
  /** The family it would fall with, and for which it is never asked; null when there is none. */
  family: string | null;
  /** Asked by address, so it answers without DNS. */
  byNumber: boolean;
  /** Asked over plain http, so a captive portal can answer in its place. */
  plainHttp: boolean;
}

interface ControlRow extends Pick<Target, 'url' | 'expect'> {
  id: string;
  operator: string;
  family: string | null;
  byNumber?: true;
  plainHttp?: true;
}

const ROWS: readonly ControlRow[] = [
  {
    id: 'control-google',
    url: 'https://www.gstatic.com/generate_204',
    operator: 'google',
    family: 'google',
    expect: { status: 204, empty: true },
  },
  {
    id: 'control-cloudflare',
    url: 'https://cp.cloudflare.com/generate_204',
    operator: 'cloudflare',
    family: 'cloudflare',
    expect: { status: 204, empty: true },
  },
  {
    id: 'control-number',
    url: 'https://1.1.1.1/cdn-cgi/trace',
    operator: 'cloudflare',
    family: 'cloudflare',
    byNumber: true,
    expect: { status: 200, pattern: '^ip=[0-9a-fA-F.:]+$' },
  },
  {
    id: 'control-apple',
    url: 'https://captive.apple.com/hotspot-detect.html',
    operator: 'apple',
    family: 'apple',
    expect: { status: 200, text: 'Success' },
  },
  {
    id: 'control-amazon',
    url: 'https://checkip.amazonaws.com',
    operator: 'amazon',
    family: 'amazon',
    expect: { status: 200, pattern: '^[0-9a-fA-F.:]+$' },
  },
  {
    id: 'control-wikimedia',
    url: 'https://en.wikipedia.org/robots.txt',
    operator: 'wikimedia',
    family: 'wikipedia',
    expect: { status: 200 },
  },
  {
    id: 'control-portal',
    url: 'http://detectportal.firefox.com/success.txt',
    operator: 'mozilla',
    // It runs on Google Cloud, but it is asked about portals, which favourites of Google have too.
    family: null,
    plainHttp: true,
    expect: { status: 200, pattern: '^success$' },
  },
];

function controlOf(row: ControlRow): Control {
  const url = new URL(row.url).href;
  return {
    target: { id: row.id, url, hosts: [new URL(url).hostname], expect: row.expect },
    operator: row.operator,
    family: row.family,
    byNumber: row.byNumber === true,
    plainHttp: row.plainHttp === true,
  };
}

/** Every control, https first, the plain-http one last. */
export const controls: readonly Control[] = ROWS.map(controlOf);

/** Names who was asked; where it was by number, with the number, since the same operator is asked by name too. */
export function controlName({ operator, byNumber, target }: Control): string {
  return byNumber ? `${operator} (${target.hosts[0]})` : operator;
}
