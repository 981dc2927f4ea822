/** Reads Instatus pages: summary.json and both versions of components.json. Pure. */

import * as v from 'valibot';
import type { EpochMs } from '@/utils/model';
import { jsonOf } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softFlag, softList, softName, softText, softTime } from './shapes';
import { plainName, plainWords, safeLink, timeOf } from './words';

const STATE = new Map<string, Indicator>([
  ['OPERATIONAL', 'none'],
  ['DEGRADEDPERFORMANCE', 'minor'],
  ['MINOROUTAGE', 'minor'],
  ['PARTIALOUTAGE', 'major'],
  ['MAJOROUTAGE', 'critical'],
  ['UNDERMAINTENANCE', 'maintenance'],
]);
const PAGE = new Map<string, Indicator>([
  ['UP', 'none'],
  ['HASISSUES', 'minor'],
  ['UNDERMAINTENANCE', 'maintenance'],
]);
const OVER = new Set(['RESOLVED', 'COMPLETED', 'NOTSTARTEDYET', 'SCHEDULED']);

const leaf = v.object({ id: softText, name: softName, status: softText, isParent: softFlag });
const component = v.object({ ...leaf.entries, children: softList(leaf) });
const event = v.object({
  name: softName,
  status: softText,
  impact: softText,
  url: softText,
  started: softTime,
  updatedAt: softTime,
});
const page = v.object({
  page: v.optional(v.object({ status: v.picklist([...PAGE.keys()]) })),
  components: v.optional(listOf(component)),
  activeIncidents: softList(event),
  activeMaintenances: softList(event),
});

type Component = v.InferOutput<typeof component>;

/** Reads components where they are listed, since the page's own word can stay "up" through an incident. */
export const readInstatus: FeedReader = (body, feed, now) => {
  const read = parsed(page, jsonOf(body));
  if (!read?.page && !read?.components) return null;
  const events = [
    ...read.activeIncidents.map((each) => ofEvent(each, 'minor', now)),
    ...read.activeMaintenances.map((each) => ofEvent(each, 'maintenance', now)),
  ].flatMap((each) => each ?? []);
  const rollUp = read.page ? (PAGE.get(read.page.status) ?? null) : null;
  const states = read.components ? ofComponents(read.components, feed.components) : [];
  if (feed.components === null) {
    return worst([...(rollUp ? [finding(rollUp)] : []), ...states, ...events]);
  }
  const touching = events.filter((each) => matters(feed.components, [each.component]));
  if (states.length + touching.length > 0) return worst([...states, ...touching]);
  return rollUp === 'none' && events.length === 0 ? finding('none') : null;
};

function ofComponents(components: readonly Component[], choice: readonly string[] | null): Finding[] {
  return components.flatMap((each) => {
    const whole = matters(choice, [each.id, each.name]);
    const parts = each.children.filter((child) => whole || matters(choice, [child.id, child.name]));
    const leaves = parts.length > 0 ? parts : whole && !each.isParent ? [each] : [];
    return leaves.flatMap((one) => {
      const indicator = STATE.get(one.status ?? '');
      return indicator ? [finding(indicator, { component: plainName(one.name) })] : [];
    });
  });
}

function ofEvent(each: v.InferOutput<typeof event>, usual: Indicator, now: EpochMs): Finding | null {
  if (OVER.has(each.status ?? '')) return null;
  return finding(usual === 'maintenance' ? usual : (STATE.get(each.impact ?? '') ?? usual), {
    component: plainName(each.name),
    words: plainWords(each.name),
    wordsAt: timeOf(each.updatedAt ?? each.started, now),
    link: safeLink(each.url),
  });
}
