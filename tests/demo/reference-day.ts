/**
 * Plays 4 October 2021 in the lab, in a real browser with the shipped build, in compressed time: each act lasts until
 * the product has said what it should. Prints the story and leaves pictures of the popup. Times of day are UTC.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Driver } from '../e2e/browsers/driver.ts';
import { findBrowser } from '../e2e/browsers/find-browser.ts';
import { META_HOSTS as META } from '../e2e/situations.ts';
import { until } from '../e2e/until.ts';
import { startWorld, type World } from '../e2e/world.ts';
import type { Truth } from '../lab/truth.ts';

const FOLDER = join(import.meta.dirname, '../../.output/demo');
const FAVOURITES = [...Object.keys(META), 'google', 'amazon', 'tiktok', 'x'];
const GOOGLE = 'www.google.com';

interface Seen {
  badge: string;
  headline: string | null;
  health: Record<string, string>;
  verdict: Record<string, string>;
}

interface Act {
  clock: string;
  story: string;
  set: Readonly<Record<string, Partial<Truth> | null>>;
  /** What the product says when the act is over. */
  wanted: (seen: Seen) => boolean;
  within: number;
}

const allOf = (truth: Partial<Truth> | null) =>
  Object.fromEntries(Object.values(META).map((host) => [host, truth]));
const metaIs = (seen: Seen, ...healths: string[]) =>
  Object.keys(META).every((id) => healths.includes(seen.health[id] ?? ''));

const ACTS: readonly Act[] = [
  {
    clock: '15:30',
    story: 'All is well.',
    set: {},
    wanted: ({ headline, health }) =>
      headline === 'all-up' && Object.values(health).every((one) => one === 'up'),
    within: 60_000,
  },
  {
    clock: '15:40',
    story: 'Routes to Meta’s name servers are withdrawn; its four services stop answering.',
    set: allOf({ tcp: 'silence', routes: 0.03 }),
    wanted: (seen) => seen.badge === '4' && seen.headline === 'not-just-you',
    within: 120_000,
  },
  {
    clock: '15:51',
    story: 'Caches run out: nobody finds their names any more. Google slows down under the rush.',
    set: { ...allOf({ dns: 'servfail', tcp: 'silence', routes: 0 }), [GOOGLE]: { slowMs: 4_000 } },
    wanted: (seen) => seen.badge === '4' && seen.verdict.whatsapp === 'bgp_withdrawn',
    within: 180_000,
  },
  {
    clock: '21:20',
    story: 'Names are back, servers are not: errors for almost everyone.',
    set: { ...allOf({ status: 503 }), [GOOGLE]: null },
    wanted: (seen) => seen.badge === '4' && seen.verdict.whatsapp === 'service_5xx',
    within: 180_000,
  },
  {
    clock: '22:05',
    story: 'Instagram, Facebook and Messenger come back. WhatsApp does not yet.',
    set: { ...allOf(null), [META.whatsapp]: { status: 503 } },
    wanted: (seen) => seen.badge === '1',
    within: 500_000,
  },
  {
    clock: '22:35',
    story: 'WhatsApp answers, drops out again, and answers.',
    set: { [META.whatsapp]: null },
    wanted: (seen) => seen.health.whatsapp !== 'down',
    within: 120_000,
  },
  {
    clock: '22:41',
    story: 'WhatsApp is gone once more.',
    set: { [META.whatsapp]: { status: 503 } },
    wanted: (seen) => seen.badge === '1',
    within: 120_000,
  },
  {
    clock: '22:50',
    story: 'All is well again.',
    set: allOf(null),
    wanted: (seen) => seen.badge === '' && metaIs(seen, 'up'),
    within: 900_000,
  },
];

async function look(driver: Driver): Promise<Seen> {
  const [badge, popup] = await Promise.all([driver.badge(), driver.popup()]);
  const by = (key: 'health' | 'verdict') =>
    Object.fromEntries(popup.favourites.map((one) => [one.service, one[key]]));
  return { badge, headline: popup.headline, health: by('health'), verdict: by('verdict') };
}

async function play(world: World): Promise<void> {
  const { driver, lab } = world;
  const popup = await driver.page('popup');
  let told = 0;
  for (const [index, act] of ACTS.entries()) {
    console.log(`\n${act.clock} UTC  ${act.story}`);
    for (const [host, truth] of Object.entries(act.set)) lab.set(host, truth);
    const startedAt = Date.now();
    await until(act.story, () => look(driver), act.wanted, { within: act.within, every: 1_000 });
    const { headlineText } = await driver.popup();
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const badge = (await driver.badge()) || '(empty)';
    console.log(`           badge ${badge} · ${headlineText} · after ${seconds} s`);
    console.log(`           ${await driver.title()}`);
    for (const notice of driver.desktop.shown.slice(told))
      console.log(`           ✉ ${notice.title} — ${notice.body}`);
    told = driver.desktop.shown.length;
    for (const scheme of ['light', 'dark'] as const) {
      await driver.picture(popup, join(FOLDER, `${index + 1}-${act.clock.replace(':', '')}-${scheme}.png`), {
        scheme,
      });
    }
  }
  await until(
    'the last word',
    () => driver.desktop.shown.length,
    (count) => count > told,
    { within: 15_000 },
  ).catch(() => {});
  for (const notice of driver.desktop.shown.slice(told))
    console.log(`           ✉ ${notice.title} — ${notice.body}`);
}

mkdirSync(FOLDER, { recursive: true });
const browser = findBrowser('chromium') === null ? 'firefox' : 'chromium';
console.log(
  `Replaying 4 October 2021 in ${browser}. It takes about ten minutes; the clock of the day runs faster.`,
);
const world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES });
try {
  await play(world);
  console.log('\nPictures of every act are in .output/demo/.');
} finally {
  await world.close();
}
