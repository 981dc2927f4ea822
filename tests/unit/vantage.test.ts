import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ask, Observation, VantageObservation, VantagePlace } from '@/utils/model';
import { askVantageCollect, askVantageStart } from '@/utils/probes/vantage';
import { bytes, json, NOW, replying } from './replying-wire';

function fixture(name: string) {
  return JSON.parse(readFileSync(new URL(`../fixtures/globalping/${name}.json`, import.meta.url), 'utf8'));
}

const PLACES: VantagePlace[] = [
  { asn: 40676, near: 'network', limit: 1 },
  { country: 'KR', near: 'country', limit: 2 },
  { continent: 'EU', near: 'far', limit: 3 },
];

const START: Extract<Ask, { kind: 'vantage-start' }> = {
  kind: 'vantage-start',
  services: ['whatsapp', 'messenger'],
  host: 'web.whatsapp.com',
  https: true,
  places: PLACES,
};

const COLLECT: Extract<Ask, { kind: 'vantage-collect' }> = {
  kind: 'vantage-collect',
  services: ['whatsapp'],
  measurement: '9J2BCohDSuxoiaOD',
  startedAt: NOW - 3000,
  places: PLACES,
};

function vantagesOf(seen: readonly Observation[]): VantageObservation[] {
  return seen.filter((each) => each.source === 'vantage');
}

/** One measurement with one result that differs from a healthy one. */
function measured(result: object, probe: object = {}, rest: object = {}) {
  const whole = fixture('http-success');
  const [first] = whole.results;
  const one = { probe: { ...first.probe, ...probe }, result: { ...first.result, ...result } };
  return json({ ...whole, ...rest, results: [one] });
}

describe('starting a measurement', () => {
  it('sends the places with a limit each, a short time-out and no header but the content type', async () => {
    const wire = replying(json(fixture('create-response'), { status: 202 }));
    await askVantageStart(START, wire);
    const [asked] = wire.asked;
    expect(asked).toMatchObject({ url: 'https://api.globalping.io/v1/measurements', method: 'POST' });
    expect(asked?.headers).toEqual({ 'content-type': 'application/json' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      type: 'http',
      target: 'web.whatsapp.com',
      timeout: 5,
      locations: [
        { asn: 40676, limit: 1 },
        { country: 'KR', limit: 2 },
        { continent: 'EU', limit: 3 },
      ],
      measurementOptions: {
        protocol: 'HTTPS',
        request: { method: 'HEAD', host: 'web.whatsapp.com', path: '/' },
      },
    });
  });

  it('remembers its id, its services and its places', async () => {
    const seen = await askVantageStart(START, replying(json(fixture('create-response'), { status: 202 })));
    expect(seen).toEqual([
      {
        source: 'vantage-pending',
        at: NOW,
        outcome: 'ok',
        tookMs: 40,
        services: ['whatsapp', 'messenger'],
        measurement: 'PY5fMsREMmIq45VR',
        places: PLACES,
      },
    ]);
  });

  it('starts no other once the quota is used up', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800' };
    const wire = replying(json(fixture('create-response'), { status: 202, headers }));
    const [pending, left] = await askVantageStart(START, wire);
    expect(pending?.source).toBe('vantage-pending');
    expect(left).toMatchObject({ source: 'back-off', key: 'globalping', until: NOW + 1_800_000 });
  });

  it.each([
    ['429 POST', 429, { 'retry-after': '77' }, 77_000],
    ['429 POST', 429, { 'x-ratelimit-reset': '3599' }, 3_599_000],
    ['422', 422, {}, 60_000],
    ['400', 400, {}, 300_000],
    ['403 (client IP blacklisted)', 403, {}, 300_000],
  ] as const)('backs off on %s', async (name, status, headers, ms) => {
    const seen = await askVantageStart(START, replying(json(fixture('errors')[name], { status, headers })));
    expect(seen).toMatchObject([
      { source: 'back-off', of: 'vantage-start', key: 'globalping', outcome: 'failed', until: NOW + ms },
    ]);
  });

  it.each([
    bytes('<!doctype html>'),
    bytes('{"id":7}'),
    bytes('{"id":"../v1/probes"}'),
    bytes(`{"id":"${'x'.repeat(2_000_000)}"}`),
    bytes('['.repeat(10_000)),
  ])('backs off when the answer is something else (%#)', async (body) => {
    const [seen, ...more] = await askVantageStart(START, replying({ status: 202, body }));
    expect(seen?.source).toBe('back-off');
    expect(more).toEqual([]);
  });
});

describe('collecting a measurement', () => {
  it('tells where each place stands and what it saw', async () => {
    const seen = await askVantageCollect(COLLECT, replying(json(fixture('http-success'))));
    expect(seen).toEqual([
      {
        source: 'vantage',
        // 1149 ms by Globalping's clock.
        at: COLLECT.startedAt + 1149,
        outcome: 'ok',
        tookMs: 325,
        service: 'whatsapp',
        measurement: COLLECT.measurement,
        near: 'network',
        country: 'KR',
        city: 'Seoul',
        continent: 'AS',
        asn: 40676,
        network: 'Psychz Networks',
        latitude: 37.57,
        longitude: 126.98,
        status: 200,
        errorType: null,
      },
    ]);
  });

  it('speaks for every service that shares the measurement', async () => {
    const ask = { ...COLLECT, services: ['whatsapp', 'messenger'] };
    const seen = vantagesOf(await askVantageCollect(ask, replying(json(fixture('http-success')))));
    expect(seen.map((each) => each.service)).toEqual(['whatsapp', 'messenger']);
  });

  it('names how places failed, and leaves out what Globalping itself failed at', async () => {
    const wire = replying(json(fixture('http-fail').measurement));
    const seen = vantagesOf(await askVantageCollect(COLLECT, wire));
    expect(seen.map(({ outcome, errorType, status }) => [outcome, errorType, status])).toEqual([
      ['failed', 'dns.name_not_resolved', null],
      ['timeout', 'dns.unreachable', null],
      ['failed', 'dns.failed', null],
      ['timeout', 'tcp.timed_out', null],
      ['timeout', 'dns.unreachable', null],
      ['failed', 'tcp.refused', null],
    ]);
  });

  it.each([
    [{ statusCode: 503 }, 'failed', 'http.error', 503],
    [{ statusCode: 503, headers: { server: 'cloudflare', 'cf-mitigated': 'challenge' } }, 'ok', null, 503],
    [{ statusCode: 403 }, 'ok', null, 403],
    [{ statusCode: 404 }, 'ok', null, 404],
    [{ tls: { authorized: false, error: 'CERT_HAS_EXPIRED' } }, 'failed', 'tls.cert.date_invalid', 200],
    [
      { tls: { authorized: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
      'failed',
      'tls.cert.name_invalid',
      200,
    ],
    [
      { tls: { authorized: false, error: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
      'failed',
      'tls.cert.authority_invalid',
      200,
    ],
    [{ tls: { authorized: false, error: 'something new' } }, 'failed', 'tls.cert.invalid', 200],
    [{ tls: { authorized: false } }, 'failed', 'tls.cert.invalid', 200],
  ])('reads an answer %j', async (result, outcome, errorType, status) => {
    const [seen] = await askVantageCollect(COLLECT, replying(measured(result)));
    expect(seen).toMatchObject({ outcome, errorType, status });
  });

  it.each([
    ['read ECONNRESET', 'failed', 'tcp.reset'],
    ['connect ETIMEDOUT 192.0.2.1:443', 'timeout', 'tcp.timed_out'],
    ['connect EHOSTUNREACH 192.0.2.1:443', 'failed', 'tcp.address_unreachable'],
    ['other side closed', 'failed', 'tcp.closed'],
    [
      'write EPROTO ssl3_read_bytes:sslv3 alert handshake failure',
      'failed',
      'tls.version_or_cipher_mismatch',
    ],
    ['queryA EREFUSED example.com', 'failed', 'dns.failed'],
    ['words nobody knows', 'failed', 'unknown'],
  ])('names the failure "%s"', async (rawOutput, outcome, errorType) => {
    const failed = { status: 'failed', failureSource: 'target', statusCode: null, tls: null, rawOutput };
    const [seen] = await askVantageCollect(COLLECT, replying(measured(failed)));
    expect(seen).toMatchObject({ outcome, errorType, status: null });
  });

  it.each([
    [{ asn: 40676, country: 'US' }, 'network'],
    [{ asn: 9318, country: 'KR' }, 'country'],
    [{ asn: 9318, country: 'FR' }, 'far'],
  ])('calls %j %s', async (probe, near) => {
    const [seen] = await askVantageCollect(COLLECT, replying(measured({}, probe)));
    expect(seen).toMatchObject({ near });
  });

  it('calls nothing near when only a far country was asked, even in that country', async () => {
    const ask = { ...COLLECT, places: [{ country: 'KR', near: 'far', limit: 1 } as const] };
    const [seen] = await askVantageCollect(ask, replying(json(fixture('http-success'))));
    expect(seen).toMatchObject({ near: 'far' });
  });

  it('waits for the same measurement while it runs', async () => {
    const wire = replying(json(fixture('http-in-progress').measurement));
    const seen = await askVantageCollect(COLLECT, wire);
    expect(wire.asked).toHaveLength(1);
    expect(seen).toMatchObject([
      { source: 'vantage-pending', measurement: COLLECT.measurement, services: ['whatsapp'], places: PLACES },
    ]);
  });

  it('makes do with those who have answered when it has run for too long', async () => {
    const late = { ...COLLECT, startedAt: NOW - 20_000 };
    const [first] = fixture('http-success').results;
    const running = fixture('http-in-progress').measurement;
    const wire = replying(json({ ...running, results: [...running.results, first] }));
    const seen = await askVantageCollect(late, wire);
    expect(seen).toMatchObject([{ source: 'vantage', outcome: 'ok' }]);
  });

  it.each([
    [{ kind: 'failure', cause: null, timedOut: true, limited: false, tookMs: 8000 } as const],
    [{ status: 429, headers: { 'retry-after': '4' } }],
    [{ status: 502 }],
  ])('keeps it pending through a passing fault (%#)', async (answer) => {
    const [seen] = await askVantageCollect(COLLECT, replying(answer));
    expect(seen).toMatchObject({ source: 'vantage-pending', measurement: COLLECT.measurement });
    expect(seen?.outcome).not.toBe('ok');
  });

  it.each([
    [json(fixture('errors')['404'], { status: 404 })],
    [{ body: bytes('<html>') }],
    [json({ status: 'finished', results: 'many' })],
    [json({ status: 'done', results: [] })],
    [{ body: bytes(`{"status":"finished","results":[${'0,'.repeat(1_000_000)}0]}`) }],
  ])('gives a lost one up (%#)', async (answer) => {
    const seen = await askVantageCollect(COLLECT, replying(answer));
    expect(seen).toMatchObject([{ source: 'back-off', of: 'vantage-collect', key: COLLECT.measurement }]);
  });

  it.each([
    [{}, { country: 'Korea' }],
    [{}, { country: null }],
    [{}, { asn: '40676' }],
    [{}, { latitude: 1e9 }],
    [{ status: 'weird' }, {}],
    [{ statusCode: 9999 }, {}],
    [{ statusCode: '200' }, {}],
    [{ status: 'offline' }, {}],
    [{ status: 'failed', failureSource: 'internal' }, {}],
  ])('does not count a place that lies about itself (%#)', async (result, probe) => {
    expect(await askVantageCollect(COLLECT, replying(measured(result, probe)))).toEqual([]);
  });

  it('cuts long names and takes control characters out', async () => {
    const wire = replying(measured({}, { city: `A\u202eB\u0000${'x'.repeat(5000)}` }));
    const [seen] = vantagesOf(await askVantageCollect(COLLECT, wire));
    expect(seen?.city).toBe(`AB${'x'.repeat(78)}`);
  });

  it('never says that an answer came later than now', async () => {
    const rest = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2027-01-01T00:00:00Z' };
    const [seen] = await askVantageCollect(COLLECT, replying(measured({}, {}, rest)));
    expect(seen?.at).toBe(NOW);
  });

  it('asks nothing under an id that could lead elsewhere', async () => {
    const wire = replying(json(fixture('http-success')));
    expect(await askVantageCollect({ ...COLLECT, measurement: '../limits' }, wire)).toEqual([]);
    expect(wire.asked).toEqual([]);
  });
});
