/** Reads Heroku's current status. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { plainName, plainWords, safeLink, timeOf } from './words';

const COLOUR = new Map<string, Indicator>([
  ['green', 'none'],
  ['yellow', 'minor'],
  ['red', 'major'],
  ['blue', 'maintenance'],
]);

const status = v.object({
  status: listOf(v.object({ system: v.string(), status: v.picklist([...COLOUR.keys()]) })),
  incidents: softList(
    v.object({
      title: softText,
      full_url: softText,
      updated_at: softTime,
      updates: softList(v.object({ contents: softText, created_at: softTime })),
    }),
  ),
});

/** Reads the colours of the systems that matter; the first incident gives the words. */
export const readHeroku: FeedReader = (page, feed, now) => {
  const read = parsed(status, jsonOf(page));
  const mine = read?.status.filter((each) => matters(feed.components, [each.system])) ?? [];
  if (!read || mine.length === 0) return null;
  const found = worst(
    mine.map((each) => finding(COLOUR.get(each.status) ?? 'none', { component: plainName(each.system) })),
  );
  const incident = read.incidents[0];
  if (found.indicator === 'none' || !incident) return found;
  const last = incident.updates
    .map((each) => ({ words: plainWords(each.contents), at: timeOf(each.created_at, now) }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  return {
    ...found,
    words: last?.words ?? plainWords(incident.title),
    wordsAt: last?.at ?? timeOf(incident.updated_at, now),
    link: safeLink(incident.full_url),
  };
};
