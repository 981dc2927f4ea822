/** Reads pages that say little more than one word: Stripe, Binance, OKX and DeepL. Pure. */

import * as v from 'valibot';
import { jsonOf } from './decode';
import { type FeedReader, finding, type Indicator, matters, worst } from './finding';
import { listOf, parsed, softList, softText, softTime } from './shapes';
import { indicatorOfWords, plainName, plainWords, safeLink, timeOf } from './words';

const STRIPE = new Map<string, Indicator>([
  ['up', 'none'],
  ['degraded', 'minor'],
  ['down', 'major'],
]);

const stripe = v.object({
  largestatus: softText,
  UptimeStatus: softText,
  message: softText,
  statuses: v.fallback(v.record(v.string(), v.unknown()), {}),
});

/** Reads the word for the whole, or the words for the parts that matter. */
export const readStripe: FeedReader = (page, feed) => {
  const read = parsed(stripe, jsonOf(page));
  if (!read) return null;
  const parts = Object.entries(read.statuses).flatMap(([name, word]) => {
    const indicator = typeof word === 'string' ? STRIPE.get(word) : undefined;
    return indicator && matters(feed.components, [name])
      ? [finding(indicator, { component: plainName(name) })]
      : [];
  });
  const whole = STRIPE.get(read.largestatus ?? read.UptimeStatus ?? '');
  if (feed.components !== null) return parts.length > 0 ? worst(parts) : null;
  if (!whole) return null;
  const named = parts.filter((each) => each.indicator === whole);
  return worst([finding(whole, { words: whole === 'none' ? null : plainWords(read.message) }), ...named]);
};

const binance = v.object({ status: v.picklist([0, 1]), msg: softText });

/** Reads 0 for normal, 1 for maintenance. */
export const readBinance: FeedReader = (page) => {
  const read = parsed(binance, jsonOf(page));
  if (!read) return null;
  return read.status === 0 ? finding('none') : finding('maintenance', { words: plainWords(read.msg) });
};

const okx = v.object({
  code: v.literal('0'),
  data: listOf(
    v.object({ state: v.string(), title: softText, href: softText, begin: softTime, end: softTime }),
  ),
});

/** Reads upgrades that are under way; it announces nothing else. */
export const readOkx: FeedReader = (page, _feed, now) => {
  const read = parsed(okx, jsonOf(page));
  if (!read) return null;
  return worst(
    read.data
      .filter((each) => each.state === 'ongoing')
      .map((each) =>
        finding('maintenance', {
          component: plainName(each.title),
          words: plainWords(each.title),
          wordsAt: timeOf(each.begin, now),
          until: timeOf(each.end, now),
          link: safeLink(each.href),
        }),
      ),
  );
};

const part = v.object({ name: softText, status: softText, state: softText });
const deepl = v.object({
  status: softText,
  state: softText,
  message: softText,
  components: softList(part),
  services: softList(part),
});

/** Reads a page whose shape is nowhere documented: a status word for the whole or for parts, else null. */
export const readDeepl: FeedReader = (page, feed) => {
  const read = parsed(deepl, jsonOf(page));
  if (!read) return null;
  const parts = [...read.components, ...read.services].flatMap((each) => {
    const indicator = indicatorOfWords(each.status ?? each.state ?? '');
    return indicator && matters(feed.components, [each.name])
      ? [finding(indicator, { component: plainName(each.name) })]
      : [];
  });
  const whole = indicatorOfWords(read.status ?? read.state ?? '');
  if (whole === null && parts.length === 0) return null;
  const said =
    whole === null ? [] : [finding(whole, { words: whole === 'none' ? null : plainWords(read.message) })];
  return worst([...said, ...parts]);
};
