/** Asks a provider's status page what it says about itself. Network. */

import type { Ask, Feed, Observation, Outcome, StatusPageObservation, Wire, WireReply } from '@/utils/model';
import { backOff, failedOutcome } from './back-off';
import { decode } from './feeds/decode';
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
  const found = findingOf(reply, feed, now);
  const outcome: Outcome = found ? 'ok' : failedOutcome(reply);
  const seen = services.map(
    (service): StatusPageObservation => ({
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
    }),
  );
  return found ? seen : [...seen, backOff('feed', feed.url, reply, now, LEFT_ALONE)];
}

function findingOf(reply: WireReply, feed: Feed, now: number): Finding | null {
  if (reply.kind === 'failure' || reply.status < 200 || reply.status > 299 || !reply.body) return null;
  try {
    return READERS[feed.kind].read(decode(reply.body, reply.cut), feed, now);
  } catch {
    // Hostile input may exhaust the stack or a parser; whatever it was, it is not a status page.
    return null;
  }
}
