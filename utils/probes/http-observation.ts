/** What does one reply of the wire say about the target? Pure. */
import type { ErrorType, HttpObservation, Target, WireReply } from '@/utils/model';
import { genuineOf } from './genuine';
import { landedOf } from './landed';
import { errorTypeOf } from './net-errors';
import { dateOf, retryAfterMsOf } from './retry-after';

type Response = Extract<WireReply, { kind: 'response' }>;
type Failure = Extract<WireReply, { kind: 'failure' }>;

const NOTHING_SEEN = {
  status: null,
  landed: null,
  genuine: null,
  retryAfterMs: null,
  serverDate: null,
  ip: null,
} as const;

/** Chrome treats a 407 that no proxy sent as an error of its own; it is an answer of the server all the same. */
const REFUSED_WITH_407 = 'net::ERR_UNEXPECTED_PROXY_AUTH';

/** Names why a request failed. Our own time limit counts as the connection's: both never got an answer. */
export function errorTypeOfFailure(failure: Failure): ErrorType {
  if (failure.timedOut) return 'tcp.timed_out';
  return failure.cause === null ? 'unknown' : errorTypeOf(failure.cause);
}

function failed(failure: Failure): Omit<HttpObservation, 'source' | 'target' | 'at'> {
  if (failure.cause === REFUSED_WITH_407) {
    return {
      ...NOTHING_SEEN,
      outcome: 'ok',
      tookMs: failure.tookMs,
      errorType: null,
      status: 407,
      limited: false,
    };
  }
  const errorType = errorTypeOfFailure(failure);
  return {
    ...NOTHING_SEEN,
    outcome: errorType === 'tcp.timed_out' ? 'timeout' : 'failed',
    tookMs: failure.tookMs,
    errorType,
    limited: failure.limited,
  };
}

/** Where the person said what a good answer is, any other answer of the service's own is as bad as none. */
function isBrokenFor(
  source: 'probe' | 'control',
  reply: Response,
  said: Pick<HttpObservation, 'landed' | 'genuine'>,
) {
  if (source === 'control' || said.genuine === null) return reply.status >= 500;
  return !said.genuine && said.landed === 'same';
}

function pageOf(contentType: string | undefined): Pick<HttpObservation, 'page'> {
  return contentType === undefined ? {} : { page: /^\s*(text\/html|application\/xhtml)/i.test(contentType) };
}

function answered(
  source: 'probe' | 'control',
  target: Target,
  reply: Response,
  now: number,
): Omit<HttpObservation, 'source' | 'target' | 'at'> {
  const isHidden = reply.status === 0;
  const landed = landedOf(target, reply.url);
  const genuine = genuineOf(target.expect, reply);
  const isBroken = isBrokenFor(source, reply, { landed, genuine });
  const serverDate = dateOf(reply.headers.date);
  return {
    outcome: isBroken ? 'failed' : 'ok',
    tookMs: reply.tookMs,
    errorType: isBroken ? 'http.error' : null,
    status: isHidden ? null : reply.status,
    landed,
    genuine,
    ...pageOf(reply.headers['content-type']),
    retryAfterMs: retryAfterMsOf(reply.headers['retry-after'], serverDate ?? now),
    serverDate,
    ip: reply.ip,
    limited: isHidden && reply.strayed !== true,
  };
}

const AWAY = { landed: 'elsewhere', genuine: false } as const;

/** Says what a reply means: any answer below 500 is one, a hidden one proves that something answered. */
export function httpObservationOf(
  source: 'probe' | 'control',
  target: Target,
  reply: WireReply,
  now: number,
): HttpObservation {
  const said = reply.kind === 'failure' ? failed(reply) : answered(source, target, reply, now);
  // A service may well send people on to a host that was not granted; a control never does.
  const away = source === 'control' && reply.kind === 'response' && reply.strayed === true;
  return { source, target: target.id, at: now, ...said, ...(away && AWAY) };
}
