/** How long does a server ask to be left alone? Pure. */
import type { EpochMs } from '@/utils/model';

/** Nobody is left alone for longer than a day on one header's word. */
const LONGEST_MS = 86_400_000;

/** Reads a Date header; null when it is missing or no date. */
export function dateOf(text: string | undefined): EpochMs | null {
  // Date.parse is generous: it takes "-5" for a year.
  const at = /^[a-z]{3},? /i.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/**
 * Reads a Retry-After header, seconds or a date, in ms and at most a day.
 * @param now the server's own clock where it is known, so that a wrong clock here does not matter
 * @returns null when it is missing or makes no sense
 */
export function retryAfterMsOf(text: string | undefined, now: EpochMs): number | null {
  const trimmed = text?.trim() ?? '';
  if (/^\d+$/.test(trimmed)) return Math.min(Number(trimmed) * 1_000, LONGEST_MS);
  const until = dateOf(trimmed);
  return until === null ? null : Math.min(Math.max(0, until - now), LONGEST_MS);
}
