/** Reads Zendesk's active incidents. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, worst } from './finding';
import { listOf, parsed, softFlag, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const active = v.object({
  data: listOf(
    v.object({
      attributes: v.object({
        title: softText,
        outage: softFlag,
        impact: softText,
        status: softText,
        startedAt: softTime,
        resolvedAt: softTime,
      }),
    }),
  ),
  included: softList(
    v.object({
      type: v.string(),
      attributes: v.object({ description: softText, createdAt: softTime }),
    }),
  ),
});

/** Reads what is not resolved; an outage is major, a degradation minor. */
export const readZendesk: FeedReader = (page, _feed, now) => {
  const read = parsed(active, jsonOf(page));
  if (!read) return null;
  const open = read.data.filter(
    ({ attributes }) => attributes.resolvedAt === null && attributes.status?.toLowerCase() !== 'resolved',
  );
  const last = read.included
    .filter(({ type }) => /update/i.test(type))
    .map(({ attributes }) => ({
      words: plainWords(attributes.description),
      at: timeOf(attributes.createdAt, now),
    }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  return worst(
    open.map(({ attributes: { title, outage, impact, startedAt } }) =>
      finding(impact === 'maintenance' ? 'maintenance' : outage ? 'major' : 'minor', {
        component: plainName(title),
        words: last?.words ?? plainWords(title),
        wordsAt: last?.at ?? timeOf(startedAt, now),
      }),
    ),
  );
};
