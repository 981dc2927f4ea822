/**
 * How soon the notification follows a page that fails everywhere, with the shipped build and an interval of five
 * minutes: each time in a new profile. `--runs` says how often, `--burners` how many processes keep the computer busy
 * meanwhile, and `--kill` ends the worker as soon as the badge is on. Prints one JSON object. Runs inside the lab.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { META, OTHERS } from '../e2e/backups.ts';
import { untilAllWell } from '../e2e/expectations.ts';
import { everythingKept } from '../e2e/kept.ts';
import { failedPage } from '../e2e/own-pages.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld } from '../e2e/world.ts';
import { medianOf } from './median.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    burners: { type: 'string', default: '0' },
    kill: { type: 'boolean', default: false },
  },
});

/** Gives the milliseconds from the error page to the badge and to the notification. */
async function tellingAfter(browser: (typeof BROWSERS)[number]): Promise<{ badge: number; notice: number }> {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: [...META, ...OTHERS],
    settings: { intervalSeconds: 300 },
  });
  try {
    const { driver, faults } = world;
    await untilAllWell(driver);
    await faults.refuse('whatsapp');
    const tab = await driver.openTab('https://web.whatsapp.com/');
    await failedPage(tab);
    const failedAt = Date.now();
    await until('the badge', driver.badge, (text) => text === '1', { within: 60_000, every: 100 });
    const badge = Date.now() - failedAt;
    if (values.kill) await driver.killWorker();
    const shown = () => driver.desktop.shown.length;
    await until('a notification', shown, (count) => count > 0, { within: 90_000, every: 100 }).catch(
      async (problem) => {
        console.error(failedAt, await everythingKept(driver));
        throw problem;
      },
    );
    return { badge, notice: (driver.desktop.shown[0]?.shownAt ?? 0) - failedAt };
  } finally {
    await world.close();
  }
}

const burners: ChildProcess[] = Array.from({ length: Number(values.burners) }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
);
const figures: Record<string, unknown> = {};
try {
  for (const browser of BROWSERS) {
    const told: { badge: number; notice: number }[] = [];
    for (let run = 0; run < Number(values.runs); run += 1) {
      told.push(await tellingAfter(browser));
      console.error(browser, JSON.stringify(told.at(-1)));
    }
    const notices = told.map(({ notice }) => notice);
    figures[browser] = {
      badgeMedianMs: medianOf(told.map(({ badge }) => badge)),
      noticeMedianMs: medianOf(notices),
      noticeMostMs: Math.max(...notices),
      noticeMs: notices,
    };
  }
} finally {
  for (const burner of burners) burner.kill();
}
console.log(JSON.stringify({ noticeAfterFailedLoad: figures }));
