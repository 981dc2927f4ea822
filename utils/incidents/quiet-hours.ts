/** Do quiet hours hold now? Pure: the wall clock is an argument. */
import type { LocalTime, QuietHours } from '@/utils/model';

/** Tells whether notices wait. Hours that pass midnight belong to both days; none are none, and never when not known. */
export function isQuiet(hours: QuietHours | null, local: LocalTime | null): boolean {
  if (hours === null || local === null) return false;
  if (hours.days.includes(local.weekday)) return true;
  const { minute } = local;
  const { from, to } = hours;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
