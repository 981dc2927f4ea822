/** Does a well-known address answer with exactly what it always says? Network, through the wire; never throws. */
import type { Ask, HttpObservation, Wire } from '@/utils/model';
import { needsBody } from './genuine';
import { httpObservationOf } from './http-observation';
import { ownCountryOf, ownNetworkOf } from './own-network';

/** The longest expected body has some 300 bytes; a portal's page may be cut. */
const READ_BYTES = 4_096;

/** Asks a control once. A portal's page shows as `genuine: false`, a hidden answer as `genuine: null`. */
export async function askControl(
  ask: Extract<Ask, { kind: 'control' }>,
  wire: Wire,
): Promise<HttpObservation[]> {
  const { target, timeoutMs } = ask;
  const reply = await wire.fetch({
    url: target.url,
    method: target.expect?.method ?? 'GET',
    timeoutMs,
    readBytes: needsBody(target.expect) ? READ_BYTES : 0,
    explain: true,
  });
  const seen = httpObservationOf('control', target, reply, wire.now());
  const body = reply.kind === 'response' && seen.genuine === true ? reply.body : null;
  const network = ownNetworkOf(body);
  return [network === null ? seen : { ...seen, network, country: ownCountryOf(body) }];
}
