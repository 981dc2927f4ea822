/** What a request got, for tests. */
import type { ErrorType, HttpObservation } from '@/utils/model';

/** `ill`: how it failed; null where it was answered well. */
export function httpOf(
  source: HttpObservation['source'],
  target: string,
  at: number,
  ill: ErrorType | 503 | null,
): HttpObservation {
  const status = ill === 503 ? 503 : ill === null ? 200 : null;
  return {
    source,
    target,
    at,
    outcome: ill === null ? 'ok' : 'failed',
    tookMs: 120,
    errorType: ill === 503 ? 'http.error' : ill,
    status,
    landed: status === null ? null : 'same',
    genuine: status === null ? null : true,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
}
