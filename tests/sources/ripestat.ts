/** RIPEstat's data calls: who sees a prefix, which network an address is in, where it is. Pure. */

const PEERS = 330;
const COLLECTORS = 22;
const DUMP_MS = 4 * 3_600_000;

export interface RoutingTruth {
  /** The address that asks. */
  ownAddress: string;
  now: number;
  shareOf: (prefix: string) => number;
  networkOf: (address: string) => { asns: string[]; prefix: string };
}

/** Answers `/data/CALL/data.json?resource=…` with the envelope around it. */
export function ripestatJson(url: URL, truth: RoutingTruth): unknown {
  return {
    status: 'ok',
    status_code: 200,
    messages: [],
    version: '2.1',
    cached: false,
    data: dataOf(url, truth),
  };
}

function dataOf(url: URL, truth: RoutingTruth): unknown {
  const resource = url.searchParams.get('resource') ?? '';
  const call = url.pathname.split('/')[2];
  switch (call) {
    case 'looking-glass':
      return { rrcs: collectors(resource, truth.shareOf(resource)) };
    case 'routing-status': {
      const seen = { ris_peers_seeing: PEERS, total_ris_peers: PEERS };
      // Of the last dump, hours old: what has just been withdrawn is still in it.
      const time = new Date(truth.now - DUMP_MS).toISOString().slice(0, 19);
      return { visibility: { v4: seen, v6: seen }, last_seen: { prefix: resource, time } };
    }
    case 'whats-my-ip':
      return { ip: truth.ownAddress };
    case 'network-info':
      return truth.networkOf(resource);
    default: {
      const locations = [{ country: 'SA', city: 'Riyadh', covered_percentage: 100, resources: [resource] }];
      return { located_resources: [{ resource, locations }] };
    }
  }
}

function collectors(prefix: string, share: number): { peers: unknown[] }[] {
  const peers = Math.round(PEERS * share);
  return Array.from({ length: COLLECTORS }, (_, index) => ({
    rrc: `RRC${String(index).padStart(2, '0')}`,
    location: 'Amsterdam, Netherlands',
    peers: Array.from({ length: Math.floor((peers + COLLECTORS - 1 - index) / COLLECTORS) }, (_, peer) => ({
      asn_origin: '64501',
      as_path: `${60_000 + peer} 64501`,
      prefix,
      peer: `192.0.2.${peer}`,
      latest_time: '2026-11-23T10:00:00',
    })),
  })).filter((collector) => collector.peers.length > 0);
}
