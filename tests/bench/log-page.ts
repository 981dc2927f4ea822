/** Runs in a page that is put beside the built extension's own: its log, measured in the browser that keeps it. */
import { compact } from '@/utils/store/compact';
import { readRange } from '@/utils/store/range';
import { readSettings } from '@/utils/store/settings';
import { storedBytes } from '@/utils/store/sizes';
import { readView } from '@/utils/store/snapshot';
import { chance, DAY, HOUR, live, SERVICES, START, tickCost, timeOf } from './year';

const END = START + 365 * DAY;

const work = {
  live: async (fromHour: number, hours: number) => {
    await live(fromHour, hours, chance(fromHour));
  },
  /** A year that came in a file is tidied up by the ticks after it. */
  tidy: async () => {
    const began = performance.now();
    while (!(await compact(END, 'ever')));
    return (performance.now() - began) / 1e3;
  },
  /** The second of two hours: the first one after a start also costs what the browser makes ready. */
  tick: async (hour: number) => {
    await tickCost(hour, chance(hour));
    return tickCost(hour + 1, chance(hour + 1));
  },
  day: () => timeOf(() => readRange(END - DAY, END, SERVICES), 9),
  month: () => timeOf(() => readRange(END - 30 * DAY, END, SERVICES), 9),
  year: () => timeOf(() => readRange(START, END, SERVICES), 9),
  oldMonth: () => timeOf(() => readRange(START + 30 * DAY, START + 60 * DAY, SERVICES), 9),
  firstMonth: () => timeOf(() => readRange(END - 30 * DAY, END, SERVICES), 1),
  popup: () => timeOf(() => Promise.all([readView(), readSettings()]), 31),
  counted: storedBytes,
  estimated: async () => (await navigator.storage.estimate()).usage ?? 0,
  checks: async () => {
    const { services } = await readRange(START, END, SERVICES);
    const counts = services.flatMap(({ points }) => points.flatMap((point) => Object.values(point.counts)));
    return counts.reduce((sum, count) => sum + count, 0);
  },
  hour: HOUR,
};

export type Work = typeof work;
Object.assign(globalThis, { work });
