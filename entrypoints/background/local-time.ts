/** The wall clock where the person is, and the mornings on it. */
import type { EpochMs, LocalTime } from '@/utils/model';

const MORNING_HOUR = 7;

/** Reads minute of the day and weekday. */
export function localTime(date: Date): LocalTime {
  return { minute: date.getHours() * 60 + date.getMinutes(), weekday: date.getDay() };
}

/** Gives the next day's morning, whatever the clock does in the night. */
export function tomorrow(date: Date): EpochMs {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING_HOUR).getTime();
}
