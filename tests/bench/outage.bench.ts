/** From a fault that everyone sees to the right badge, confirmed: seconds, median and 95 %, at 60 s and at 30 s. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from '../e2e/browsers/driver.ts';
import { areDownForEveryone, untilAllWell } from '../e2e/expectations.ts';
import { until } from '../e2e/until.ts';
import { BROWSERS, startWorld } from '../e2e/world.ts';
import { medianOf } from './median.ts';

const FALLEN = 10;
const FAVOURITES = 40;
const PATIENCE_MS = 180_000;
const CATALOGUE = join(import.meta.dirname, '../../utils/catalogue/services.json');

interface Service {
  id: string;
  hosts: readonly string[];
  probe?: string;
  family?: string;
  clouds?: readonly string[];
}

/** Services that stand alone: neither a family nor a cloud falls with them. */
function loners(): Service[] {
  const { services } = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as { services: Service[] };
  return services
    .filter(({ family, clouds = [] }) => family === undefined && clouds.length === 0)
    .slice(0, FAVOURITES);
}

async function measure(browser: BrowserName, intervalSeconds: number): Promise<Record<string, number>> {
  const services = loners();
  const settings = { intervalSeconds };
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: services.map(({ id }) => id),
    settings,
  });
  const { driver, lab } = world;
  await untilAllWell(driver, 120_000);
  const seconds: number[] = [];
  for (const { id, hosts, probe = `https://${hosts[0]}/` } of services.slice(0, FALLEN)) {
    // Somewhere in the interval, not in step with the alarm.
    await new Promise((done) => setTimeout(done, Math.random() * intervalSeconds * 1_000));
    const from = Date.now();
    lab.set(new URL(probe).hostname, { status: 503 });
    await until(
      `${id} is on the badge`,
      async () => [await driver.badge(), areDownForEveryone(await driver.popup(), [id])],
      ([badge, down]) => badge === String(seconds.length + 1) && down === true,
      { within: PATIENCE_MS, every: 250 },
    );
    seconds.push((Date.now() - from) / 1_000);
    console.log(`${browser} at ${intervalSeconds} s: ${id} after ${seconds.at(-1)} s`);
  }
  await world.close();
  const sorted = [...seconds].sort((a, b) => a - b);
  return { median: medianOf(seconds), p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN };
}

const figures: Record<string, unknown> = { unit: 's', faults: FALLEN };
for (const browser of BROWSERS) {
  for (const interval of [60, 30]) figures[`${browser}_${interval}`] = await measure(browser, interval);
}
console.log(JSON.stringify(figures));
