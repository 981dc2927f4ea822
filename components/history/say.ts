/** Incidents, dates, shares and places in words for the history page. Pure. */
import { incidentLine, isSaidToWork } from '@/utils/diagnosis/explain-lead';
import { isSameDay, sayClock, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import type { EpochMs } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import type { Span } from './place';
import type { Stretch } from './stretches';

/** Says in one line what an incident is or was, with who ended it where that was the reader. */
export function sayIncident(row: IncidentRow, names: readonly string[], tongue: Tongue): string {
  return incidentLine(row.verdict, names, tongue, row.closedAt !== null, isSaidToWork(row) ? 'you' : null);
}

const NAMED: Readonly<Record<Span, Intl.DateTimeFormatOptions>> = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  week: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
};

/** Names a range: "16 – 22 November 2026". */
export function sayRange(span: Span, { from, to }: Stretch, { tag }: Tongue): string {
  const format = new Intl.DateTimeFormat(tag, NAMED[span]);
  return span === 'week' ? format.formatRange(from, to - 1) : format.format(from);
}

const MARKED: Readonly<Record<Span, Intl.DateTimeFormatOptions>> = {
  day: { hour: 'numeric', minute: '2-digit' },
  week: { weekday: 'short', day: 'numeric' },
  month: { day: 'numeric' },
  year: { month: 'short' },
};
const DAY_MARKS = [0, 6, 12, 18];
const MONTH_MARKS = [0, 5, 10, 15, 20, 25];

/** Lists the marks below the timeline. */
export function marksOf(span: Span, { from, to }: Stretch, { tag }: Tongue): { at: EpochMs; text: string }[] {
  const format = new Intl.DateTimeFormat(tag, MARKED[span]);
  const marks: { at: EpochMs; text: string }[] = [];
  const date = new Date(from);
  for (let index = 0; date.getTime() < to; index += 1) {
    if (span !== 'month' || MONTH_MARKS.includes(index))
      marks.push({ at: date.getTime(), text: format.format(date).replace(/[,،]/, '') });
    if (span === 'day') date.setHours(DAY_MARKS[index + 1] ?? 24);
    else if (span === 'year') date.setMonth(date.getMonth() + 1);
    else date.setDate(date.getDate() + 1);
  }
  return marks;
}

const WELL_FROM = 0.99;
const SLOW_FROM = 0.95;

/** Chooses the colour of a share of time that was good. */
export function toneOfUptime(share: number | null): 'well' | 'slow' | 'theirs' | '' {
  if (share === null) return '';
  return share >= WELL_FROM ? 'well' : share >= SLOW_FROM ? 'slow' : 'theirs';
}

const ALMOST = 0.9999;

/** Says a share of time that was good, and never "100 %" for less. */
export function sayUptime(share: number | null, { tag }: Tongue): string {
  if (share === null) return '–';
  const shown = share < 1 ? Math.min(share, ALMOST) : 1;
  const digits = shown > 0.99 && shown < 1 ? 2 : 1;
  const floored = Math.floor(shown * 10 ** (digits + 2)) / 10 ** (digits + 2);
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(floored);
}

/** Says a number with its separators. */
export function sayCount(count: number, { tag }: Tongue): string {
  return new Intl.NumberFormat(tag).format(count);
}

const SECOND_MS = 1_000;

/** Says how long an answer took. */
export function sayLatency(ms: number, { tag }: Tongue): string {
  const long = ms >= SECOND_MS;
  const unit = long ? 'second' : 'millisecond';
  const value = long ? ms / SECOND_MS : Math.round(ms);
  return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** Says from when to when, with the day once, and one moment once. */
export function sayStretch({ from, to }: Stretch, now: EpochMs, tongue: Tongue): string {
  if (sayTime(from, now, tongue) === sayTime(to, now, tongue)) return sayTime(from, now, tongue);
  const end = isSameDay(from, to) ? sayClock(to, tongue.tag) : sayTime(to, now, tongue);
  return `${sayTime(from, now, tongue)} – ${end}`;
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', second: '2-digit' };

/** Says the moment of one line of a story, with the date where the story goes on over midnight. */
export function sayMoment(at: EpochMs, { from, to }: Stretch, { tag }: Tongue): string {
  if (isSameDay(from, to)) return new Intl.DateTimeFormat(tag, CLOCK).format(at);
  const isOneYear = new Date(from).getFullYear() === new Date(to).getFullYear();
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(tag, {
    ...date,
    ...(!isOneYear && { year: 'numeric' }),
    ...CLOCK,
  }).format(at);
}
