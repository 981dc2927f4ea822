/** What one answer of a control says by itself. Pure. */
import type { EpochMs, ErrorType, HttpObservation } from '@/utils/model';

const NAMELESS: readonly ErrorType[] = ['dns.name_not_resolved', 'dns.failed', 'dns.unreachable'];

/** Gives when a question was asked that was answered then. */
export function startOf({ at, tookMs }: { at: EpochMs; tookMs: number | null }): EpochMs {
  return at - (tookMs ?? 0);
}

/** Tells whether a request was ended by a network change or a suspended machine, and so says nothing. */
export function isVoid({ outcome, errorType }: HttpObservation): boolean {
  return (
    outcome === 'skipped' ||
    errorType === 'local.network_changed' ||
    errorType === 'local.suspended' ||
    errorType === 'abandoned'
  );
}

/** Tells whether a control gave its own answer, and nobody else's. */
export function isGenuine({ outcome, genuine, landed }: HttpObservation): boolean {
  return outcome === 'ok' && genuine !== false && landed !== 'elsewhere';
}

/** Tells whether a control was not found by name. */
export function isUnnamed({ errorType }: HttpObservation): boolean {
  return errorType !== null && NAMELESS.includes(errorType);
}
