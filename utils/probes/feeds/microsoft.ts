/** Reads Microsoft's public posts: consumer services, and whether the admin centre answers. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, matters, worst } from './finding';
import { listOf, parsed, softText, softTime } from './shapes';
import { indicatorOfWords, plainName, plainWords, timeOf } from './words';

const row = v.object({
  ServiceDisplayName: softText,
  ServiceWorkloadName: softText,
  Status: v.string(),
  Title: softText,
  Message: softText,
  LastUpdatedTime: softTime,
});

/** Reads one row or a list of them. Null when none matters or a status is not understood. */
export const readMicrosoft: FeedReader = (page, feed, now) => {
  const json = jsonOf(page);
  const rows = parsed(listOf(row), Array.isArray(json) ? json : [json]);
  const mine = rows?.filter((each) =>
    matters(feed.components, [each.ServiceDisplayName, each.ServiceWorkloadName]),
  );
  if (!mine || mine.length === 0) return null;
  const known = mine.flatMap((each) => {
    const indicator = indicatorOfWords(each.Status);
    if (indicator === null) return [];
    if (indicator === 'none') return [finding('none')];
    return [
      finding(indicator, {
        component: plainName(each.ServiceDisplayName ?? each.Title),
        words: plainWords(each.Message) ?? plainWords(each.Title),
        wordsAt: timeOf(each.LastUpdatedTime, now),
      }),
    ];
  });
  const found = worst(known);
  return known.length < mine.length && found.indicator === 'none' ? null : found;
};
