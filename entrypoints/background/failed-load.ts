/** What a page or one of its requests that failed is worth as an observation. */
import type { EpochMs, HttpObservation, ServiceId } from '@/utils/model';
import { errorTypeOf } from '@/utils/probes/net-errors';

/** Makes the observation: `cause` is the browser's own name of the error, null where a server answered badly. */
export function failedLoad(
  {
    at,
    cause,
    status,
    ip = null,
  }: { at: EpochMs; cause: string | null; status: number | null; ip?: string | null },
  service: ServiceId,
): HttpObservation {
  return {
    source: 'page-load',
    target: service,
    at,
    outcome: 'failed',
    tookMs: null,
    errorType: cause === null ? 'http.error' : errorTypeOf(cause),
    status,
    landed: null,
    genuine: null,
    retryAfterMs: null,
    serverDate: null,
    ip,
    limited: false,
  };
}
