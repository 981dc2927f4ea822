/** Where on the history page a person is: the part of the address after "#". Pure; the moment is an argument. */

import { isSaidToWork } from '@/utils/diagnosis/explain-lead';
import { isTheirSide } from '@/utils/diagnosis/side';
import type { EpochMs, Scope, VerdictName } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import type { Tone } from '../Shape';

export const SPANS = ['day', 'week', 'month', 'year'] as const;
export type Span = (typeof SPANS)[number];
export type Side = 'theirs' | 'yours';

export interface Place {
  span: Span;
  /** Any moment inside the range. */
  at: EpochMs;
  service: string | null;
  side: Side | null;
  text: string;
  /** The one incident that is read; null for the overview. */
  incident: string | null;
}

/** Reads the address; what is missing or wrong gets its default, and the range the one that is given. */
export function placeOf(hash: string, now: EpochMs, usual: Span = 'week'): Place {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const span = SPANS.find((one) => one === given.get('span')) ?? usual;
  const day = given.get('day') ?? '';
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T12:00`) : now;
  const side = given.get('side');
  return {
    span,
    at: Number.isNaN(at) ? now : Math.min(at, now),
    service: given.get('service'),
    side: side === 'theirs' || side === 'yours' ? side : null,
    text: given.get('text') ?? '',
    incident: given.get('incident'),
  };
}

/** Writes the address of a place, without what is the default. */
export function hashOf({ span, at, service, side, text, incident }: Place, now: EpochMs): string {
  const words = new URLSearchParams();
  words.set('span', span);
  if (boundsOf(span, at, 1).to <= now) words.set('day', dayOf(at));
  if (service !== null) words.set('service', service);
  if (side !== null) words.set('side', side);
  if (text !== '') words.set('text', text);
  if (incident !== null) words.set('incident', incident);
  return `#${words}`;
}

function dayOf(at: EpochMs): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Gives the range around a moment, in local time. `firstDay` is the weekday that begins a week, 0 is Sunday. */
export function boundsOf(span: Span, at: EpochMs, firstDay: number): { from: EpochMs; to: EpochMs } {
  const start = new Date(at);
  start.setHours(0, 0, 0, 0);
  if (span === 'week') start.setDate(start.getDate() - ((start.getDay() - firstDay + 7) % 7));
  if (span === 'month') start.setDate(1);
  if (span === 'year') start.setMonth(0, 1);
  return { from: start.getTime(), to: moved(span, start.getTime(), 1) };
}

/** Gives the same moment so many ranges later or earlier. */
export function moved(span: Span, at: EpochMs, by: number): EpochMs {
  const date = new Date(at);
  if (span === 'day') date.setDate(date.getDate() + by);
  if (span === 'week') date.setDate(date.getDate() + 7 * by);
  if (span === 'month') date.setMonth(date.getMonth() + by, Math.min(date.getDate(), 28));
  if (span === 'year') date.setFullYear(date.getFullYear() + by);
  return date.getTime();
}

/** Says whose side an incident was on; null when that is not known, or was taken back by the person. */
export function sideOfIncident(row: Pick<IncidentRow, 'scope' | 'members' | 'closedAt'>): Side | null {
  return isSaidToWork(row) ? null : sideOf(row.scope);
}

function sideOf(scope: Scope): Side | null {
  if (isTheirSide(scope)) return 'theirs';
  return scope === 'unknown' || scope === 'none' ? null : 'yours';
}

/** Their trouble, and no outage: the badge does not count it. */
const NO_OUTAGE: Readonly<Partial<Record<VerdictName, Tone>>> = {
  degraded_slow: 'slow',
  feature_down: 'slow',
  maintenance: 'planned',
};

/** Gives the colour and shape of an incident. */
export function toneOfIncident(row: Pick<IncidentRow, 'scope' | 'verdict' | 'members' | 'closedAt'>): Tone {
  const side = sideOfIncident(row);
  return side === 'theirs' ? (NO_OUTAGE[row.verdict.name] ?? side) : (side ?? 'unknown');
}

/** Tells whether it is a fault of one's own that is about no service. */
export function isOwnFault({ members }: Pick<IncidentRow, 'members'>): boolean {
  return members.length === 0;
}

interface Weeks {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** Gives the weekday that begins a week where the person lives, 0 is Sunday. */
export function firstDayOf(tag: string): number {
  const locale = new Intl.Locale(tag) as Intl.Locale & Weeks;
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  return firstDay % 7;
}
