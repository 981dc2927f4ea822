/** Reads Slack's current status. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { plainName, plainWords, safeLink, timeOf } from './words';

const TYPE = new Map<string, Indicator>([
  ['outage', 'major'],
  ['incident', 'minor'],
  ['maintenance', 'maintenance'],
  ['notice', 'none'],
]);
const OVER = new Set(['resolved', 'completed', 'scheduled']);

const current = v.object({
  status: v.picklist(['ok', 'active']),
  active_incidents: v.optional(
    listOf(
      v.object({
        title: v.string(),
        type: v.string(),
        status: softText,
        url: softText,
        date_updated: softTime,
        services: softList(v.string()),
        notes: softList(v.object({ body: softText, date_created: softTime })),
      }),
    ),
    [],
  ),
});

/** Reads the active incidents; the newest note holds the words. */
export const readSlack: FeedReader = (page, feed, now) => {
  const read = parsed(current, jsonOf(page));
  if (!read) return null;
  if (read.status === 'active' && read.active_incidents.length === 0) return null;
  const open = read.active_incidents.filter(
    (each) => !OVER.has(each.status ?? '') && matters(feed.components, [...each.services, each.title]),
  );
  return worst(
    open.map((each) => {
      const last = each.notes
        .map((note) => ({ words: plainWords(note.body), at: timeOf(note.date_created, now) }))
        .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
      return finding(TYPE.get(each.type) ?? 'minor', {
        component: plainName(each.title),
        words: last?.words ?? plainWords(each.title),
        wordsAt: last?.at ?? timeOf(each.date_updated, now),
        link: safeLink(each.url),
      });
    }),
  );
};
