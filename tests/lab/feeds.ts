/** Status pages of the catalogue's services, each in the format of its kind. */
import { readFileSync } from 'node:fs';
import { statuspageJson } from '../sources/statuspage.ts';
import type { Truth } from './truth.ts';

interface Row {
  hosts: string[];
  feed?: { kind: string; url?: string; page: string; components?: string[] };
}

export interface KnownFeed {
  kind: string;
  url: string;
  /** Host of the service it speaks for. */
  host: string;
  components: readonly string[];
}

/** Finds the feed that a request is for. */
export class Feeds {
  private readonly byUrl = new Map<string, KnownFeed>();

  constructor(catalogue: URL) {
    const { services } = JSON.parse(readFileSync(catalogue, 'utf8')) as { services: Row[] };
    for (const { hosts, feed } of services) {
      if (feed === undefined) continue;
      const url = new URL(feed.url ?? `${feed.page}api/v2/summary.json`);
      const key = `${url.hostname}${url.pathname}`;
      if (!this.byUrl.has(key)) {
        this.byUrl.set(key, {
          kind: feed.kind,
          url: url.href,
          host: hosts[0] ?? '',
          components: feed.components ?? [],
        });
      }
    }
  }

  at(url: URL): KnownFeed | null {
    return this.byUrl.get(`${url.hostname}${url.pathname}`) ?? null;
  }

  /** Hosts whose truth feeds speak of. */
  hosts(): Set<string> {
    return new Set([...this.byUrl.values()].map((feed) => feed.host));
  }
}

const JSON_TYPE = 'application/json';

interface Said {
  bad: boolean;
  words: string;
  component: string;
  iso: string;
  feed: KnownFeed;
  truth: Truth;
}

type Writer = (said: Said) => unknown;

const statuspage: Writer = ({ feed, truth, words, iso }) =>
  statuspageJson(feed.url, truth.report === 'unreachable' ? 'none' : truth.report, words, iso);

/** One writer a kind; a kind without one says nothing, as a page does that changed. */
const WRITERS: Readonly<Record<string, Writer>> = {
  statuspage,
  incidentio: statuspage,
  slack: ({ bad, words, iso, feed }) => ({
    status: bad ? 'active' : 'ok',
    date_created: iso,
    date_updated: iso,
    active_incidents: bad
      ? [
          {
            id: 1,
            title: words,
            type: 'outage',
            status: 'active',
            url: feed.url,
            services: ['Messaging'],
            notes: [{ date_created: iso, body: words }],
          },
        ]
      : [],
  }),
  meta: ({ bad, component, iso }) => [
    {
      id: component,
      name: component,
      services: [{ name: component, status: bad ? 'Major disruptions' : 'No known issues', time: iso }],
    },
  ],
  google: ({ bad, words, iso, component }) =>
    bad
      ? [
          {
            id: '1',
            number: '1',
            begin: iso,
            created: iso,
            modified: iso,
            external_desc: words,
            updates: [],
            most_recent_update: { when: iso, text: words, status: 'SERVICE_OUTAGE' },
            status_impact: 'SERVICE_OUTAGE',
            severity: 'high',
            service_name: component,
            affected_products: [{ title: component, id: component }],
            uri: 'x',
          },
        ]
      : [],
  instatus: ({ bad, component, feed }) => ({
    page: { name: 'Lab', url: feed.url, status: bad ? 'HASISSUES' : 'UP' },
    components: [{ id: 'c', name: component, status: bad ? 'MAJOROUTAGE' : 'OPERATIONAL' }],
  }),
  betterstack: ({ bad }) => ({
    data: { id: '1', type: 'status_page', attributes: { aggregate_state: bad ? 'downtime' : 'operational' } },
    included: [],
  }),
};

/** Writes the body of a feed. */
export function feedBody(feed: KnownFeed, truth: Truth): { body: string | Buffer; type: string } {
  const bad = truth.report !== 'none' && truth.report !== 'unreachable';
  const said = {
    bad,
    words: truth.words,
    component: feed.components[0] ?? 'API',
    iso: new Date().toISOString(),
    feed,
    truth,
  };
  if (feed.kind === 'aws') return { body: awsBody(said), type: `${JSON_TYPE};charset=utf-16` };
  const writer = WRITERS[feed.kind];
  if (writer === undefined) return { body: '<html>This page has moved.</html>', type: 'text/html' };
  return { body: JSON.stringify(writer(said)), type: JSON_TYPE };
}

/** Amazon writes UTF-16, big end first, with a byte order mark. */
function awsBody({ bad, words }: Said): Buffer {
  const event = {
    service: 'ec2-us-east-1',
    region_name: 'N. Virginia',
    status: '3',
    summary: words,
    date: String(Math.floor(Date.now() / 1_000)),
    arn: 'arn:aws:health',
  };
  return Buffer.from(`\uFEFF${JSON.stringify(bad ? [event] : [])}`, 'utf16le').swap16();
}
