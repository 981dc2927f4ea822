/** Does the service itself answer? Network, through the wire; never throws. */
import type { Ask, HttpObservation, Target, Wire, WireReply, WireRequest } from '@/utils/model';
import { needsBody } from './genuine';
import { errorTypeOfFailure, httpObservationOf } from './http-observation';

/** Enough for any expected text; a whole page is never needed. */
const READ_BYTES = 16_384;
/** Less time than this is not worth a second request. */
const SHORTEST_MS = 1_000;

/** What servers say that do not like HEAD, and perhaps like GET. */
const REFUSALS_OF_HEAD: ReadonlySet<number> = new Set([400, 403, 404, 405, 410, 501]);

function requestOf(target: Target, method: 'GET' | 'HEAD', timeoutMs: number): WireRequest {
  const readBytes = method === 'GET' ? READ_BYTES : 0;
  return { url: target.url, method, timeoutMs, readBytes, explain: true };
}

/**
 * Headers alone cost a tenth of a favicon, but some servers refuse HEAD or answer it with nonsense: that is asked
 * again with GET. A plain error is believed, since a second chance would hide a service that fails now and then.
 */
function isDoubtful(reply: WireReply): boolean {
  if (reply.kind === 'response') return REFUSALS_OF_HEAD.has(reply.status);
  return !reply.timedOut && errorTypeOfFailure(reply).startsWith('http.');
}

async function replyOf(target: Target, timeoutMs: number, wire: Wire): Promise<WireReply> {
  const method = target.expect?.method ?? (needsBody(target.expect) ? 'GET' : 'HEAD');
  const first = await wire.fetch(requestOf(target, method, timeoutMs));
  const leftMs = timeoutMs - first.tookMs;
  if (method === 'GET' || target.expect?.method || leftMs < SHORTEST_MS || !isDoubtful(first)) return first;
  return wire.fetch(requestOf(target, 'GET', leftMs));
}

/** Asks a service once, with one repetition at most, within the time given. */
export async function askProbe(ask: Extract<Ask, { kind: 'probe' }>, wire: Wire): Promise<HttpObservation[]> {
  const reply = await replyOf(ask.target, ask.timeoutMs, wire);
  return [httpObservationOf('probe', ask.target, reply, wire.now())];
}
