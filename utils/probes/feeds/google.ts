/** Reads the incidents.json of Google's dashboards: Workspace, Cloud, Maps, Firebase, Search, Play. Pure. */

import * as v from 'valibot';
import type { EpochMs } from '@/utils/model';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText } from './shapes';
import { plainName, plainWords, safeLink, timeOf } from './words';

const incident = v.object({
  begin: v.string(),
  end: softText,
  external_desc: softText,
  status_impact: softText,
  severity: softText,
  service_name: softText,
  affected_products: softList(v.object({ title: softText, id: softText })),
  most_recent_update: v.fallback(
    v.nullable(v.object({ when: softText, text: softText, status: softText })),
    null,
  ),
  uri: softText,
});

/** Reads the whole history; what has no end and was not last said to be available is open. */
export const readGoogle: FeedReader = (page, feed, now) => {
  const read = parsed(listOf(incident), jsonOf(page));
  if (!read) return null;
  const open = read.filter((each) => isOpen(each, now) && matters(feed.components, namesOf(each)));
  return worst(
    open.map((each) =>
      finding(indicatorOf(each), {
        component: plainName(
          each.affected_products.find((one) => matters(feed.components, [one.title, one.id]))?.title ??
            each.service_name,
        ),
        words: plainWords(each.most_recent_update?.text) ?? plainWords(each.external_desc),
        wordsAt: timeOf(each.most_recent_update?.when ?? each.begin, now),
        link: each.uri === null ? null : linkOf(each.uri, feed.page),
      }),
    ),
  );
};

type Incident = v.InferOutput<typeof incident>;

function isOpen({ begin, end, most_recent_update: last }: Incident, now: EpochMs): boolean {
  const started = timeOf(begin, now);
  const ended = timeOf(end, now);
  return (
    started !== null &&
    started <= now + 3_600_000 &&
    (ended === null || ended > now) &&
    last?.status !== 'AVAILABLE'
  );
}

function namesOf(each: Incident): (string | null)[] {
  return [each.service_name, ...each.affected_products.flatMap((one) => [one.title, one.id])];
}

function indicatorOf({ status_impact: impact, severity }: Incident): Indicator {
  if (impact === 'SERVICE_INFORMATION') return 'none';
  if (impact === 'SERVICE_OUTAGE') return severity === 'high' ? 'critical' : 'major';
  return severity === 'high' ? 'major' : 'minor';
}

/** Links are given relative to the dashboard ("incidents/abc"). */
function linkOf(uri: string, base: string): string | null {
  return URL.canParse(uri, base) ? safeLink(new URL(uri, base).href) : null;
}
