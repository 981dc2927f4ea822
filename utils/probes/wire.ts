/** Asks one URL and says what came of it. Network; the only place that calls fetch. Failure is an answer too. */
import type { Wire, WireReply, WireRequest } from '@/utils/model';
import { isHostGranted } from '@/utils/platform/granted-hosts';
import { keepNameBack } from '@/utils/platform/name-kept-back';
import { createExplainer, type Explanation } from './explain';

const NO_HEADERS: Readonly<Record<string, string>> = {};

interface Started {
  request: WireRequest;
  explanation: Explanation | null;
  signal: AbortSignal;
  startedAt: number;
}

/**
 * Makes the door to the network. A request that wants to be explained is a probe: it also works without host
 * permission, where the answer is then hidden. Any other one is to a source, which is asked only where its host was
 * granted: else the browser would hide the answer, or name this very extension to it.
 */
export function createWire(): Wire {
  const explain = createExplainer();
  return {
    now: () => Date.now(),
    fetch: async (request) => {
      if (!request.explain && !(await maySend(request))) return NOT_SENT;
      const explanation = request.explain ? explain(request.url) : null;
      const signal = AbortSignal.timeout(Math.max(1, request.timeoutMs));
      const started: Started = { request, explanation, signal, startedAt: performance.now() };
      try {
        const response = await fetch(explanation?.url ?? request.url, optionsOf(request, signal));
        return await replyOf(started, response);
      } catch {
        return await failureOf(started);
      } finally {
        explanation?.end();
      }
    },
  };
}

const NOT_SENT: WireReply = { kind: 'failure', cause: null, timedOut: false, limited: true, tookMs: 0 };

/** Nothing goes out that could say who we are: only to what was granted, and never before our own name is kept back. */
async function maySend({ url, method }: WireRequest): Promise<boolean> {
  return (await isHostGranted(url)) && (method !== 'POST' || (await keepNameBack(url)));
}

function optionsOf(request: WireRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method ?? 'GET',
    // With host permission `no-cors` is readable all the same, names no origin, and a redirect to a host that was not
    // granted ends in a hidden answer, where `cors` would fail and look like an outage. Only `cors` can send JSON.
    mode: request.method === 'POST' ? 'cors' : 'no-cors',
    headers: request.headers ?? {},
    ...(request.body === undefined ? {} : { body: request.body }),
    cache: request.cache ?? 'no-store',
    // Without credentials a 401 cannot raise a sign-in dialog either.
    credentials: 'omit',
    redirect: 'follow',
    referrerPolicy: 'no-referrer',
    signal,
  };
}

function elapsed(started: Started): number {
  return Math.max(0, Math.round(performance.now() - started.startedAt));
}

async function replyOf(started: Started, response: Response): Promise<WireReply> {
  const tookMs = elapsed(started);
  const isHidden = response.type === 'opaque';
  const strayed = isHidden && (await isHostGranted(started.request.url));
  const { body, cut } = await readBody(response, isHidden ? 0 : started.request.readBytes);
  return {
    kind: 'response',
    status: response.status,
    ...(strayed && { strayed }),
    url: response.url.split('#')[0] ?? '',
    headers: isHidden ? NO_HEADERS : Object.fromEntries(response.headers),
    body,
    cut,
    ip: isHidden || !started.explanation ? null : await started.explanation.ip(),
    tookMs,
  };
}

async function failureOf(started: Started): Promise<WireReply> {
  const tookMs = elapsed(started);
  const { request, explanation, signal } = started;
  const isGranted = await isHostGranted(request.url);
  // Our own limit ends a request by aborting it, and that is all the browser would say.
  const cause = isGranted && !signal.aborted ? await explanation?.cause() : null;
  return { kind: 'failure', cause: cause ?? null, timedOut: signal.aborted, limited: !isGranted, tookMs };
}

/** Reads at most `most` bytes, then closes the stream. Throws when the body breaks off before that. */
async function readBody(
  response: Response,
  most: number,
): Promise<{ body: Uint8Array | null; cut: boolean }> {
  if (!response.body || most === 0) {
    await response.body?.cancel().catch(() => {});
    return { body: most === 0 ? null : new Uint8Array(), cut: false };
  }
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= most) {
    const { done, value } = await reader.read();
    if (done) return { body: join(chunks, length), cut: false };
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => {});
  return { body: join(chunks, length).subarray(0, most), cut: true };
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
