/** Reads Statuspage v2 and the pages of incident.io that answer the same paths. Pure. */

import * as v from 'valibot';
import type { EpochMs, Feed } from '@/utils/model';
import { jsonOf } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, milder, worst } from './finding';
import { listOf, parsed, softFlag, softList, softText, softTime } from './shapes';
import { plainName, plainWords, safeLink, timeOf } from './words';

/** Pages whose roll-up says "minor" or "maintenance" on most days, for one city or one carrier. */
const RESTLESS = new Set(['www.cloudflarestatus.com', 'status.twilio.com']);

const COMPONENT = new Map<string, Indicator>([
  ['operational', 'none'],
  ['degraded_performance', 'minor'],
  ['partial_outage', 'major'],
  ['major_outage', 'critical'],
  ['full_outage', 'critical'],
  ['under_maintenance', 'maintenance'],
]);
const IMPACT = new Map<string, Indicator>([
  ['none', 'none'],
  ['minor', 'minor'],
  ['major', 'major'],
  ['critical', 'critical'],
  ['maintenance', 'maintenance'],
]);
const OVER = new Set(['resolved', 'postmortem', 'completed', 'scheduled']);

const named = v.object({ id: softText, name: softText });
const update = v.object({ body: softText, created_at: softTime, display_at: softTime });
const incident = v.object({
  name: v.string(),
  status: v.string(),
  impact: softText,
  shortlink: softText,
  updated_at: softTime,
  scheduled_until: softTime,
  incident_updates: softList(update),
  components: softList(named),
});
const component = v.object({
  id: softText,
  name: v.string(),
  status: v.string(),
  group: softFlag,
  group_id: softText,
});
const summary = v.object({
  status: v.nullish(v.object({ indicator: v.picklist([...IMPACT.keys()]) })),
  components: v.nullish(listOf(component), []),
  incidents: v.nullish(listOf(incident), []),
  scheduled_maintenances: v.nullish(listOf(incident), []),
});

type Incident = v.InferOutput<typeof incident>;
type Component = v.InferOutput<typeof component>;

/** Reads a summary.json, status.json or components.json. */
export const readStatuspage: FeedReader = (page, feed, now) => {
  const read = parsed(summary, jsonOf(page));
  if (!read) return null;
  const rollUp = read.status ? (IMPACT.get(read.status.indicator) ?? null) : null;
  const open = [...read.incidents, ...read.scheduled_maintenances].filter((each) => !OVER.has(each.status));
  if (feed.components === null) return rollUp === null ? null : ofWholePage(rollUp, open, feed, now);
  return ofComponents(feed.components, read.components, open, rollUp, now);
};

function ofWholePage(rollUp: Indicator, open: readonly Incident[], feed: Feed, now: EpochMs): Finding {
  const found = worst([finding(rollUp), ...open.map((each) => ofIncident(each, impactOf(each), now))]);
  const slight = found.indicator === 'minor' || found.indicator === 'maintenance';
  return slight && RESTLESS.has(new URL(feed.url).hostname) ? finding('none') : found;
}

/** A named component's own state decides; incidents that touch it add their words, and weight when it is theirs alone. */
function ofComponents(
  choice: readonly string[],
  components: readonly Component[],
  open: readonly Incident[],
  rollUp: Indicator | null,
  now: EpochMs,
): Finding | null {
  const groups = new Set(
    components.filter((each) => each.group && matters(choice, [each.id, each.name])).map((each) => each.id),
  );
  const mine = components.filter(
    (each) =>
      !each.group &&
      (matters(choice, [each.id, each.name]) || (each.group_id !== null && groups.has(each.group_id))),
  );
  const states = mine.flatMap((each) => {
    const indicator = COMPONENT.get(each.status);
    return indicator ? [finding(indicator, { component: plainName(each.name) })] : [];
  });
  const ids = new Set(mine.map((each) => each.id));
  const isMine = (each: { id: string | null; name: string | null }) =>
    (each.id !== null && ids.has(each.id)) || matters(choice, [each.id, each.name]);
  const touching = open
    .filter((each) =>
      each.components.length > 0 ? each.components.some(isMine) : matters(choice, [each.name]),
    )
    .map((each) => {
      const weight = each.components.every(isMine) ? impactOf(each) : milder(impactOf(each), 'minor');
      return ofIncident(each, each.status === 'monitoring' ? 'none' : weight, now);
    });
  if (states.length + touching.length > 0) return worst([...states, ...touching]);
  return rollUp === 'none' ? finding('none') : null;
}

function impactOf({ impact, scheduled_until, status }: Incident): Indicator {
  if (scheduled_until !== null || status === 'in_progress' || status === 'verifying') return 'maintenance';
  return (impact === null ? undefined : IMPACT.get(impact)) ?? 'minor';
}

function ofIncident(each: Incident, indicator: Indicator, now: EpochMs): Finding {
  const said = each.incident_updates
    .map((one) => ({ words: plainWords(one.body), at: timeOf(one.display_at ?? one.created_at, now) }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .find((one) => one.words !== null);
  return finding(indicator, {
    component: plainName(each.name),
    words: said?.words ?? plainWords(each.name),
    wordsAt: said?.at ?? timeOf(each.updated_at, now),
    until: timeOf(each.scheduled_until, now),
    link: safeLink(each.shortlink),
  });
}
