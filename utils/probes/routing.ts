/** Asks whether route collectors still see a prefix. Network. */
import * as v from 'valibot';
import type { Ask, EpochMs, Observation, RoutingObservation, Wire } from '@/utils/model';
import { backOff, failedOutcome } from './back-off';
import { askRipestat } from './ripestat';

/** A well-seen prefix has a route, with its communities, from hundreds of peers. */
const READ_BYTES = 4 * 1_048_576;
const LEFT_ALONE_MS = 5 * 60_000;
/** RIS has about 300 peers that send all their routes: half of them is no withdrawal, whatever the exact number. */
const FULL_PEERS = 300;
const CLEARLY_SEEN = 150;
/** Collectors that see any healthy prefix, at least; about twenty are in service. */
const COLLECTORS = 10;

const peer = v.object({ prefix: v.optional(v.string()) });
const lookingGlass = v.object({
  rrcs: v.pipe(
    v.array(v.object({ rrc: v.string(), peers: v.pipe(v.array(peer), v.maxLength(5_000)) })),
    v.maxLength(200),
  ),
});
const routingStatus = v.object({
  visibility: v.object({
    v4: v.object({ total_ris_peers: v.pipe(v.number(), v.minValue(1)) }),
    v6: v.object({ total_ris_peers: v.pipe(v.number(), v.minValue(1)) }),
  }),
  last_seen: v.nullish(v.object({ prefix: v.string(), time: v.string() })),
});

/** What was not announced for so long was not withdrawn just now: it is announced otherwise, or never was. */
const LATELY_MS = 3 * 86_400_000;

/**
 * Asks for the share of RIS peers that hold exactly this prefix, once for all services it matters to; a route of a wider prefix does not count.
 * The looking glass lists only who sees it, and many settle it against the known size of RIS. For a few the number of
 * peers is asked too: stale routes linger at some peers for hours after a withdrawal, spread over all collectors. Where
 * that number is not to be had, the share of collectors has to do. Nobody at all is a withdrawal, unless it is known
 * that the prefix was not announced lately.
 */
export async function askRouting(ask: Extract<Ask, { kind: 'routing' }>, wire: Wire): Promise<Observation[]> {
  const { reply, data } = await askRipestat(wire, 'looking-glass', ask.prefix, READ_BYTES);
  const read = v.safeParse(lookingGlass, data);
  const share = read.success ? await shareOf(read.output, ask.prefix, wire) : null;
  const now = wire.now();
  const isAnswered = read.success;
  const seen = ask.services.map(
    (service): RoutingObservation => ({
      source: 'routing',
      service,
      at: now,
      outcome: isAnswered ? 'ok' : failedOutcome(reply),
      tookMs: reply.tookMs,
      prefix: ask.prefix,
      of: ask.of,
      share,
    }),
  );
  return isAnswered ? seen : [...seen, backOff('routing', 'ripestat', reply, now, LEFT_ALONE_MS)];
}

/** Null: it says nothing. */
async function shareOf(
  { rrcs }: v.InferOutput<typeof lookingGlass>,
  prefix: string,
  wire: Wire,
): Promise<number | null> {
  const holding = rrcs.map((rrc) => rrc.peers.filter((each) => isExact(each.prefix, prefix)).length);
  const peers = holding.reduce((sum, each) => sum + each, 0);
  if (peers >= CLEARLY_SEEN) return Math.min(1, peers / FULL_PEERS);
  const { data } = await askRipestat(wire, 'routing-status', prefix, 65_536);
  const status = v.safeParse(routingStatus, data);
  if (peers === 0) return status.success && isOld(status.output.last_seen, prefix, wire.now()) ? null : 0;
  if (status.success) {
    const { v4, v6 } = status.output.visibility;
    return Math.min(1, peers / (prefix.includes(':') ? v6 : v4).total_ris_peers);
  }
  const collectors = holding.filter((each) => each > 0).length;
  return Math.min(1, collectors / Math.max(rrcs.length, COLLECTORS));
}

/** It is said when this prefix was last announced, and that is long ago. RIPEstat tells time in UTC without saying so. */
function isOld(
  seen: v.InferOutput<typeof routingStatus>['last_seen'],
  prefix: string,
  now: EpochMs,
): boolean {
  if (seen === undefined) return false;
  if (seen === null || !isExact(seen.prefix, prefix)) return true;
  return now - Date.parse(`${seen.time.replace(/Z$/, '')}Z`) > LATELY_MS;
}

/** The looking glass answers for the exact prefix; a peer that names another one is a wider route. */
function isExact(held: string | undefined, prefix: string): boolean {
  return held === undefined || held.trim().toLowerCase() === prefix.trim().toLowerCase();
}
