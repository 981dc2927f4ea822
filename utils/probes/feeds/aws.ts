/** Reads the current events of AWS: UTF-16, one row for each service in one region. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

/** The four colours of the old dashboard; "0" is resolved. */
const STATUS = new Map<string, Indicator>([
  ['0', 'none'],
  ['1', 'minor'],
  ['2', 'minor'],
  ['3', 'major'],
]);

const event = v.object({
  service: v.string(),
  service_name: softText,
  region_name: softText,
  status: v.union([v.string(), v.number()]),
  summary: softText,
  date: softTime,
  arn: softText,
  event_log: softList(v.object({ message: softText, summary: softText, timestamp: softTime })),
});

/** Reads the open events of the regions and services that matter; none is healthy. */
export const readAws: FeedReader = (page, feed, now) => {
  const read = parsed(listOf(event), jsonOf(page));
  if (!read) return null;
  const open = read.filter(
    (each) =>
      String(each.status) !== '0' &&
      matters(feed.components, [each.service, each.service_name, each.region_name, each.arn]),
  );
  return worst(
    open.map((each) => {
      const last = each.event_log
        .map((one) => ({ words: plainWords(one.message ?? one.summary), at: timeOf(one.timestamp, now) }))
        .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
      return finding(STATUS.get(String(each.status)) ?? 'minor', {
        component: plainName(
          [each.service_name ?? each.service, each.region_name].filter(Boolean).join(', '),
        ),
        words: last?.words ?? plainWords(each.summary),
        wordsAt: last?.at ?? timeOf(each.date, now),
      });
    }),
  );
};
