/** The lab's DNS: every name has an address of its own; a name may be gone, broken, silent or hijacked. */
import { createSocket, type Socket } from 'node:dgram';
import { decode, encode, type Packet } from 'dns-packet';
import { showsHere, type Truth } from './truth.ts';

const PORT = 53;
const TTL_SECONDS = 1;
const NXDOMAIN = 3;
const SERVFAIL = 2;
const SLOW_MS = 5_000;
/** Where a hijacked name leads: the portal's own server. */
const HIJACKED = '198.18.0.80';

/** Gives out addresses in 198.18.0.0/15, by name and back. */
export class Addresses {
  private readonly byName = new Map<string, string>();
  private readonly byAddress = new Map<string, string>();
  private next = 1;

  of(name: string): string {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const address = `198.18.${1 + Math.floor(this.next / 250)}.${1 + (this.next % 250)}`;
    this.next += 1;
    this.byName.set(name, address);
    this.byAddress.set(address, name);
    return address;
  }

  nameOf(address: string): string | undefined {
    return this.byAddress.get(address);
  }
}

export type ResolverState = 'well' | 'dead' | 'hijack' | 'slow';

/** Starts the resolver that the namespace's resolv.conf names. */
export async function startResolver(
  addresses: Addresses,
  truthOf: (host: string) => Truth,
  stateOf: () => ResolverState,
): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const state = stateOf();
    if (state === 'dead') return;
    const reply = replyTo(decode(message), addresses, truthOf, state);
    if (reply === null) return;
    setTimeout(
      () => socket.send(encode(reply), from.port, from.address, () => {}),
      state === 'slow' ? SLOW_MS : 0,
    );
  });
  await new Promise<void>((done) => socket.bind(PORT, '198.18.0.53', done));
  return socket;
}

function replyTo(
  query: Packet,
  addresses: Addresses,
  truthOf: (host: string) => Truth,
  state: ResolverState,
): Packet | null {
  const question = query.questions?.[0];
  if (question === undefined) return null;
  const name = question.name.toLowerCase();
  const truth = truthOf(name);
  const fault = showsHere(truth) ? truth.dns : 'ok';
  if (fault === 'silence') return null;
  const code = fault === 'nxdomain' ? NXDOMAIN : fault === 'servfail' || fault === 'bogus' ? SERVFAIL : 0;
  const hijacked = state === 'hijack' || fault === 'hijack';
  const address = hijacked ? HIJACKED : addresses.of(name);
  // Only A is answered: the lab has no IPv6.
  const answers =
    code === 0 && question.type === 'A'
      ? [{ type: 'A' as const, name: question.name, ttl: TTL_SECONDS, data: address }]
      : [];
  const recursion = 0x180;
  return { type: 'response', id: query.id ?? 0, flags: recursion | code, questions: [question], answers };
}
