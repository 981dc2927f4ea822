import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import {
  catalogue,
  familyById,
  membersOf,
  serviceByHost,
  serviceById,
  services,
} from '@/utils/catalogue/find';
import { isSameSite, siteOf } from '@/utils/catalogue/same-site';
import list from '@/utils/catalogue/services.json';
import { serviceIdOf, targetOf } from '@/utils/catalogue/target';

const FEED_KINDS = [
  'statuspage',
  'incidentio',
  'google',
  'aws',
  'azure-rss',
  'slack',
  'apple',
  'instatus',
  'betterstack',
  'statusio',
  'statusiq-rss',
  'meta',
  'microsoft-consumer',
  'microsoft-mac',
  'heroku',
  'salesforce',
  'psn',
  'xbox',
  'riot',
  'stripe',
  'zendesk',
  'binance',
  'okx',
  'deepl',
  'rss',
  'atom',
] as const;

const CLOUDS = [
  'akamai',
  'alibaba-cloud',
  'aws',
  'azure',
  'cloudflare',
  'fastly',
  'google-cloud',
  'huawei-cloud',
  'oracle-cloud',
  'ovh',
  'tencent-cloud',
  'vercel',
] as const;

const Id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const Url = v.pipe(v.string(), v.url(), v.startsWith('https://'));
const Host = v.pipe(v.string(), v.regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/));
const Name = v.pipe(v.string(), v.trim(), v.minLength(1));

const File = v.strictObject({
  families: v.array(
    v.strictObject({
      id: Id,
      name: Name,
      asns: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
      nameServerPrefixes: v.optional(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f.:]+\/\d{1,3}$/)))),
    }),
  ),
  services: v.array(
    v.strictObject({
      id: Id,
      name: Name,
      nameAr: v.optional(Name),
      category: Id,
      hosts: v.pipe(v.array(Host), v.minLength(1)),
      homepage: v.optional(Url),
      probe: v.optional(Url),
      family: v.optional(Id),
      clouds: v.optional(v.pipe(v.array(v.picklist(CLOUDS)), v.minLength(1))),
      feed: v.optional(
        v.strictObject({
          kind: v.picklist(FEED_KINDS),
          url: v.optional(Url),
          page: Url,
          components: v.optional(v.pipe(v.array(Name), v.minLength(1))),
          part: v.optional(v.literal(true)),
        }),
      ),
    }),
  ),
});

describe('the list of services', () => {
  it('follows its schema', () => {
    expect(v.safeParse(File, list).issues).toBeUndefined();
  });

  it('holds all services, each id once', () => {
    expect(new Set(services.map((service) => service.id)).size).toBe(245);
    expect(services).toHaveLength(245);
  });

  it('holds everything that fell or was reported on 4 October 2021', () => {
    for (const id of ['facebook', 'instagram', 'whatsapp', 'messenger', 'google', 'amazon', 'tiktok', 'x']) {
      expect(serviceById(id)?.id).toBe(id);
    }
  });

  it('probes one of the hosts of each service, over https', () => {
    const strays = services.filter((service) => !service.hosts.includes(new URL(service.probe).hostname));
    expect(strays.map((service) => service.id)).toEqual([]);
    expect(services.every((service) => service.probe.startsWith('https://'))).toBe(true);
  });

  it('knows every family, and names those with several members', () => {
    for (const service of services) {
      const family = familyById(service.family);
      expect(family?.name, service.id).toBeTruthy();
      if (service.family !== service.id)
        expect(membersOf(service.family).length, service.id).toBeGreaterThan(1);
    }
  });

  it('writes a feed of the usual kind from its page', () => {
    expect(serviceById('reddit')?.feed).toEqual({
      kind: 'statuspage',
      url: 'https://www.redditstatus.com/api/v2/summary.json',
      page: 'https://www.redditstatus.com/',
      components: null,
      authority: 'product',
    });
  });

  it('lets a page that speaks for business customers only confirm', () => {
    expect(serviceById('whatsapp')?.feed?.authority).toBe('part');
    expect(serviceById('linkedin')?.feed?.authority).toBe('part');
  });
});

describe('families', () => {
  it('groups Meta with its name-server prefixes', () => {
    expect(familyById('meta')).toEqual({
      id: 'meta',
      name: 'Meta',
      asns: [32934],
      nameServerPrefixes: ['129.134.30.0/23', '185.89.218.0/23'],
    });
    expect(membersOf('meta').map((service) => service.id)).toEqual([
      'facebook',
      'instagram',
      'threads',
      'whatsapp',
      'messenger',
      'metaai',
    ]);
  });

  it('makes a lone service a family of its own name', () => {
    expect(serviceById('reddit')?.family).toBe('reddit');
    expect(familyById('reddit')).toEqual({ id: 'reddit', name: 'Reddit', asns: [], nameServerPrefixes: [] });
    expect(familyById('nobody')).toBeUndefined();
    expect(membersOf('nobody')).toEqual([]);
  });
});

describe('finding a service by host', () => {
  it.each([
    ['web.whatsapp.com', 'whatsapp'],
    ['WWW.Reddit.com', 'reddit'],
    ['reddit.com', 'reddit'],
    ['old.reddit.com', 'reddit'],
    ['github.com', 'github'],
    ['www.facebook.com', 'facebook'],
    ['www.google.com', 'google'],
    ['mail.google.com', 'gmail'],
    ['de.wikipedia.org', 'wikipedia'],
  ])('%s is %s', (host, id) => {
    expect(serviceByHost(host)?.id).toBe(id);
  });

  it.each(['keep.google.com', 'example.com', 'notreddit.com', 'com', ''])('%s is nobody', (host) => {
    expect(serviceByHost(host)).toBeUndefined();
  });
});

describe('controls', () => {
  it('come from at least five independent operators', () => {
    expect(new Set(controls.map((control) => control.operator)).size).toBeGreaterThanOrEqual(5);
  });

  it('hold one asked by number and one over plain http', () => {
    expect(controls.filter((one) => one.byNumber).map((one) => one.target.url)).toEqual([
      'https://1.1.1.1/cdn-cgi/trace',
    ]);
    expect(controls.filter((one) => one.plainHttp).map((one) => one.target.url)).toEqual([
      'http://detectportal.firefox.com/success.txt',
    ]);
  });

  it('are exactly the hosts that may be asked', () => {
    expect(controls.map((one) => one.target.url).sort()).toEqual([
      'http://detectportal.firefox.com/success.txt',
      'https://1.1.1.1/cdn-cgi/trace',
      'https://captive.apple.com/hotspot-detect.html',
      'https://checkip.amazonaws.com/',
      'https://cp.cloudflare.com/generate_204',
      'https://en.wikipedia.org/robots.txt',
      'https://www.gstatic.com/generate_204',
    ]);
  });

  it('name families that exist, and five operators are left without any one of them', () => {
    for (const { family } of controls) {
      const rest = controls.filter((one) => one.family === null || one.family !== family);
      expect(new Set(rest.map(({ operator }) => operator)).size).toBeGreaterThanOrEqual(5);
    }
    for (const one of controls) if (one.family !== null) expect(familyById(one.family)).toBeDefined();
  });
});

describe('sites', () => {
  it.each([
    ['www.example.co.uk', 'example.co.uk'],
    ['www.alrajhibank.com.sa', 'alrajhibank.com.sa'],
    ['a.b.example.com', 'example.com'],
    ['someone.github.io', 'someone.github.io'],
    ['192.168.1.4', '192.168.1.4'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['localhost', 'localhost'],
  ])('%s belongs to %s', (host, site) => {
    expect(siteOf(host)).toBe(site);
  });

  it('sees country editions of one name as one site, and strangers as two', () => {
    expect(isSameSite('www.amazon.com', 'www.amazon.sa')).toBe(true);
    expect(isSameSite('www.example.com', 'login.example.com')).toBe(true);
    expect(isSameSite('a.github.io', 'b.github.io')).toBe(false);
    expect(isSameSite('one.co.uk', 'two.co.uk')).toBe(false);
    expect(isSameSite('t.me', 't.co')).toBe(false);
    expect(isSameSite('10.0.0.1', '10.0.0.2')).toBe(false);
  });
});

describe('targets', () => {
  it('ask the probe of a catalogue service and accept its other hosts', () => {
    expect(targetOf({ id: 'whatsapp' }, catalogue)).toEqual({
      id: 'whatsapp',
      url: 'https://web.whatsapp.com/favicon.ico',
      hosts: ['web.whatsapp.com', 'www.whatsapp.com', 'static.whatsapp.net'],
      expect: null,
    });
  });

  it('ask a custom URL under the name of its host', () => {
    const favourite = { url: 'https://status.example/health?x=1#top', name: 'Example' };
    expect(serviceIdOf(favourite)).toBe('status.example');
    expect(targetOf(favourite, catalogue)).toEqual({
      id: 'status.example',
      url: 'https://status.example/health?x=1',
      hosts: ['status.example'],
      expect: null,
    });
  });

  it('are missing for what is unknown or cannot be watched', () => {
    expect(targetOf({ id: 'nobody' }, catalogue)).toBeNull();
    expect(targetOf({ url: 'ftp://example.com/', name: 'x' }, catalogue)).toBeNull();
  });
});
