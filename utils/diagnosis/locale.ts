/** Times, durations and lists in a person's language, through Intl. Pure: the moment is an argument. */
import type { EpochMs } from '@/utils/model';
import { m } from '@/utils/words/messages';
import type { Tongue } from '@/utils/words/tongue';

export type { Tongue };

const DAY_MS = 86_400_000;
const WEEK_DAYS = 6;
/** "Until I say" as a date that JSON can hold. */
export const FOR_GOOD = Date.UTC(9999, 0, 1);

/** Says when: "today 18:39", within a week the weekday, else the date, with its year where that is another. */
export function sayTime(at: EpochMs, now: EpochMs, tongue: Tongue): string {
  const { tag } = tongue;
  const time = sayClock(at, tag);
  if (isSameDay(at, now)) return m.time_today({ time }, tongue);
  return `${new Intl.DateTimeFormat(tag, dayWords(at, now)).format(at)} ${time}`;
}

/** Says on which day, where the hour is not known. */
export function sayDay(at: EpochMs, now: EpochMs, { tag }: Pick<Tongue, 'tag'>): string {
  if (isSameDay(at, now)) return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'day');
  return new Intl.DateTimeFormat(tag, dayWords(at, now)).format(at);
}

function dayWords(at: EpochMs, now: EpochMs): Intl.DateTimeFormatOptions {
  if (Math.abs(now - at) < WEEK_DAYS * DAY_MS) return { weekday: 'long' };
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return { day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) };
}

/** Tells whether two moments lie on one day of the person's calendar. */
export function isSameDay(one: EpochMs, other: EpochMs): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Says when for those who read it on another day: date, year and time. */
export function sayDate(at: EpochMs, { tag }: Tongue): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Says the hour and minute. */
export function sayClock(at: EpochMs, tag: string): string {
  return new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' }).format(at);
}

const UNITS = [
  ['year', 365 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const MINUTE_MS = 60_000;

/** Tells whether there is a minute to speak of. */
export function isUnderMinute(ms: number): boolean {
  return ms < MINUTE_MS;
}

/** Says how long: the two largest units, or that it was less than a minute. */
export function sayDuration(ms: number, tongue: Tongue): string {
  if (isUnderMinute(ms)) return m.time_under_minute({}, tongue);
  const { tag } = tongue;
  let left = Math.round(ms / MINUTE_MS) * MINUTE_MS;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 && parts.length < 2) {
      parts.push(new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
    }
  }
  return tight(new Intl.ListFormat(tag, { type: 'unit', style: 'narrow' }).format(parts), tag);
}

/** Sets a number and its unit as a sentence does: Intl parts them in Japanese too. */
export function tight(said: string, tag: string): string {
  return tag.startsWith('ja') ? said.replaceAll(' ', '') : said;
}

const SECONDS_ARE_NOW_MS = 45_000;

/** Says how long ago, coarsely, so that it need not change every second. */
export function sayAgo(at: EpochMs, now: EpochMs, tongue: Tongue): string {
  const ms = now - at;
  if (ms < SECONDS_ARE_NOW_MS) return m.time_just_now({}, tongue);
  const format = new Intl.RelativeTimeFormat(tongue.tag, { style: 'short' });
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? ['minute', 60_000];
  return tight(format.format(-Math.max(1, Math.round(ms / size)), unit), tongue.tag);
}

const SHORT = 40;

/** Says what others wrote, cut at a word where it is too long for its place. */
export function sayShort(text: string, atMost: number = SHORT): string {
  const signs = [...text];
  if (signs.length <= atMost) return text;
  const cut = signs.slice(0, atMost).join('');
  const word = cut.lastIndexOf(' ');
  return `${word > atMost / 2 ? cut.slice(0, word) : cut}…`;
}

/** Names a country by its two letters; they themselves where the browser knows no name. */
export function sayCountry(code: string, { tag }: Tongue): string {
  return new Intl.DisplayNames(tag, { type: 'region' }).of(code) ?? code;
}

/** Says a list: "A, B and C". */
export function sayList(names: readonly string[], { tag }: Tongue): string {
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(names);
}

const NAMES_AT_MOST = 4;
const NAMES_BEFORE_MORE = 3;

/** Says a list of names; of a long one the first few by name and the rest by number. */
export function sayNames(names: readonly string[], tongue: Tongue): string {
  return names.length <= NAMES_AT_MOST ? sayList(names, tongue) : sayFirst(names, NAMES_BEFORE_MORE, tongue);
}

/** Says so many names, and how many more there are. */
export function sayFirst(
  names: readonly string[],
  shown: number,
  tongue: Tongue,
  count: number = names.length - shown,
): string {
  const services = names.slice(0, shown).join(commaOf(tongue));
  return m.notice_and_more({ services, count }, tongue);
}

/** What stands between the members of a list, but the last two: not every language writes ", ". */
function commaOf({ tag }: Tongue): string {
  const parts = new Intl.ListFormat(tag, { type: 'conjunction' }).formatToParts(['1', '2', '3']);
  return parts.find(({ type }) => type === 'literal')?.value ?? ', ';
}

/** Sets a name, or what others wrote, apart: it runs its own way, and the words around it run theirs. */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

/** What stands between two sentences: nothing in Japanese and Chinese. */
export function gapOf({ locale }: Pick<Tongue, 'locale'>): string {
  return locale === 'ja' || locale === 'zh-CN' ? '' : ' ';
}

/** Puts sentences behind one another; an empty one is left out. */
export function sayTogether(sentences: readonly string[], tongue: Pick<Tongue, 'locale'>): string {
  return sentences.filter((one) => one !== '').join(gapOf(tongue));
}

/** Says a share in percent. */
export function sayPercent(share: number, { tag }: Tongue): string {
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
