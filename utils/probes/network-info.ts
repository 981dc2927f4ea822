/** Asks which network an address belongs to: the reader's own, or a service's. Network. */
import * as v from 'valibot';
import { isPrivateHost } from '@/utils/catalogue/private-host';
import type { Ask, NetworkInfoObservation, Observation, Wire, WireReply } from '@/utils/model';
import { backOff, failedOutcome } from './back-off';
import { askRipestat } from './ripestat';

const READ_BYTES = 65_536;
const LEFT_ALONE_MS = 5 * 60_000;

const address = v.pipe(v.string(), v.ip());
const ownAddress = v.object({ ip: address });
const network = v.object({
  asns: v.pipe(v.array(v.union([v.string(), v.number()])), v.maxLength(50)),
  prefix: v.nullish(v.string()),
});
const places = v.object({
  located_resources: v.array(
    v.object({
      locations: v.array(v.object({ country: v.string(), covered_percentage: v.fallback(v.number(), 0) })),
    }),
  ),
});

/**
 * Asks for the network of an address: its number, its prefix, and for the reader's own address also the country.
 * With `ip` null it first asks which address this browser comes from. A private address is never sent: skipped.
 */
export async function askNetworkInfo(
  ask: Extract<Ask, { kind: 'network-info' }>,
  wire: Wire,
): Promise<Observation[]> {
  const nothing = { asn: null, prefix: null, country: null };
  const seen = (rest: Partial<NetworkInfoObservation>): NetworkInfoObservation => ({
    source: 'network-info',
    service: ask.service,
    at: wire.now(),
    outcome: 'ok',
    tookMs: null,
    ...nothing,
    ...rest,
  });
  const failed = (reply: WireReply): Observation[] => [
    seen({ outcome: failedOutcome(reply), tookMs: reply.tookMs }),
    backOff('network-info', ask.service === null ? 'own' : 'ripestat', reply, wire.now(), LEFT_ALONE_MS),
  ];

  const own = ask.ip === null ? await askRipestat(wire, 'whats-my-ip', null, READ_BYTES) : null;
  const ownIp = v.safeParse(ownAddress, own?.data);
  if (own && !ownIp.success) return failed(own.reply);
  const ip = ownIp.success ? ownIp.output.ip : ask.ip;
  if (ip === null || !isPublic(ip)) return [seen({ outcome: 'skipped' })];

  const [info, country] = await Promise.all([
    askRipestat(wire, 'network-info', ip, READ_BYTES),
    ask.service === null ? countryOf(ip, wire) : null,
  ]);
  const read = v.safeParse(network, info.data);
  if (!read.success) return failed(info.reply);
  return [seen({ tookMs: info.reply.tookMs, country, ...networkOf(read.output) })];
}

function isPublic(ip: string): boolean {
  return v.is(address, ip) && !isPrivateHost(ip);
}

/** An address that nobody announces has no network: all null. */
function networkOf({ asns, prefix }: v.InferOutput<typeof network>) {
  const asn = asns.map(Number).find((each) => Number.isInteger(each) && each > 0 && each < 2 ** 32) ?? null;
  const [base, length, more] = prefix?.split('/') ?? [];
  const isPrefix = v.is(address, base) && /^\d{1,3}$/.test(length ?? '') && more === undefined;
  return { asn, prefix: isPrefix ? `${base}/${length}` : null };
}

/** The country that most of the address's block is located in. Null when not known. */
async function countryOf(ip: string, wire: Wire): Promise<string | null> {
  const { data } = await askRipestat(wire, 'maxmind-geo-lite', ip, READ_BYTES);
  const read = v.safeParse(places, data);
  if (!read.success) return null;
  const [most] = read.output.located_resources
    .flatMap((each) => each.locations)
    .sort((a, b) => b.covered_percentage - a.covered_percentage);
  return most && /^[A-Z]{2}$/.test(most.country) ? most.country : null;
}
