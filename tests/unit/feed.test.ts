import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Feed, FeedKind, Observation, StatusPageObservation } from '@/utils/model';
import { askFeed } from '@/utils/probes/feed';
import { READERS } from '@/utils/probes/feeds/readers';
import { bytes, NOW, replying } from './replying-wire';

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url));
}

function feedOf(
  kind: FeedKind,
  components: readonly string[] | null = null,
  url = 'https://s.example/x',
): Feed {
  return { kind, url, page: 'https://s.example/', components, authority: 'product' };
}

async function askAbout(feed: Feed, body: Uint8Array): Promise<StatusPageObservation> {
  const [seen] = await askFeed({ kind: 'feed', services: ['svc'], feed }, replying({ body }));
  return pageOf(seen);
}

function pageOf(seen: Observation | undefined): StatusPageObservation {
  if (seen?.source !== 'status-page') throw new Error('no status page among the observations');
  return seen;
}

type Row = [FeedKind, string, readonly string[] | null, StatusPageObservation['indicator'], RegExp | null];

const READ: Row[] = [
  ['statuspage', 'statuspage-calm.json', null, 'none', null],
  [
    'statuspage',
    'statuspage-major.json',
    null,
    'major',
    /^We found the cause & are rolling out a fix\. Runs are delayed/,
  ],
  ['statuspage', 'statuspage-major.json', ['Actions'], 'major', /rolling out/],
  ['statuspage', 'statuspage-major.json', ['c2'], 'major', /rolling out/],
  ['statuspage', 'statuspage-major.json', ['Copilot'], 'none', null],
  ['statuspage', 'statuspage-major.json', ['No such part'], null, null],
  ['statuspage', 'statuspage-calm.json', ['No such part'], 'none', null],
  ['statuspage', 'statuspage-calm.json', ['Regions'], 'none', null],
  ['statuspage', 'statuspage-resolved.json', null, 'none', null],
  ['statuspage', 'statuspage-maintenance.json', null, 'maintenance', /in progress/],
  ['statuspage', 'statuspage-maintenance.json', ['Git'], 'maintenance', /in progress/],
  ['statuspage', 'statuspage-cloudflare-minor.json', null, 'minor', /fix has been/],
  ['statuspage', 'statuspage-cloudflare-minor.json', ['Amsterdam'], 'major', /fix has been/],
  ['incidentio', 'incidentio-status-only.json', null, 'critical', null],
  ['incidentio', 'incidentio-no-incidents.json', null, 'minor', null],
  ['incidentio', 'incidentio-no-incidents.json', ['Login'], 'minor', null],
  ['google', 'google-gmail-outage.json', ['Gmail'], 'critical', /^Summary Gmail is not reachable/],
  ['google', 'google-gmail-outage.json', ['Google Meet'], 'none', null],
  ['google', 'google-gmail-outage.json', ['Google Docs', 'Google Sheets'], 'minor', null],
  ['google', 'google-gmail-outage.json', ['Google Calendar'], 'none', null],
  ['aws', 'aws-me-south-1.utf16be.json', ['me-south-1'], 'major', /^We see recovery/],
  ['aws', 'aws-me-south-1.utf16be.json', ['us-east-1'], 'none', null],
  ['aws', 'aws-calm.utf16be.json', null, 'none', null],
  ['azure-rss', 'azure-calm.xml', null, 'none', null],
  ['azure-rss', 'azure-event.xml', null, 'minor', /^Impact Statement: .* timeouts & errors\.$/],
  ['slack', 'slack-ok.json', null, 'none', null],
  ['slack', 'slack-active.json', null, 'minor', /^We continue to work on a fix/],
  ['slack', 'slack-active.json', ['Huddles'], 'none', null],
  ['apple', 'apple-ongoing.js', ['iCloud Mail', 'iCloud Drive'], 'major', /experiencing a problem/],
  ['apple', 'apple-ongoing.js', ['iCloud Drive'], 'none', null],
  ['apple', 'apple-ongoing.js', ['Apple Music'], 'maintenance', /under way/],
  ['apple', 'apple-ongoing.js', ['Apple Pay'], 'none', null],
  ['apple', 'apple-ongoing.js', ['No such service'], null, null],
  ['instatus', 'instatus-summary-up.json', null, 'none', null],
  ['instatus', 'instatus-summary-issues.json', null, 'critical', /Deploys are slow/],
  ['instatus', 'instatus-components.json', ['Website'], 'major', null],
  ['instatus', 'instatus-components.json', ['Sonar'], 'maintenance', null],
  ['instatus', 'instatus-components.json', ['API'], 'maintenance', null],
  ['betterstack', 'betterstack-downtime.json', null, 'major', /^We are looking into it/],
  ['betterstack', 'betterstack-downtime.json', ['Spaces'], 'none', null],
  ['statusio', 'statusio-disruption.json', null, 'major', /^A fix is being deployed/],
  ['statusio', 'statusio-disruption.json', ['Website'], 'none', null],
  ['statusio', 'statusio-disruption.json', ['Runners'], 'major', null],
  ['meta', 'meta-orgs.json', ['facebook-login', 'graph-api'], 'none', null],
  ['meta', 'meta-orgs.json', ['whatsapp-business-api'], 'major', /Major disruptions/],
  ['meta', 'meta-orgs.json', ['messenger'], null, null],
  ['microsoft-consumer', 'microsoft-consumer.json', ['Outlook.com'], 'major', /investigating a problem/],
  ['microsoft-consumer', 'microsoft-consumer.json', ['OneDrive'], 'none', null],
  ['microsoft-mac', 'microsoft-mac.json', null, 'none', null],
  ['heroku', 'heroku-yellow.json', null, 'minor', /US region/],
  ['heroku', 'heroku-yellow.json', ['Data'], 'none', null],
  ['salesforce', 'salesforce-active.json', null, 'minor', /technology team/],
  ['salesforce', 'salesforce-active.json', ['NA211'], 'major', /technology team/],
  ['psn', 'psn-outage.json', null, 'major', null],
  ['psn', 'psn-calm.json', null, 'none', null],
  ['xbox', 'xbox-impacted.xml', null, 'minor', null],
  ['xbox', 'xbox-none.json', null, 'none', null],
  ['riot', 'riot-critical.json', null, 'major', /^We are aware of login trouble/],
  ['stripe', 'stripe-down.json', null, 'major', /Elevated API errors/],
  ['stripe', 'stripe-down.json', ['dashboard'], 'none', null],
  ['zendesk', 'zendesk-active.json', null, 'major', /Pod 18/],
  ['binance', 'binance-maintenance.json', null, 'maintenance', /system_maintenance/],
  ['okx', 'okx-status.json', null, 'maintenance', /upgrade/],
  ['deepl', 'deepl-degraded.json', null, 'minor', /slowly/],
  ['statusiq-rss', 'statusiq.xml', ['Zoho Mail'], 'major', /Sending mail is delayed/],
  ['statusiq-rss', 'statusiq.xml', ['Zoho CRM'], 'none', null],
  ['rss', 'rss-log.xml', null, 'minor', /Requests are slow/],
  ['atom', 'atom-paypal.xml', null, 'major', /cannot pay/],
];

describe('what status pages say', () => {
  it.each(READ)('reads %s from %s for %j as %s', async (kind, name, components, indicator, words) => {
    const seen = await askAbout(feedOf(kind, components), fixture(name));
    expect(seen.indicator).toBe(indicator);
    expect(seen.outcome).toBe(indicator === null ? 'failed' : 'ok');
    if (words) expect(seen.words).toMatch(words);
    expect(seen.words ?? '').not.toMatch(/[<>]|&\w+;/);
  });

  it('has a fixture for every kind of page', () => {
    expect(new Set(READ.map(([kind]) => kind))).toEqual(new Set(Object.keys(READERS)));
  });

  it('keeps the component, the time of the words, the end of the work and the link', async () => {
    const seen = await askAbout(feedOf('statuspage'), fixture('statuspage-maintenance.json'));
    expect(seen).toMatchObject({
      component: 'Database upgrade',
      wordsAt: at('09:30:00'),
      until: at('11:30:00'),
      link: 'https://stspg.io/abc123',
    });
  });

  it('takes the newest update, whatever the order', async () => {
    const seen = await askAbout(feedOf('statusio'), fixture('statusio-disruption.json'));
    expect(seen.wordsAt).toBe(at('09:40:00'));
  });

  it.each([
    [['a'], 'identified', 'critical'],
    [['a', 'b'], 'identified', 'minor'],
    [['a'], 'monitoring', 'none'],
  ])('weighs an incident that names %j, %s, as %s for the first of them', async (ids, status, indicator) => {
    const part = (id: string) => ({ id, name: `part ${id}`, status: 'operational' });
    const incidents = [{ name: 'n', status, impact: 'critical', components: ids.map(part) }];
    const page = { status: { indicator: 'critical' }, components: ['a', 'b'].map(part), incidents };
    const seen = await askAbout(feedOf('statuspage', ['part a']), bytes(JSON.stringify(page)));
    expect(seen.indicator).toBe(indicator);
  });

  it('gives one observation for each service that shares the page', async () => {
    const ask = { kind: 'feed', services: ['a', 'b'], feed: feedOf('statuspage') } as const;
    const wire = replying({ body: fixture('statuspage-major.json') });
    const seen = await askFeed(ask, wire);
    expect(seen.map((each) => pageOf(each).service)).toEqual(['a', 'b']);
    expect(wire.asked).toHaveLength(1);
    expect(wire.asked[0]).toMatchObject({ cache: 'no-cache', url: 'https://s.example/x' });
  });

  it.each([
    'https://www.cloudflarestatus.com/api/v2/summary.json',
    'https://status.twilio.com/api/v2/summary.json',
  ])('ignores the everyday "minor" of %s, but not of its named component', async (url) => {
    const body = fixture('statuspage-cloudflare-minor.json');
    expect((await askAbout(feedOf('statuspage', null, url), body)).indicator).toBe('none');
    expect((await askAbout(feedOf('statuspage', ['Amsterdam'], url), body)).indicator).toBe('major');
  });

  it('does not believe an empty Azure feed that is no longer rebuilt', async () => {
    const stale = fixture('azure-calm.xml').toString().replace('09:59:30', '08:59:30');
    expect((await askAbout(feedOf('azure-rss'), bytes(stale))).indicator).toBeNull();
  });
});

const KINDS = Object.keys(READERS) as FeedKind[];

describe('pages that cannot be read', () => {
  const deep = '['.repeat(1_000_000);
  const garbage: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['HTML', fixture('catch-all.html')],
    ['two megabytes of noise', Uint8Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24)],
    ['two megabytes of spaces', bytes(' '.repeat(2_000_000))],
    ['two megabytes of open tags', bytes(`<rss><item><title>${'<'.repeat(2_000_000)}`)],
    ['endless items', bytes(`<rss>${'<item'.repeat(400_000)}`)],
    ['deep nesting', bytes(deep)],
    ['a number', bytes('7')],
    ['null', bytes('null')],
    ['a list of nulls', bytes('[null,null]')],
    ['another shape', bytes('{"status":{"state":"fine"},"data":[{"a":1}],"result":7,"page":"x"}')],
    [
      'prototype keys',
      bytes('{"__proto__":{"status":"ok","indicator":"critical"},"constructor":{"name":1}}'),
    ],
    ['an unknown word', bytes('{"status":{"indicator":"constructor"},"page":{"status":"toString"}}')],
  ];

  it.each(garbage)('says nothing on %s, and leaves the page alone', async (_, body) => {
    for (const kind of KINDS) {
      const ask = { kind: 'feed', services: ['svc'], feed: feedOf(kind) } as const;
      const [seen, left] = await askFeed(ask, replying({ body }));
      expect([kind, pageOf(seen).indicator, pageOf(seen).words]).toEqual([kind, null, null]);
      expect(left).toMatchObject({ source: 'back-off', of: 'feed', key: ask.feed.url, until: NOW + 300_000 });
    }
  });

  it('does not read a page that was cut off', async () => {
    const long = JSON.stringify({ status: { indicator: 'none' }, padding: 'x'.repeat(2_000_000) });
    expect((await askAbout(feedOf('statuspage'), bytes(long))).indicator).toBeNull();
  });

  it('reads the beginning of a long log', async () => {
    const log = fixture('atom-paypal.xml')
      .toString()
      .replace('</feed>', `<entry><title>${'x'.repeat(2_000_000)}`);
    expect((await askAbout(feedOf('atom'), bytes(log))).indicator).toBe('major');
  });

  it('does not call a list healthy whose members changed their shape', async () => {
    const moved = JSON.stringify([{ started: '2026-11-23T09:00:00Z', product: 'Gmail' }]);
    for (const kind of ['google', 'aws', 'salesforce'] as const) {
      expect((await askAbout(feedOf(kind), bytes(moved))).indicator).toBeNull();
    }
  });

  it.each([
    [{ status: 503, headers: { 'retry-after': '120' }, body: bytes('{}') }, 'failed', 120_000],
    [{ status: 429, headers: { 'x-ratelimit-reset': '90' } }, 'failed', 90_000],
    [{ status: 451, body: bytes('{"status":0,"msg":"normal"}') }, 'failed', 300_000],
    [{ status: 0, url: '' }, 'skipped', 300_000],
    [{ kind: 'failure', cause: null, timedOut: true, limited: false, tookMs: 8000 }, 'timeout', 300_000],
    [{ kind: 'failure', cause: null, timedOut: false, limited: true, tookMs: 5 }, 'skipped', 300_000],
  ] as const)('leaves it alone after %j', async (answer, outcome, ms) => {
    const ask = { kind: 'feed', services: ['svc'], feed: feedOf('binance') } as const;
    const [seen, left] = await askFeed(ask, replying(answer));
    expect(pageOf(seen)).toMatchObject({ outcome, indicator: null, link: 'https://s.example/' });
    expect(left).toMatchObject({ source: 'back-off', until: NOW + ms });
  });
});

describe('hostile words', () => {
  function incident(rest: object): Uint8Array {
    const one = {
      name: 'n',
      status: 'investigating',
      impact: 'major',
      incident_updates: [],
      components: [],
      ...rest,
    };
    return bytes(JSON.stringify({ status: { indicator: 'major' }, incidents: [one] }));
  }

  it('are plain text of at most 400 characters', async () => {
    const body = `<script>alert(1)</script>\u202eevil\u0000 &lt;b&gt; ${'😀'.repeat(1000)}\ud800`;
    const { words } = await askAbout(feedOf('statuspage'), incident({ incident_updates: [{ body }] }));
    expect(words).toMatch(/^evil <b> 😀/);
    expect(words?.length).toBeLessThanOrEqual(400);
    expect(words?.isWellFormed()).toBe(true);
  });

  it('do not choose where a click leads', async () => {
    for (const shortlink of [
      'javascript:alert(1)',
      'http://a.example',
      'https://u:p@a.example/',
      'x'.repeat(9999),
    ]) {
      expect((await askAbout(feedOf('statuspage'), incident({ shortlink }))).link).toBe('https://s.example/');
    }
  });

  it('cannot come from the far past or future', async () => {
    for (const created_at of ['9999-01-01', '0001-01-01', 1e300, 'soon', {}]) {
      const update = { body: 'x', created_at };
      expect(
        (await askAbout(feedOf('statuspage'), incident({ incident_updates: [update] }))).wordsAt,
      ).toBeNull();
    }
  });
});
