/** How long a source that refused or failed is left alone. Pure: an answer in, data out. */
import type { Ask, BackOff, EpochMs, Outcome, WireReply } from '@/utils/model';
import { dateOf, retryAfterMsOf } from './retry-after';

const SECOND_MS = 1_000;
const LONGEST_MS = 86_400_000;
/** Above this a reset header is a date in epoch seconds, below it is seconds to go. */
const EPOCH_SECONDS = 1_000_000_000;

/**
 * Reads X-RateLimit-Reset, as seconds to go or as epoch seconds.
 * Milliseconds from now, at most a day; null when absent or not understood.
 */
export function rateLimitResetMs(headers: Readonly<Record<string, string>>, now: EpochMs): number | null {
  const value = headers['x-ratelimit-reset']?.trim() ?? '';
  if (!/^\d{1,10}$/.test(value)) return null;
  const ms = Number(value) * SECOND_MS;
  return Math.min(Math.max(Number(value) > EPOCH_SECONDS ? ms - now : ms, 0), LONGEST_MS);
}

/** Notes that a source is left alone: for as long as it asked, else for `fallbackMs`. */
export function backOff(
  of: Ask['kind'],
  key: string,
  reply: WireReply,
  now: EpochMs,
  fallbackMs: number,
): BackOff {
  return {
    source: 'back-off',
    of,
    key,
    at: now,
    outcome: failedOutcome(reply),
    tookMs: reply.tookMs,
    until: now + Math.max(askedMs(reply, now) ?? fallbackMs, SECOND_MS),
  };
}

/** Names how a request went wrong: `timeout`, `skipped` when the browser hides the answer, else `failed`. */
export function failedOutcome(reply: WireReply): Outcome {
  if (reply.kind === 'response') return reply.status === 0 ? 'skipped' : 'failed';
  if (reply.timedOut) return 'timeout';
  return reply.limited ? 'skipped' : 'failed';
}

/** What the source itself asked for; a date is measured against its own clock where it tells it. */
function askedMs(reply: WireReply, now: EpochMs): number | null {
  if (reply.kind === 'failure') return null;
  const { headers, status } = reply;
  const retryAfter = retryAfterMsOf(headers['retry-after'], dateOf(headers.date) ?? now);
  return retryAfter ?? (status === 429 ? rateLimitResetMs(headers, now) : null);
}
