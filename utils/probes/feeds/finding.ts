/** What one status page says, in one form for all kinds of pages. Pure. */

import type { EpochMs, Feed, StatusPageObservation } from '@/utils/model';
import type { Decoded } from './decode';

export type Indicator = NonNullable<StatusPageObservation['indicator']>;

/** One statement of a status page: a component's state, an incident, planned work, or the whole page. */
export interface Finding {
  indicator: Indicator;
  component: string | null;
  words: string | null;
  wordsAt: EpochMs | null;
  until: EpochMs | null;
  link: string | null;
}

/** Reads one kind of page. Null when the page is not of that shape; may throw on hostile input. */
export type FeedReader = (page: Decoded, feed: Feed, now: EpochMs) => Finding | null;

const RANK = new Map<Indicator, number>([
  ['none', 0],
  ['maintenance', 1],
  ['minor', 2],
  ['major', 3],
  ['critical', 4],
]);

/** Makes a finding; what is not given is null. */
export function finding(indicator: Indicator, rest: Partial<Omit<Finding, 'indicator'>> = {}): Finding {
  return { indicator, component: null, words: null, wordsAt: null, until: null, link: null, ...rest };
}

/** Tells which of two indicators weighs less; planned work weighs less than any fault. */
export function milder(a: Indicator, b: Indicator): Indicator {
  return rankOf(a) <= rankOf(b) ? a : b;
}

/**
 * Folds findings into the worst one. When that has no words it borrows those of the worst, then newest, that has.
 * No findings at all are a healthy page.
 */
export function worst(findings: readonly Finding[]): Finding {
  const sorted = [...findings].sort(
    (a, b) => rankOf(b.indicator) - rankOf(a.indicator) || (b.wordsAt ?? 0) - (a.wordsAt ?? 0),
  );
  const [first] = sorted;
  if (!first) return finding('none');
  const speaker = sorted.find((each) => each.words !== null) ?? first;
  const named = sorted.find((each) => each.indicator === first.indicator && each.component !== null);
  const ending = sorted.find((each) => each.indicator === first.indicator && each.until !== null);
  return {
    indicator: first.indicator,
    component: named?.component ?? null,
    words: speaker.words,
    wordsAt: speaker.wordsAt,
    until: ending?.until ?? null,
    link: speaker.link ?? first.link,
  };
}

/**
 * Tells whether something with these names or ids is among the components that matter.
 * A choice matches an id or name that equals or holds it, whatever the case ("me-south-1" matches "ec2-me-south-1").
 */
export function matters(choice: Feed['components'], names: readonly (string | null | undefined)[]): boolean {
  if (choice === null) return true;
  const wanted = choice.map((each) => each.trim().toLowerCase()).filter((each) => each !== '');
  return names.some((name) => {
    const text = name?.toLowerCase();
    return text !== undefined && wanted.some((each) => text.includes(each));
  });
}

function rankOf(indicator: Indicator): number {
  return RANK.get(indicator) ?? 0;
}
