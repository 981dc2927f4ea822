/**
 * How soon a person whose own resolver died has the answer after a page that fails: each time in a browser that was just
 * started, since one that runs keeps names for a minute. `--runs` says how often. Prints one JSON object. Runs inside
 * the lab.
 */
import { parseArgs } from 'node:util';
import { META, OTHERS } from '../e2e/backups.ts';
import { RECOVERED_WITHIN_MS, untilAllWell } from '../e2e/expectations.ts';
import { failedPage } from '../e2e/own-pages.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld } from '../e2e/world.ts';
import { medianOf } from './median.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10' } } });

async function measure(browser: (typeof BROWSERS)[number]) {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: [...META, ...OTHERS],
    settings: { intervalSeconds: 300 },
  });
  const took: number[] = [];
  try {
    const { driver, faults } = world;
    for (let run = 0; run < Number(values.runs); run += 1) {
      await untilAllWell(driver, RECOVERED_WITHIN_MS);
      await faults.resolver('dead');
      await driver.restart();
      const tab = await driver.openTab('https://web.whatsapp.com/');
      await failedPage(tab);
      const failedAt = Date.now();
      const headline = async () => (await driver.popup()).headline;
      await until('it is just you', headline, (seen) => seen === 'just-you', { within: 60_000, every: 100 });
      took.push(Date.now() - failedAt);
      await faults.resolver('well');
      await tab.close();
    }
    const told = driver.desktop.shown.length;
    return { medianMs: medianOf(took), mostMs: Math.max(...took), tookMs: took, told };
  } finally {
    await world.close();
  }
}

const figures: Record<string, unknown> = {};
for (const browser of BROWSERS) figures[browser] = await measure(browser);
console.log(JSON.stringify({ ownResolverDead: figures }));
