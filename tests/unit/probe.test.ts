import { describe, expect, it } from 'vitest';
import type { Target, Wire, WireReply, WireRequest } from '@/utils/model';
import { askProbe } from '@/utils/probes/probe';

const NOW = Date.UTC(2021, 9, 4, 15, 40);

const target: Target = {
  id: 'shop',
  url: 'https://www.shop.example/favicon.ico',
  hosts: ['www.shop.example', 'static.shopcdn.example'],
  expect: null,
};

function answered(status: number, over: Partial<Extract<WireReply, { kind: 'response' }>> = {}): WireReply {
  return {
    kind: 'response',
    status,
    url: target.url,
    headers: {},
    body: null,
    cut: false,
    ip: null,
    tookMs: 40,
    ...over,
  };
}

function failed(
  cause: string | null,
  over: Partial<Extract<WireReply, { kind: 'failure' }>> = {},
): WireReply {
  return { kind: 'failure', cause, timedOut: false, limited: false, tookMs: 30, ...over };
}

function wireOf(...replies: WireReply[]): Wire & { asked: WireRequest[] } {
  const asked: WireRequest[] = [];
  return {
    asked,
    now: () => NOW,
    fetch: async (request) => {
      const reply = replies[Math.min(asked.length, replies.length - 1)];
      asked.push(request);
      return reply ?? failed(null);
    },
  };
}

async function probe(wire: Wire, about: Target = target, timeoutMs = 8_000) {
  const [seen] = await askProbe({ kind: 'probe', service: about.id, target: about, timeoutMs }, wire);
  if (!seen) throw new Error('nothing was seen');
  return seen;
}

describe('an answer', () => {
  it('below 500 is one, with all that it says', async () => {
    const headers = { date: 'Mon, 04 Oct 2021 15:39:00 GMT', 'retry-after': '120' };
    expect(await probe(wireOf(answered(429, { headers, ip: '203.0.113.9' })))).toEqual({
      source: 'probe',
      target: 'shop',
      at: NOW,
      outcome: 'ok',
      tookMs: 40,
      errorType: null,
      status: 429,
      landed: 'same',
      genuine: null,
      retryAfterMs: 120_000,
      serverDate: NOW - 60_000,
      ip: '203.0.113.9',
      limited: false,
    });
  });

  it('of 500 and more is a failure of the service', async () => {
    expect(await probe(wireOf(answered(503)))).toMatchObject({
      outcome: 'failed',
      errorType: 'http.error',
      status: 503,
    });
  });

  it('that the browser hides proves only that something answered', async () => {
    expect(await probe(wireOf(answered(0, { url: '' })))).toMatchObject({
      outcome: 'ok',
      status: null,
      landed: null,
      genuine: null,
      limited: true,
    });
  });

  it('of 407 is one in every browser', async () => {
    expect(await probe(wireOf(failed('net::ERR_UNEXPECTED_PROXY_AUTH')))).toMatchObject({
      outcome: 'ok',
      status: 407,
      errorType: null,
    });
  });
});

describe('where an answer landed', () => {
  it.each([
    ['https://www.shop.example/favicon.ico', 'same'],
    ['https://shop.example/static/icon.png', 'same'],
    ['https://img.shopcdn.example/icon.png', 'same'],
    ['https://www.shop.sa/favicon.ico', 'same'],
    ['https://www.shop.example/author/blog-in-time', 'same'],
    ['https://www.shop.example/login?next=%2F', 'login'],
    ['https://www.shop.example/users/sign_in', 'login'],
    ['https://accounts.shop.example/', 'login'],
    ['https://login.microsoftonline.com/common/oauth2/authorize', 'login'],
    ['https://someone.okta.com/app', 'login'],
    ['https://login.wifi.example/portal', 'elsewhere'],
    ['http://login.microsoftonline.com/', 'elsewhere'],
    ['http://10.0.0.1/', 'elsewhere'],
    ['https://blocked.provider.example/login', 'elsewhere'],
  ])('%s is %s', async (url, landed) => {
    expect((await probe(wireOf(answered(200, { url })))).landed).toBe(landed);
  });

  it('is the same site when the sign-in page itself is watched', async () => {
    const signIn = { ...target, url: 'https://login.shop.example/login' };
    expect((await probe(wireOf(answered(200, { url: signIn.url })), signIn)).landed).toBe('same');
  });
});

describe('a failure', () => {
  it.each([
    [failed(null, { timedOut: true }), 'timeout', 'tcp.timed_out'],
    [failed('net::ERR_CONNECTION_TIMED_OUT'), 'timeout', 'tcp.timed_out'],
    [failed('net::ERR_NAME_NOT_RESOLVED'), 'failed', 'dns.name_not_resolved'],
    [failed('NS_ERROR_CONNECTION_REFUSED'), 'failed', 'tcp.refused'],
    [failed('net::ERR_TOO_MANY_REDIRECTS'), 'failed', 'http.response.redirect_loop'],
    [failed('NS_ERROR_REDIRECT_LOOP'), 'failed', 'http.response.redirect_loop'],
    [failed('net::ERR_CONTENT_LENGTH_MISMATCH'), 'failed', 'http.response.invalid'],
    [failed('La connexion a échoué.'), 'failed', 'tls.failed'],
    [failed(null), 'failed', 'unknown'],
  ] as const)('%j is %s, %s', async (reply, outcome, errorType) => {
    expect(await probe(wireOf(reply))).toMatchObject({ outcome, errorType, status: null, limited: false });
  });

  it('says when its cause was hidden', async () => {
    expect(await probe(wireOf(failed(null, { limited: true })))).toMatchObject({
      outcome: 'failed',
      errorType: 'unknown',
      limited: true,
    });
  });
});

describe('asking', () => {
  it('takes headers only while all is well', async () => {
    const wire = wireOf(answered(200));
    await probe(wire);
    expect(wire.asked).toEqual([
      { url: target.url, method: 'HEAD', timeoutMs: 8_000, readBytes: 0, explain: true },
    ]);
  });

  it.each([
    answered(403),
    answered(404),
    answered(405),
    answered(501),
    failed('net::ERR_INVALID_HTTP_RESPONSE'),
  ])('asks again in full before it believes %j', async (first) => {
    const wire = wireOf(first, answered(200));
    expect(await probe(wire)).toMatchObject({ outcome: 'ok', status: 200 });
    expect(wire.asked.map((one) => [one.method, one.timeoutMs])).toEqual([
      ['HEAD', 8_000],
      ['GET', 8_000 - first.tookMs],
    ]);
  });

  it.each([
    answered(429),
    answered(503),
    failed(null),
    failed('net::ERR_EMPTY_RESPONSE'),
    failed('net::ERR_NAME_NOT_RESOLVED'),
    failed('net::ERR_CONNECTION_REFUSED'),
    failed(null, { timedOut: true, tookMs: 5_000 }),
  ])('asks once for %j', async (reply) => {
    const wire = wireOf(reply);
    await probe(wire);
    expect(wire.asked).toHaveLength(1);
  });

  it('never takes longer than it may', async () => {
    const wire = wireOf(answered(405, { tookMs: 7_500 }));
    await probe(wire);
    expect(wire.asked).toHaveLength(1);
  });

  it('reads the body when something is expected of it', async () => {
    const about = { ...target, expect: { status: 200, text: 'fine' } };
    const good = wireOf(answered(200, { body: new TextEncoder().encode(' all is fine\n') }));
    expect((await probe(good, about)).genuine).toBe(true);
    expect(good.asked[0]).toMatchObject({ method: 'GET' });
    expect(
      (await probe(wireOf(answered(200, { body: new TextEncoder().encode('parked') })), about)).genuine,
    ).toBe(false);
  });
});

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['Mon, 04 Oct 2021 15:45:00 GMT', 300_000],
    ['Mon, 04 Oct 2021 15:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', null],
    ['-5', null],
    ['', null],
  ])('%s is %s ms', async (text, ms) => {
    expect((await probe(wireOf(answered(429, { headers: { 'retry-after': text } })))).retryAfterMs).toBe(ms);
  });

  it("is counted from the server's clock, since ours may be wrong", async () => {
    const headers = { date: 'Mon, 04 Oct 2021 18:00:00 GMT', 'retry-after': 'Mon, 04 Oct 2021 18:01:00 GMT' };
    expect((await probe(wireOf(answered(429, { headers })))).retryAfterMs).toBe(60_000);
  });
});
