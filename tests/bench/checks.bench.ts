/** What healthy checks cost: CPU per 100 of them over an idle browser, in seconds, and bytes on the wire of each. */
import { readFileSync } from 'node:fs';
import type { BrowserName, CpuTime } from '../e2e/browsers/driver.ts';
import { untilAllWell } from '../e2e/expectations.ts';
import { until } from '../e2e/until.ts';
import { startWorld } from '../e2e/world.ts';

declare const chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };

const FAVOURITES = 'whatsapp google github wikipedia amazon tiktok reddit netflix vk imo deezer zalo'.split(
  ' ',
);
const TICKS = 15;
const IDLE_MS = 30_000;

/** All packets of the lab cross the loopback device, once each. */
const wireBytes = () => Number(/^ *lo: *(\d+)/m.exec(readFileSync('/proc/net/dev', 'utf8'))?.[1]);

async function measure(browser: BrowserName): Promise<Record<string, number>> {
  const settings = { intervalSeconds: 1800 };
  const world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES, settings });
  const { driver, lab } = world;
  await untilAllWell(driver);
  // A popup that is open repaints, and would be measured too.
  await (await driver.page('popup')).close();
  await (await driver.page('options')).close();
  const check = () =>
    driver.inExtension(() => chrome.runtime.sendMessage({ command: 'check-now', service: null }));
  await check();

  const idleFrom = await driver.cpu();
  await new Promise((done) => setTimeout(done, IDLE_MS));
  const idle = difference(idleFrom, await driver.cpu());

  lab.clearRequests();
  const [cpuFrom, bytesFrom, from] = [await driver.cpu(), wireBytes(), Date.now()];
  for (let tick = 0; tick < TICKS; tick += 1) {
    await check();
    await until(
      'every answer is in',
      () => lab.requests().length,
      (count) => count >= (tick + 1) * FAVOURITES.length,
      {
        within: 20_000,
        every: 250,
      },
    );
  }
  const spent = difference(cpuFrom, await driver.cpu());
  const checks = lab.requests().length;
  const share = (Date.now() - from) / IDLE_MS;
  const per100 = (busy: number, resting: number) => round((busy - resting * share) / 10 / checks);
  const figures = {
    checks,
    extension_cpu_s_per_100: per100(spent.extensionMs, idle.extensionMs),
    browser_cpu_s_per_100: per100(spent.browserMs, idle.browserMs),
    bytes_per_check: Math.round((wireBytes() - bytesFrom) / checks),
  };
  await world.close();
  return figures;
}

function difference(from: CpuTime, to: CpuTime): CpuTime {
  return { extensionMs: to.extensionMs - from.extensionMs, browserMs: to.browserMs - from.browserMs };
}

const round = (value: number) => Math.round(value * 1_000) / 1_000;

const chromium = await measure('chromium');
const firefox = await measure('firefox');
console.log(JSON.stringify({ chromium, firefox }));
