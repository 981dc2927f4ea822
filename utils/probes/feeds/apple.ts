/** Reads Apple's system status, with or without its JSONP wrapper. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const TYPE = new Map<string, Indicator>([
  ['outage', 'major'],
  ['issue', 'minor'],
  ['maintenance', 'maintenance'],
]);

const event = v.object({
  eventStatus: v.string(),
  statusType: v.string(),
  epochStartDate: softTime,
  epochEndDate: softTime,
  usersAffected: softText,
  message: softText,
});
const status = v.object({
  services: listOf(v.object({ serviceName: v.string(), events: softList(event) })),
});

/** Reads the ongoing events of the services that matter. Null when none of those is listed. */
export const readApple: FeedReader = (page, feed, now) => {
  const read = parsed(status, jsonOf(page));
  const mine = read?.services.filter((each) => matters(feed.components, [each.serviceName])) ?? [];
  if (mine.length === 0) return null;
  return worst(
    mine.flatMap(({ serviceName, events }) =>
      events
        .filter((each) => each.eventStatus.toLowerCase() === 'ongoing')
        .filter((each) => (timeOf(each.epochStartDate, now) ?? 0) <= now + 3_600_000)
        .map((each) => {
          const indicator = TYPE.get(each.statusType.toLowerCase()) ?? 'minor';
          return finding(indicator, {
            component: plainName(serviceName),
            words: plainWords(each.message) ?? plainWords(each.usersAffected),
            wordsAt: timeOf(each.epochStartDate, now),
            until: indicator === 'maintenance' ? timeOf(each.epochEndDate, now) : null,
          });
        }),
    ),
  );
};
