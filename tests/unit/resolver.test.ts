import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolverName, Wire, WireReply, WireRequest } from '@/utils/model';
import { readDnsJson } from '@/utils/probes/dns-json';
import { askResolver } from '@/utils/probes/resolver';

const NOW = 1_633_362_000_000;

function said(body: unknown, status = 200, headers: Record<string, string> = {}): WireReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    kind: 'response',
    status,
    url: '',
    headers,
    body: new TextEncoder().encode(text),
    cut: false,
    ip: null,
    tookMs: 20,
  };
}

const silence: WireReply = { kind: 'failure', cause: null, timedOut: true, limited: false, tookMs: 4_000 };
const refused: WireReply = { kind: 'failure', cause: null, timedOut: false, limited: true, tookMs: 3 };

async function ask(resolver: ResolverName, replies: WireReply[], checkingDisabled = false) {
  const asked: WireRequest[] = [];
  const wire: Wire = {
    now: () => NOW,
    fetch: async (request) => {
      asked.push(request);
      return replies[asked.length - 1] ?? refused;
    },
  };
  const host = 'www.facebook.com';
  const seen = await askResolver(
    { kind: 'resolver', service: 'facebook', host, resolver, checkingDisabled },
    wire,
  );
  return { seen, asked };
}

const question = [{ name: 'www.facebook.com.', type: 1 }];

describe('asking a public resolver', () => {
  it('goes to Cloudflare by number, asks for JSON and for nothing that needs a preflight', async () => {
    const { asked } = await ask('cloudflare', [said({ Status: 0 })]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe('https://1.1.1.1/dns-query?name=www.facebook.com&type=A');
    expect(asked[0]?.headers).toEqual({ accept: 'application/dns-json' });
    expect(asked[0]?.explain).toBeUndefined();
  });

  it('goes to Google by number, and hides the network of the reader', async () => {
    const { asked } = await ask('google', [said({ Status: 0 })], true);
    const url = new URL(asked[0]?.url ?? '');
    expect(url.origin + url.pathname).toBe('https://8.8.8.8/resolve');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      name: 'www.facebook.com',
      type: 'A',
      edns_client_subnet: '0.0.0.0/0',
      cd: '1',
    });
  });

  it.each([
    ['cloudflare', 'cloudflare-dns.com'],
    ['google', 'dns.google'],
  ] as const)('falls back to the name of %s when its number does not answer', async (resolver, host) => {
    const { seen, asked } = await ask(resolver, [
      refused,
      said({ Status: 0, Question: question, Answer: [{ type: 1, data: '157.240.1.35' }] }),
    ]);
    expect(new URL(asked[1]?.url ?? '').hostname).toBe(host);
    expect(seen).toMatchObject([{ outcome: 'ok', answer: 'address' }]);
  });
});

describe('an answer about a name', () => {
  it('holds its address at the end of a chain of aliases', async () => {
    const Answer = [
      { name: 'www.facebook.com.', type: 5, TTL: 10, data: 'star-mini.c10r.facebook.com.' },
      { name: 'star-mini.c10r.facebook.com.', type: 1, TTL: 10, data: '157.240.1.35' },
    ];
    const { seen } = await ask('google', [said({ Status: 0, Question: question, Answer })]);
    expect(seen).toEqual([
      {
        source: 'resolver',
        service: 'facebook',
        host: 'www.facebook.com',
        resolver: 'google',
        at: NOW,
        outcome: 'ok',
        tookMs: 20,
        answer: 'address',
        ede: [],
        checkingDisabled: false,
      },
    ]);
  });

  it.each([
    [{ Status: 0, Answer: [{ type: 5, data: 'gone.example.' }] }, 'empty'],
    [{ Status: 0 }, 'empty'],
    [{ Status: 2 }, 'servfail'],
    [{ Status: 3, Question: [{ name: 'WWW.Facebook.com' }] }, 'nxdomain'],
    [{ Status: 5 }, 'refused'],
  ])('%j is %s', async (body, answer) => {
    expect((await ask('cloudflare', [said(body)])).seen).toMatchObject([{ outcome: 'ok', answer }]);
  });

  it('carries the extended errors of Cloudflare', async () => {
    const Comment = [
      'EDE(22): No Reachable Authority',
      'EDE(9): DNSKEY Missing no SEP matching the DS found',
    ];
    const { seen } = await ask('cloudflare', [said({ Status: 2, Comment })]);
    expect(seen).toMatchObject([{ answer: 'servfail', ede: [9, 22] }]);
  });

  it('carries the extended errors of Google', async () => {
    const { seen } = await ask('google', [
      said({
        Status: 2,
        Comment: 'DNSSEC validation failure.',
        extended_dns_errors: [{ info_code: 9, extra_text: 'No DNSKEY matches DS RRs' }],
      }),
    ]);
    expect(seen).toMatchObject([{ answer: 'servfail', ede: [9] }]);
  });
});

describe('a resolver that does not answer', () => {
  it('says nothing about the name when it is silent', async () => {
    const { seen } = await ask('google', [silence, silence]);
    expect(seen).toMatchObject([
      { outcome: 'timeout', answer: null },
      { source: 'back-off', of: 'resolver', key: 'google', until: NOW + 15_000 },
    ]);
  });

  it('is left alone for as long as it asks', async () => {
    const { seen, asked } = await ask('google', [said('slow down', 429, { 'retry-after': '90' })]);
    expect(asked).toHaveLength(1);
    expect(seen).toMatchObject([
      { source: 'resolver', outcome: 'skipped', answer: null },
      { source: 'back-off', of: 'resolver', key: 'google', until: NOW + 90_000 },
    ]);
  });

  it.each([
    ['<html>Sign in</html>'],
    ['{"Status":"0"}'],
    ['null'],
    [{ Status: 9 }],
    [{ Status: 0, Question: [{ name: 'other.example.' }], Answer: [{ type: 1, data: '1.2.3.4' }] }],
  ])('is left alone for a while when it talks nonsense: %j', async (body) => {
    const { seen } = await ask('cloudflare', [said(body)]);
    expect(seen).toMatchObject([
      { source: 'resolver', outcome: 'failed', answer: null },
      { source: 'back-off', key: 'cloudflare', until: NOW + 300_000 },
    ]);
  });

  it('is not believed when it floods', async () => {
    const flood = said({ Status: 0, Answer: [{ type: 1, data: '1.2.3.4' }] });
    const { seen } = await ask('cloudflare', [{ ...flood, cut: true } as WireReply]);
    expect(seen).toMatchObject([{ answer: null }, { source: 'back-off' }]);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        readDnsJson('example.com', new TextEncoder().encode(text));
      }),
    );
  });

  it('cannot pass off a word as an address', () => {
    const body = JSON.stringify({ Status: 0, Answer: [{ type: 1, data: 'localhost' }] });
    expect(readDnsJson('example.com', new TextEncoder().encode(body))?.answer).toBe('empty');
  });
});
