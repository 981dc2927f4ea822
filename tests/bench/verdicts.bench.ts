/**
 * How soon each promised verdict is there at an interval of 30 s, and what is seen on the way: every situation in a
 * browser of its own. `--browser` names one, `--only` chooses situations by words with commas between, `--runs` says how often. Prints a
 * table and one JSON object. Runs inside the lab.
 */
import { parseArgs } from 'node:util';
import type { BrowserName } from '../e2e/browsers/driver.ts';
import { untilAllWell } from '../e2e/expectations.ts';
import { BROWSERS, startWorld, type World } from '../e2e/world.ts';
import { type Course, tenths, watchCourse } from './course.ts';
import { PROMISED, type Promised, WELL_ALL_ALONG } from './promised.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: BROWSERS.join() },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '1' },
  },
});

const MOST_S = 90;
/** A click reads a status page anew that is older than this. */
const STATUS_PAGE_MS = 5_000;
/** A browser may remember names for more than a minute. */
const WATCHED_MS = 190_000;

interface Row {
  situation: string;
  /** From the first request that could fail to the verdict, and to headline and badge; null when it never came. */
  verdictS: number | null;
  answerS: number | null;
  /** How long the browser's memory of names hid it. */
  hiddenS: number;
  changes: number;
  wrong: string[];
  notices: string[];
  looks: Course['looks'];
}

async function play(browser: BrowserName, situation: string, promised: Promised): Promise<Row> {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: [...Object.keys(promised.services), ...WELL_ALL_ALONG],
  });
  try {
    await untilAllWell(world.driver);
    // Somewhere in the interval, not in step with the alarm; and not right after the status pages were read.
    await new Promise((done) => setTimeout(done, STATUS_PAGE_MS + Math.random() * 30_000));
    const from = Date.now();
    for (const { host, truth } of Object.values(promised.services)) world.lab.set(host, truth);
    await promised.breaks?.(world);
    if (promised.clicked) await world.driver.checkNow();
    const course = await watchCourse(world.driver, promised, from, WATCHED_MS);
    const couldFailAt = promised.remembered ? lastAnswered(world, promised, from, course) : from;
    const since = (at: number | null) => (at === null ? null : Math.max(0, tenths(at - couldFailAt)));
    return {
      situation,
      verdictS: since(course.verdictAt),
      answerS: since(course.answerAt),
      hiddenS: tenths(couldFailAt - from),
      changes: course.changes,
      wrong: course.wrong,
      notices: world.driver.desktop.shown.map(({ title }) => title),
      looks: course.looks,
    };
  } finally {
    await world.close();
  }
}

/** When the first of the services answered for the last time since then: its next request is the first that can fail. */
function lastAnswered({ lab }: World, { services }: Promised, from: number, { verdictAt }: Course): number {
  const times = Object.values(services).map(({ host }) => {
    const answered = lab
      .requests()
      .filter(({ at }) => at > from && at < (verdictAt ?? Number.POSITIVE_INFINITY));
    return Math.max(from, ...answered.filter((one) => one.host === host).map(({ at }) => at));
  });
  return Math.min(...times);
}

function isKept({ verdictS, wrong }: Row): boolean {
  return verdictS !== null && verdictS <= MOST_S && wrong.length === 0;
}

function tell(browser: string, row: Row): void {
  const { situation, verdictS, answerS, hiddenS, changes, wrong, notices, looks } = row;
  const figures = [verdictS ?? 'never', answerS ?? 'never', hiddenS, changes].join(' | ');
  console.log(
    `${isKept(row) ? '✓' : '✗'} ${browser} | ${situation} | ${figures} | ${wrong.join(', ') || '-'}`,
  );
  if (notices.length > 0) console.log(`    told: ${notices.join(' · ')}`);
  for (const { afterS, badge, headline, services } of looks)
    console.log(`    ${afterS} s: [${badge}] ${headline} · ${services}`);
}

const chosen = Object.entries(PROMISED).filter(([name]) =>
  values.only.split(',').some((word) => name.includes(word)),
);
const rows: Record<string, Row[]> = {};
console.log('browser | situation | verdict s | headline and badge s | hidden s | changes after | wrong');
for (const browser of BROWSERS.filter((one) => values.browser.includes(one))) {
  const played: Row[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const [name, promised] of chosen) {
      const row = await play(browser, name, promised);
      tell(browser, row);
      played.push(row);
    }
  }
  rows[browser] = played;
}
const all = Object.values(rows).flat();
console.log(JSON.stringify({ situations: all.length, kept: all.filter(isKept).length, rows }));
