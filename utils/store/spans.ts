/** How time is cut: minutes, hours, days and months (UTC). Pure. */
import type { EpochMs } from '@/utils/model';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './series';

/** Lengths of a point, shortest first; each divides or gathers hours or days evenly. */
const SPANS = [
  ...[1, 5, 15].map((minutes) => minutes * MINUTE_MS),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_MS),
];

/** Gives the start of the span in which a moment lies. */
export function startOf(at: EpochMs, spanMs: number): EpochMs {
  return Math.floor(at / spanMs) * spanMs;
}

/** Gives the start of the month in which a moment lies. */
export function monthOf(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/** Gives the shortest span that cuts a range into no more points than are wanted. */
export function fittingSpan(from: EpochMs, to: EpochMs, limitPoints: number): number {
  const fits = (spanMs: number) => (to - startOf(from, spanMs)) / spanMs <= limitPoints;
  return SPANS.find(fits) ?? startOf(Math.max(0, to - from) / limitPoints, DAY_MS) + DAY_MS;
}
