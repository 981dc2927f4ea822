import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ask } from '@/utils/model';
import { askNetworkInfo } from '@/utils/probes/network-info';
import { askRouting } from '@/utils/probes/routing';
import { bytes, type Canned, json, NOW, replying } from './replying-wire';

function fixture(name: string) {
  return { body: readFileSync(new URL(`../fixtures/ripestat/${name}.json`, import.meta.url)) };
}

const PREFIX = '129.134.30.0/23';
const PEERS = { total_ris_peers: 334 };
const ROUTING: Extract<Ask, { kind: 'routing' }> = {
  kind: 'routing',
  services: ['facebook'],
  prefix: PREFIX,
  of: 'name-servers',
};

async function shareOf(...answers: readonly Canned[]) {
  const wire = replying(...answers);
  const [seen] = await askRouting(ROUTING, wire);
  if (seen?.source !== 'routing') throw new Error('no routing among the observations');
  return { share: seen.share, asked: wire.asked.map((each) => each.url) };
}

function collectors(count: number, peers: object[]) {
  const rrcs = Array.from({ length: count }, (_, i) => ({ rrc: `RRC${i}`, peers }));
  return json({ status: 'ok', data: { rrcs } });
}

describe('who still sees a prefix', () => {
  it('asks the looking glass for exactly the prefix, and says who asks', async () => {
    const { asked } = await shareOf(fixture('looking-glass-seen'));
    expect(asked).toEqual([
      'https://stat.ripe.net/data/looking-glass/data.json?resource=129.134.30.0%2F23&sourceapp=faultline',
    ]);
  });

  it('is a good share of peers while it is announced, with one question', async () => {
    const { share, asked } = await shareOf(fixture('looking-glass-seen'));
    expect(share).toBeCloseTo(200 / 300);
    expect(asked).toHaveLength(1);
  });

  it('is nobody once it is withdrawn', async () => {
    const { share, asked } = await shareOf(fixture('looking-glass-withdrawn'), fixture('routing-status'));
    expect(share).toBe(0);
    expect(asked[1]).toContain('/data/routing-status/');
    expect(await shareOf(collectors(20, []), fixture('routing-status'))).toMatchObject({ share: 0 });
  });

  it('does not count routes of a wider prefix', async () => {
    const wider = await shareOf(fixture('looking-glass-wider-only'), fixture('routing-status'));
    expect(wider).toMatchObject({ share: 0 });
  });

  it.each([
    ['it was never announced', null],
    ['only a wider one was', { prefix: '129.134.0.0/17', time: '2026-11-23T08:00:00' }],
    ['it was last announced years ago', { prefix: PREFIX, time: '2021-10-04T08:00:00' }],
  ])('is not known when nobody sees it and %s', async (_why, last_seen) => {
    const status = json({ status: 'ok', data: { visibility: { v4: PEERS, v6: PEERS }, last_seen } });
    const wire = replying(fixture('looking-glass-withdrawn'), status);
    const seen = await askRouting(ROUTING, wire);
    expect(seen).toMatchObject([{ source: 'routing', outcome: 'ok', share: null }]);
  });

  it.each([
    ['the rest was not to be had', { status: 500 }],
    ['the rest is odd', json({ status: 'ok', data: {} })],
    [
      'nobody says when it was last announced',
      json({ status: 'ok', data: { visibility: { v4: PEERS, v6: PEERS } } }),
    ],
  ])('is nobody when nobody sees it and %s', async (_why, status) => {
    const seen = await askRouting(ROUTING, replying(fixture('looking-glass-withdrawn'), status));
    expect(seen).toMatchObject([{ source: 'routing', outcome: 'ok', share: 0 }]);
  });

  it('counts lingering routes against all peers, not against collectors', async () => {
    const { share, asked } = await shareOf(fixture('looking-glass-lingering'), fixture('routing-status'));
    expect(share).toBeCloseTo(15 / 334);
    expect(asked[1]).toContain('/data/routing-status/');
  });

  it('counts collectors where the number of peers is not to be had', async () => {
    const few = [{ prefix: PREFIX }];
    expect((await shareOf(collectors(3, few), { status: 500 })).share).toBeCloseTo(0.3);
    expect((await shareOf(collectors(1, few), { status: 500 })).share).toBeCloseTo(0.1);
  });

  it.each([
    [{ body: bytes('<html>') }],
    [{ body: bytes('{}') }],
    [{ status: 500, ...fixture('looking-glass-withdrawn') }],
    [fixture('maintenance')],
    [json({ status: 'error', data: { rrcs: [] } })],
    [json({ status: 'ok', data: { rrcs: {} } })],
    [json({ status: 'ok', data: { rrcs: [{ rrc: 'RRC00' }] } })],
    [json({ status: 'ok', data: { rrcs: [{ rrc: 'RRC00', peers: [{ prefix: 7 }] }] } })],
    [collectors(1000, [])],
    [{ body: bytes(`{"status":"ok","data":{"rrcs":[]},"x":"${'x'.repeat(5_000_000)}"}`) }],
    [{ kind: 'failure', cause: null, timedOut: true, limited: false, tookMs: 8000 } as const],
  ])('is not known when anything is odd (%#)', async (answer) => {
    const [seen, left] = await askRouting(ROUTING, replying(answer));
    expect(seen).toMatchObject({ source: 'routing', service: 'facebook', prefix: PREFIX, share: null });
    expect(left).toMatchObject({ source: 'back-off', of: 'routing', key: 'ripestat', until: NOW + 300_000 });
  });

  it('waits as long as RIPEstat asks', async () => {
    const [, left] = await askRouting(ROUTING, replying({ status: 429, headers: { 'retry-after': '1560' } }));
    expect(left).toMatchObject({ until: NOW + 1_560_000 });
  });
});

const OWN = { kind: 'network-info', ip: null, service: null } as const;

describe('which network an address belongs to', () => {
  it('asks for the own address, then for its network and country', async () => {
    const wire = replying(fixture('whats-my-ip'), fixture('network-info'), fixture('maxmind-geo-lite'));
    expect(await askNetworkInfo(OWN, wire)).toMatchObject([
      { source: 'network-info', service: null, asn: 37385, prefix: '41.138.32.0/20', country: 'NE' },
    ]);
    expect(wire.asked.map((each) => each.url.split('/')[4])).toEqual([
      'whats-my-ip',
      'network-info',
      'maxmind-geo-lite',
    ]);
  });

  it('asks one question about the address of a service', async () => {
    const wire = replying(fixture('network-info'));
    const seen = await askNetworkInfo({ ...OWN, ip: '41.138.32.10', service: 'x' }, wire);
    expect(seen).toMatchObject([{ service: 'x', asn: 37385, prefix: '41.138.32.0/20', country: null }]);
    expect(wire.asked).toHaveLength(1);
  });

  it('does without the country when that is not to be had', async () => {
    const wire = replying(fixture('whats-my-ip'), fixture('network-info'), { status: 500 });
    expect(await askNetworkInfo(OWN, wire)).toMatchObject([{ outcome: 'ok', asn: 37385, country: null }]);
  });

  it('has no network for an address that nobody announces', async () => {
    const seen = await askNetworkInfo(
      { ...OWN, ip: '41.138.32.10' },
      replying(fixture('network-info-unrouted')),
    );
    expect(seen).toMatchObject([{ outcome: 'ok', asn: null, prefix: null }]);
  });

  it.each(['10.0.0.1', '127.0.0.1', '198.18.0.7', '::1', 'fe80::1', 'example.com', '', '1.1.1.1/../x'])(
    'never sends %j',
    async (ip) => {
      const wire = replying(fixture('network-info'));
      expect(await askNetworkInfo({ ...OWN, ip, service: 'x' }, wire)).toMatchObject([
        { outcome: 'skipped' },
      ]);
      expect(wire.asked).toEqual([]);
    },
  );

  it.each([
    [{ body: bytes('<html>') }],
    [json({ status: 'ok', data: { ip: 'me', asns: 'AS1', prefix: 7 } })],
    [json({ status: 'ok', data: { ip: '41.138.32.10', asns: [{}], prefix: {} } })],
    [fixture('maintenance')],
    [{ status: 429 }],
  ])('is not known when anything is odd (%#)', async (answer) => {
    const [seen, left] = await askNetworkInfo(OWN, replying(answer));
    expect(seen).toMatchObject({ asn: null, prefix: null, country: null, outcome: 'failed' });
    expect(left).toMatchObject({ source: 'back-off', of: 'network-info', key: 'own' });
  });

  it.each([
    [{ asns: ['-1', 'x', '99999999999'], prefix: 'a/b' }],
    [{ asns: [1.5], prefix: '1.2.3.4/24/9'.repeat(1000) }],
  ])('takes no nonsense for a network (%#)', async (data) => {
    const wire = replying(json({ status: 'ok', data }));
    const [seen] = await askNetworkInfo({ ...OWN, ip: '41.138.32.10', service: 'x' }, wire);
    expect(seen).toMatchObject({ asn: null, prefix: null });
  });
});
