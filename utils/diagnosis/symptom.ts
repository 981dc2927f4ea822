/** What one answer, or the lack of one, amounts to for a given service. Pure. */
import type { ErrorType, HttpObservation, Symptom, Usual } from '@/utils/model';

const SYMPTOM_OF_ERROR: Readonly<Record<ErrorType, Symptom>> = {
  'dns.name_not_resolved': 'dns',
  'dns.failed': 'dns',
  'dns.unreachable': 'dns',
  'tcp.timed_out': 'timeout',
  'tcp.refused': 'refused',
  'tcp.reset': 'reset',
  'tcp.closed': 'reset',
  'tcp.aborted': 'reset',
  'tcp.address_invalid': 'unreachable',
  'tcp.address_unreachable': 'unreachable',
  'tcp.failed': 'failed',
  'tls.version_or_cipher_mismatch': 'tls',
  'tls.bad_client_auth_cert': 'tls',
  'tls.cert.name_invalid': 'cert_name',
  'tls.cert.date_invalid': 'cert_date',
  'tls.cert.authority_invalid': 'cert_authority',
  'tls.cert.invalid': 'cert_authority',
  'tls.cert.revoked': 'cert_authority',
  'tls.cert.pinned_key_not_in_cert_chain': 'cert_authority',
  'tls.protocol.error': 'tls',
  'tls.failed': 'tls',
  'http.error': '5xx',
  'http.protocol.error': 'garbled',
  'http.response.invalid': 'garbled',
  'http.response.redirect_loop': 'loop',
  'http.failed': 'garbled',
  abandoned: 'void',
  unknown: 'failed',
  'local.offline': 'offline',
  'local.network_changed': 'void',
  'local.suspended': 'void',
  'local.blocked_by_client': 'blocked_client',
  'local.blocked_by_administrator': 'blocked_admin',
  'local.proxy': 'proxy',
  'local.refused': 'void',
};

/** Retry-After from which a 503 reads as planned work. */
const PLANNED_WORK_MS = 300_000;
/** An answer slower than this, and than `SLOW_FACTOR` times the usual, is slow. */
const SLOW_MS = 3_000;
const SLOW_FACTOR = 5;
/** An answer seen in at least this share of the last healthy ones is what the service always says. */
const USUAL_SHARE = 0.25;

/** So many answers tell what kind of thing stands at the address. */
const PAGES_KNOWN = 5;

const SOFT_STATUS: Readonly<Record<number, Symptom>> = {
  401: 'denied',
  403: 'denied',
  404: 'missing',
  407: 'denied',
  410: 'missing',
  429: 'rate',
  451: 'legal',
};

export const GOOD: ReadonlySet<Symptom> = new Set<Symptom>(['answers', 'slow']);
/** Answers that say "not you", "not now" or "not here": never an outage by themselves. */
export const SOFT: ReadonlySet<Symptom> = new Set<Symptom>([
  'denied',
  'legal',
  'rate',
  'login',
  'elsewhere',
  'missing',
  'changed',
]);
/** Causes inside this computer. */
export const OWN: ReadonlySet<Symptom> = new Set<Symptom>([
  'blocked_client',
  'blocked_admin',
  'proxy',
  'offline',
]);

/** Tells whether a symptom is a failure that may be the service's. `void` says nothing at all. */
export function isBad(symptom: Symptom): boolean {
  return !GOOD.has(symptom) && !SOFT.has(symptom) && symptom !== 'void';
}

/**
 * Names what one own question or page load amounts to.
 * A soft answer that the service always gives is `answers`; before anything is learned every soft
 * answer but a foreign site is, since any HTTP answer means that it can be reached.
 */
export function symptomOf(observation: HttpObservation, usual: Usual): Symptom {
  if (observation.outcome === 'timeout') return 'timeout';
  if (observation.outcome === 'skipped') return 'void';
  if (observation.errorType !== null && observation.errorType !== 'http.error') {
    return SYMPTOM_OF_ERROR[observation.errorType];
  }
  if (observation.status !== null && observation.status >= 500) return brokenOf(observation);
  // The person said what a good answer is, and this is not it.
  if (observation.errorType === 'http.error') return '5xx';
  const soft = observation.genuine === true ? null : softOf(observation);
  if (soft !== null && !isUsual(soft, observation, usual)) return soft;
  if (isPageInstead(observation, usual)) return 'changed';
  return isSlow(observation.tookMs, usual) ? 'slow' : 'answers';
}

function brokenOf(observation: HttpObservation): Symptom {
  const planned = observation.status === 503 && (observation.retryAfterMs ?? 0) >= PLANNED_WORK_MS;
  return planned ? 'maintenance' : '5xx';
}

function softOf(observation: HttpObservation): Symptom | null {
  if (observation.landed === 'elsewhere') return 'elsewhere';
  if (observation.status !== null) {
    const soft = SOFT_STATUS[observation.status];
    if (soft !== undefined) return soft;
  }
  if (observation.landed === 'login') return 'login';
  return observation.genuine === false ? 'changed' : null;
}

/** A page to read where there has always been an image: "we'll be back" is often said so, and with a 200. */
function isPageInstead({ page, genuine }: HttpObservation, { pages = [] }: Usual): boolean {
  return page === true && genuine !== true && pages.length >= PAGES_KNOWN && !pages.includes(true);
}

function isUsual(soft: Symptom, observation: HttpObservation, usual: Usual): boolean {
  if (soft === 'login' && usual.landed.length === 0) return true;
  if (soft === 'elsewhere' || soft === 'login')
    return shareOf(observation.landed, usual.landed) >= USUAL_SHARE;
  if (usual.statuses.length === 0) return true;
  return shareOf(observation.status, usual.statuses) >= USUAL_SHARE;
}

function shareOf<T>(value: T, seen: readonly T[]): number {
  if (seen.length === 0) return 0;
  return seen.filter((one) => one === value).length / seen.length;
}

function isSlow(tookMs: number | null, usual: Usual): boolean {
  if (tookMs === null) return false;
  const median = medianOf(usual.tookMs);
  return tookMs > Math.max(SLOW_MS, median === null ? 0 : SLOW_FACTOR * median);
}

/** Gives the middle value; null for an empty list. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
