/** Reads Status.io's public status. Pure. */

import * as v from 'valibot';
import type { EpochMs } from '@/utils/model';
import { jsonOf } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const CODE = new Map<number, Indicator>([
  [100, 'none'],
  [200, 'maintenance'],
  [300, 'minor'],
  [400, 'major'],
  [500, 'critical'],
  [600, 'minor'],
]);

const code = v.picklist([...CODE.keys()]);
const part = v.object({ id: softText, name: v.string(), status_code: code });
const event = v.object({
  name: softText,
  datetime_planned_end: softTime,
  datetime_resolved: softTime,
  messages: softList(v.object({ details: softText, status: softTime, datetime: softTime })),
  components_affected: softList(v.object({ id: softText, _id: softText, name: softText })),
});
const page = v.object({
  result: v.object({
    status_overall: v.object({ status_code: code }),
    status: v.optional(listOf(v.object({ ...part.entries, containers: softList(part) })), []),
    incidents: softList(event),
    maintenance: v.fallback(v.object({ active: softList(event) }), { active: [] }),
  }),
});

/** Reads the overall code, or the codes of the components (or their containers) that matter. */
export const readStatusio: FeedReader = (body, feed, now) => {
  const result = parsed(page, jsonOf(body))?.result;
  if (!result) return null;
  const overall = CODE.get(result.status_overall.status_code) ?? 'none';
  const mine = result.status.flatMap((each) =>
    matters(feed.components, [each.id, each.name])
      ? [each]
      : each.containers.filter((one) => matters(feed.components, [one.id, one.name])),
  );
  const states = mine.map(({ name, status_code }) =>
    finding(CODE.get(status_code) ?? 'none', { component: plainName(name) }),
  );
  if (feed.components !== null && states.length === 0) return overall === 'none' ? finding('none') : null;
  const found = worst(
    feed.components === null
      ? [finding(overall), ...states.filter((each) => each.indicator === overall)]
      : states,
  );
  if (found.indicator === 'none') return found;
  const open = found.indicator === 'maintenance' ? result.maintenance.active : result.incidents;
  const event = open.find((each) =>
    each.components_affected.length > 0
      ? each.components_affected.some((one) => matters(feed.components, [one.id, one._id, one.name]))
      : true,
  );
  return event && event.datetime_resolved === null ? { ...found, ...wordsOf(event, now) } : found;
};

function wordsOf(each: v.InferOutput<typeof event>, now: EpochMs): Partial<Finding> {
  const last = each.messages
    .map(({ details, datetime }) => ({ words: plainWords(details), at: timeOf(datetime, now) }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  return {
    words: last?.words ?? plainWords(each.name),
    wordsAt: last?.at ?? null,
    until: timeOf(each.datetime_planned_end, now),
  };
}
