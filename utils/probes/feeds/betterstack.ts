/** Reads Better Stack's index.json. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const STATE = new Map<string, Indicator>([
  ['operational', 'none'],
  ['resolved', 'none'],
  ['degraded', 'minor'],
  ['downtime', 'major'],
  ['maintenance', 'maintenance'],
]);

const page = v.object({
  data: v.object({ attributes: v.object({ aggregate_state: v.picklist([...STATE.keys()]) }) }),
  included: v.optional(
    listOf(
      v.object({
        id: softText,
        type: v.string(),
        attributes: v.object({
          public_name: softText,
          status: softText,
          title: softText,
          message: softText,
          report_type: softText,
          aggregate_state: softText,
          published_at: softTime,
          starts_at: softTime,
          ends_at: softTime,
        }),
      }),
    ),
    [],
  ),
});

/** Reads the resources that matter, or the page's own state; open reports and their newest update give the words. */
export const readBetterstack: FeedReader = (body, feed, now) => {
  const read = parsed(page, jsonOf(body));
  if (!read) return null;
  const rollUp = STATE.get(read.data.attributes.aggregate_state) ?? 'none';
  const resources = read.included.filter(
    ({ id, type, attributes }) =>
      type === 'status_page_resource' && matters(feed.components, [id, attributes.public_name]),
  );
  const states = resources.flatMap(({ attributes }) => {
    const indicator = STATE.get(attributes.status ?? '');
    return indicator ? [finding(indicator, { component: plainName(attributes.public_name) })] : [];
  });
  if (feed.components !== null && states.length === 0) return rollUp === 'none' ? finding('none') : null;
  const found = worst(feed.components === null ? [finding(rollUp), ...named(states, rollUp)] : states);
  if (found.indicator === 'none') return found;
  const reports = read.included.filter(({ type, attributes }) => {
    const ends = timeOf(attributes.ends_at, now);
    return type === 'status_report' && (ends === null || ends > now);
  });
  if (reports.length === 0) return found;
  const updates = read.included
    .filter(({ type }) => type === 'status_update')
    .map(({ attributes: { message, published_at: at } }) => ({
      words: plainWords(message),
      at: timeOf(at, now),
    }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const report = reports[0]?.attributes;
  return {
    ...found,
    words: updates[0]?.words ?? plainWords(report?.title),
    wordsAt: updates[0]?.at ?? timeOf(report?.starts_at, now),
    until: found.indicator === 'maintenance' ? timeOf(report?.ends_at, now) : null,
  };
};

/** Only names the page's own state: a single resource that is down does not make the page worse than it says. */
function named(states: readonly Finding[], rollUp: Indicator): Finding[] {
  return states.filter((each) => each.indicator === rollUp);
}
