/** Which status pages to read, and how often. Pure. */
import type { Ask, Feed, Watched } from '@/utils/model';
import { isDoubted, isLeftAlone } from './doubt';
import type { PlanContext } from './plan';
import { isSlowed, restedInterval } from './resting';
import type { State } from './state';

/** Feeds are read this often while all is well, and while their service is in doubt. */
export const QUIET_MS = 300_000;
const DOUBT_MS = 60_000;
/** What somebody asks for is read anew, but not over and over; a click that comes to nothing waits for the next turn. */
const WANTED_MS = 5_000;
/** Feeds that hold their whole history: read only when their service is in doubt (docs/decisions.md, 12). */
const BIG: ReadonlySet<Feed['kind']> = new Set<Feed['kind']>(['google', 'xbox', 'atom', 'salesforce']);

/** Lists the feeds that are due, each once for all the services it speaks for. */
export function feedAsks(state: State, context: PlanContext): Ask[] {
  if (!context.sources.providerReports) return [];
  const byUrl = new Map<string, { feed: Feed; watched: Watched[] }>();
  for (const watched of context.watched) {
    if (watched.feed === null) continue;
    const { url } = watched.feed;
    const entry = byUrl.get(url) ?? { feed: watched.feed, watched: [] };
    entry.watched.push(watched);
    byUrl.set(url, entry);
  }
  return [...byUrl.values()].flatMap(({ feed, watched }): Ask[] => {
    if (!isFeedDue(state, context, feed, watched)) return [];
    const parts = Object.fromEntries(watched.map((one) => [one.id, one.feed?.components ?? null]));
    return [{ kind: 'feed', services: watched.map((one) => one.id), feed, parts }];
  });
}

/** Whose status pages found no room among the probes, and keep their turn. */
export function readLater(planned: readonly Ask[], sent: readonly Ask[]): Set<string> {
  const waits = planned.filter((ask) => !sent.includes(ask));
  return new Set(waits.flatMap((ask) => (ask.kind === 'feed' ? ask.services : [])));
}

function isFeedDue(state: State, context: PlanContext, feed: Feed, watched: readonly Watched[]): boolean {
  const { now, judged, wanted, reread } = context;
  const doubted = watched.some((one) => {
    const service = state.services[one.id];
    return service !== undefined && isDoubted(service, now) && judged.get(one.id)?.gate === 'clear';
  });
  if (BIG.has(feed.kind) && !doubted) return false;
  const insistedAt = Math.max(0, ...watched.map((one) => state.services[one.id]?.insistedAt ?? 0));
  const readAt = state.feeds[feed.url] ?? 0;
  if (insistedAt > readAt) return !isLeftAlone(state, `feed:${feed.url}`, now);
  const asked = watched.some((one) => reread?.has(one.id) ?? wanted.has(one.id));
  const quietMs = isSlowed(state, context.watched) ? restedInterval(QUIET_MS) : QUIET_MS;
  const everyMs = asked ? WANTED_MS : doubted ? DOUBT_MS : quietMs;
  if (now - readAt < everyMs) return false;
  return !isLeftAlone(state, `feed:${feed.url}`, now);
}
