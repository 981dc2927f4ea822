/** The log over a year: what it takes, what reading it takes, and what a tick takes at both ends. */
import 'fake-indexeddb/auto';
import { readIncident, readRange } from '@/utils/store/range';
import { storedBytes } from '@/utils/store/sizes';
import { bytesOnDisk, chance, DAY, HOUR, live, SERVICES, START, tickCost, timeOf } from './year.ts';

const HOURS = 365 * 24;
const MONTH_HOURS = 30 * 24;
const CHECKS_PER_HOUR = 50 * 60;

async function measure(): Promise<Record<string, number>> {
  const random = chance(7);
  const began = performance.now();
  const first = await tickCost(0, random);
  await live(1, MONTH_HOURS - 1, random);
  const monthBytes = await bytesOnDisk();
  await live(MONTH_HOURS, HOURS - MONTH_HOURS, random);
  const yearBytes = await bytesOnDisk();
  const end = START + HOURS * HOUR;
  const figures = {
    checks: HOURS * CHECKS_PER_HOUR,
    year_mb: yearBytes / 1e6,
    year_counted_mb: (await storedBytes()) / 1e6,
    first_month_kb_per_1000_checks: monthBytes / 1e3 / ((MONTH_HOURS * CHECKS_PER_HOUR) / 1e3),
    day_view_ms: await timeOf(() => readRange(end - DAY, end, SERVICES)),
    month_view_ms: await timeOf(() => readRange(end - 30 * DAY, end, SERVICES)),
    year_view_ms: await timeOf(() => readRange(START, end, SERVICES)),
    old_month_view_ms: await timeOf(() => readRange(START + 30 * DAY, START + 60 * DAY, SERVICES)),
    incident_ms: await timeOf(() => readIncident('none'), 31),
    tick_ms_first_day: first,
    tick_ms_last_day: await tickCost(HOURS, random),
    lived_s: (performance.now() - began) / 1e3,
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

console.log(JSON.stringify(await measure()));
