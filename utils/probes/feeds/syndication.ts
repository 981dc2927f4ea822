/** Reads RSS and Atom: logs of incidents, StatusIQ's list of components, and Azure's list of open events. Pure. */

import type { EpochMs, Feed } from '@/utils/model';
import { type Decoded, elementsOf, elementText, isXmlFeed } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, worst } from './finding';
import { indicatorOfWords, plainName, plainWords, safeLink, timeOf } from './words';

const HOUR = 3_600_000;
/** An incident that was never closed is forgotten after this. */
const STALE = 3 * 24 * HOUR;
/** An item that names no state is believed to be open for this long. */
const FRESH = 6 * HOUR;
/** Azure rebuilds its feed every minute. */
const AZURE_ALIVE = 30 * 60_000;

interface Item {
  title: string;
  body: string;
  link: string | null;
  at: EpochMs | null;
}

const STATE =
  /\b(resolved|completed|postmortem|restored|mitigated|monitoring|identified|investigating|in progress|verifying|scheduled|update|degraded|partial outage|major outage|operational|maintenance)\b/i;
const OVER = /^(resolved|completed|postmortem|restored|mitigated|operational|scheduled)$/i;

/** Reads a log: entries are folded by incident, and the first state that the newest one names decides. */
export const readLog: FeedReader = (page, feed, now) => {
  const items = itemsOf(page, now);
  if (!items) return null;
  const newest = new Map<string, Item>();
  for (const item of items) {
    const key = item.link ?? item.title;
    const known = newest.get(key);
    if (!known || (item.at ?? 0) > (known.at ?? 0)) newest.set(key, item);
  }
  return worst([...newest.values()].flatMap((each) => ofIncident(each, feed, now)));
};

/** Reads "<component> - <state>" titles; the newest of each component decides. */
export const readStatusiq: FeedReader = (page, feed, now) => {
  const items = itemsOf(page, now);
  if (!items) return null;
  const newest = new Map<string, Item & { state: string }>();
  for (const item of items) {
    const [, name, state] = /^(.{1,200}?)\s+[-–—]\s+(.{1,100})$/s.exec(item.title) ?? [];
    if (!name || !state || !matters(feed.components, [name])) continue;
    const known = newest.get(name);
    if (!known || (item.at ?? 0) > (known.at ?? 0)) newest.set(name, { ...item, state });
  }
  const found = [...newest].flatMap(([name, item]) => {
    const indicator = indicatorOfWords(item.state);
    return indicator === null ? [] : [ofItem(item, indicator, name)];
  });
  return found.length === 0 && items.length > 0 ? null : worst(found);
};

/** Reads Azure's open events. An empty feed is healthy only while it is being rebuilt. */
export const readAzure: FeedReader = (page, feed, now) => {
  const built = timeOf(elementText(page.text.slice(0, 20_000), 'lastBuildDate'), now);
  if (built === null || Math.abs(now - built) > AZURE_ALIVE) return null;
  const items = itemsOf(page, now);
  if (!items) return null;
  const mine = items.filter((each) => matters(feed.components, [each.title, each.body]));
  return worst(mine.map((each) => ofItem(each, stateOf(each) ?? 'minor', each.title)));
};

function ofIncident(item: Item, feed: Feed, now: EpochMs): Finding[] {
  if (!matters(feed.components, [item.title, item.body])) return [];
  const age = item.at === null ? Number.POSITIVE_INFINITY : now - item.at;
  const isNamed = STATE.test(item.title) || STATE.test(item.body);
  const indicator = stateOf(item);
  if (age > (isNamed ? STALE : FRESH) || indicator === null || indicator === 'none') return [];
  return [ofItem(item, indicator, item.title)];
}

/** The title's own prefix speaks first ("Resolved: major outage"), then the first state in the body, newest on top. */
function stateOf({ title, body }: Item): Indicator | null {
  if (indicatorOfWords(title) === 'none') return 'none';
  const first = STATE.exec(body)?.[1];
  if (first !== undefined && OVER.test(first)) return 'none';
  const isPlanned = /\b(scheduled|planned)?\s?maintenance\b/i.test(title);
  if (isPlanned)
    return first === undefined || /^(in progress|verifying|update|maintenance)$/i.test(first)
      ? 'maintenance'
      : null;
  return indicatorOfWords(title) ?? (first === undefined ? null : indicatorOfWords(first)) ?? 'minor';
}

function ofItem(item: Item, indicator: Indicator, name: string): Finding {
  if (indicator === 'none') return finding('none');
  return finding(indicator, {
    component: plainName(name),
    words: plainWords(item.body) ?? plainWords(item.title),
    wordsAt: item.at,
    link: item.link,
  });
}

function itemsOf(page: Decoded, now: EpochMs): Item[] | null {
  if (!isXmlFeed(page)) return null;
  const items = [...elementsOf(page.text, 'item'), ...elementsOf(page.text, 'entry')];
  if (items.length === 0 && page.cut) return null;
  return items.map((xml) => ({
    title: plainWords(elementText(xml, 'title')) ?? '',
    body: plainWords(bodyOf(xml), 4000) ?? '',
    link:
      safeLink(elementText(xml, 'link')) ?? safeLink(/<link\b[^<>]*\bhref="([^"<>]{1,500})"/.exec(xml)?.[1]),
    at: timeOf(dateOf(xml), now),
  }));
}

function bodyOf(xml: string): string | null {
  return (
    elementText(xml, 'content:encoded') ??
    elementText(xml, 'description') ??
    elementText(xml, 'content') ??
    elementText(xml, 'summary')
  );
}

function dateOf(xml: string): string | null {
  return elementText(xml, 'updated') ?? elementText(xml, 'pubDate') ?? elementText(xml, 'published');
}
