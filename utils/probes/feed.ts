/** Asks a provider's status page what it says about itself. Network. */

import type { Ask, Feed, Observation, Outcome, StatusPageObservation, Wire, WireReply } from '@/utils/model';
import { backOff, failedOutcome } from './back-off';
import { type Decoded, decode } from './feeds/decode';
import type { Finding } from './feeds/finding';
import { READERS } from './feeds/readers';

const TIMEOUT = 8000;
const LEFT_ALONE = 5 * 60_000;

/**
 * Reads a status page once for all services that share it.
 * A page that fails, answers with something else or changed its shape gives `indicator` null and a back-off by its URL.
 */
export async function askFeed(ask: Extract<Ask, { kind: 'feed' }>, wire: Wire): Promise<Observation[]> {
  const { feed, services } = ask;
  const { readBytes, headers } = READERS[feed.kind];
  const reply = await wire.fetch({
    url: feed.url,
    timeoutMs: TIMEOUT,
    readBytes,
    cache: 'no-cache',
    ...(headers ? { headers } : {}),
  });
  const now = wire.now();
  const read = readerOf(reply, feed, now);
  const seen = services.map((service): StatusPageObservation => {
    const found = read(ask.parts === undefined ? feed.components : (ask.parts[service] ?? null));
    const outcome: Outcome = found ? 'ok' : failedOutcome(reply);
    return {
      source: 'status-page',
      service,
      at: now,
      outcome,
      tookMs: reply.tookMs,
      indicator: found?.indicator ?? null,
      component: found?.component ?? null,
      words: found?.words ?? null,
      wordsAt: found?.wordsAt ?? null,
      until: found?.until ?? null,
      link: found?.link ?? feed.page,
    };
  });
  return seen.some(({ outcome }) => outcome === 'ok')
    ? seen
    : [...seen, backOff('feed', feed.url, reply, now, LEFT_ALONE)];
}

/** Takes the page apart once for all who share it; what it says of each set of components may be another. */
function readerOf(reply: WireReply, feed: Feed, now: number): (parts: Feed['components']) => Finding | null {
  const page = pageOf(reply);
  const known = new Map<string, Finding | null>();
  return (components) => {
    if (page === null) return null;
    const key = JSON.stringify(components);
    const finding = known.get(key) ?? findingIn(page, { ...feed, components }, now);
    known.set(key, finding);
    return finding;
  };
}

function pageOf(reply: WireReply): Decoded | null {
  if (reply.kind === 'failure' || reply.status < 200 || reply.status > 299 || !reply.body) return null;
  try {
    return decode(reply.body, reply.cut);
  } catch {
    return null;
  }
}

function findingIn(page: Decoded, feed: Feed, now: number): Finding | null {
  try {
    return READERS[feed.kind].read(page, feed, now);
  } catch {
    // Hostile input may exhaust the stack or a parser; whatever it was, it is not a status page.
    return null;
  }
}
