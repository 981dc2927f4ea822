/** Reads Meta's page for business platforms; it says nothing about the apps people use. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, matters, worst } from './finding';
import { listOf, parsed, softText, softTime } from './shapes';
import { indicatorOfWords, plainName, plainWords, timeOf } from './words';

const orgs = listOf(
  v.object({
    id: v.string(),
    name: softText,
    services: listOf(v.object({ id: softText, name: softText, status: v.string(), time: softTime })),
  }),
);

/** Reads the services of the organisations that matter. Null when none is listed or a status is not understood. */
export const readMeta: FeedReader = (page, feed, now) => {
  const read = parsed(orgs, jsonOf(page));
  const mine = read?.flatMap((org) =>
    org.services
      .filter((each) => matters(feed.components, [org.id, org.name, each.id, each.name]))
      .map((each) => ({ ...each, org: org.name ?? org.id })),
  );
  if (!mine || mine.length === 0) return null;
  const known = mine.flatMap((each) => {
    const indicator = indicatorOfWords(each.status);
    return indicator === null
      ? []
      : [
          finding(indicator, {
            component: plainName(each.name ?? each.org),
            words: indicator === 'none' ? null : plainWords(each.status),
            wordsAt: indicator === 'none' ? null : timeOf(each.time, now),
          }),
        ];
  });
  const found = worst(known);
  return known.length < mine.length && found.indicator === 'none' ? null : found;
};
