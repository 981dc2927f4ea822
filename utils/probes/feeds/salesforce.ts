/** Reads Salesforce's active incidents, most of which touch single instances. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, milder, worst } from './finding';
import { listOf, parsed, softFlag, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const incident = v.object({
  id: v.union([v.string(), v.number()]),
  status: softText,
  affectsAll: softFlag,
  instanceKeys: softList(v.string()),
  serviceKeys: softList(v.string()),
  IncidentImpacts: softList(v.object({ type: softText, severity: softText, endTime: softTime })),
  IncidentEvents: softList(v.object({ type: softText, message: softText, createdAt: softTime })),
});

/** Reads what is open. Without a choice, an incident that does not touch every instance is minor. */
export const readSalesforce: FeedReader = (page, feed, now) => {
  const read = parsed(listOf(incident), jsonOf(page));
  if (!read) return null;
  const open = read.filter(
    (each) =>
      each.status?.toLowerCase() !== 'resolved' &&
      matters(feed.components, [...each.instanceKeys, ...each.serviceKeys]),
  );
  return worst(
    open.map((each) => {
      const weight = impactOf(each);
      const last = each.IncidentEvents.map((one) => ({
        words: plainWords(one.message),
        at: timeOf(one.createdAt, now),
      })).sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
      return finding(feed.components === null && !each.affectsAll ? milder(weight, 'minor') : weight, {
        component: plainName(
          each.instanceKeys.length > 0 ? each.instanceKeys.join(', ') : each.serviceKeys[0],
        ),
        words: last?.words ?? null,
        wordsAt: last?.at ?? null,
      });
    }),
  );
};

function impactOf({ IncidentImpacts: impacts }: v.InferOutput<typeof incident>): Indicator {
  const isGrave = impacts.some(
    (each) => each.endTime === null && (each.severity === 'major' || each.type === 'serviceDisruption'),
  );
  return isGrave ? 'major' : 'minor';
}
