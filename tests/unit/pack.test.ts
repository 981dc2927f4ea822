/** Packed rows: nothing is lost, nothing that is damaged is believed, and both ways of reading agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '@/utils/store/pack';
import type { SeriesRow } from '@/utils/store/rows';
import { scan } from '@/utils/store/scan';
import { DAY_MS, HOUR_MS, MINUTE_MS, OUTCOMES, paceSign } from '@/utils/store/series';
import { Tally } from '@/utils/store/tally';

const DAY = Date.UTC(2026, 2, 3);
const count = fc.integer({ min: 1, max: 5_000 });
const minutes = fc
  .array(fc.constantFrom(...'.uskyd'), { minLength: 60, maxLength: 60 })
  .map((all) => all.join(''));
const pace = fc
  .array(fc.option(fc.integer({ min: 0, max: 63 })), { minLength: 60, maxLength: 60 })
  .map((all) => all.map(paceSign).join(''));
const row = fc
  .record({
    service: fc.constantFrom('whatsapp', 'github', 'état.example'),
    hour: fc.integer({ min: 0, max: 23 }),
    counts: fc.dictionary(fc.constantFrom(...OUTCOMES), count, { minKeys: 1 }),
    kinds: fc.dictionary(fc.constantFrom('timeout', 'dns', '5xx'), count),
    pageLoads: fc.integer({ min: 1, max: 300 }),
    pageLoadsFailed: fc.integer({ min: 0, max: 300 }),
    latencies: fc.dictionary(fc.integer({ min: 0, max: 63 }).map(String), count),
    form: fc.oneof(fc.constant({}), fc.record({ minutes }), fc.record({ minutes, pace })),
  })
  .map(
    ({ hour, form, ...rest }): SeriesRow => ({ ...rest, ...form, from: DAY + hour * HOUR_MS }) as SeriesRow,
  );
const rows = fc.uniqueArray(row, { selector: (one) => `${one.service} ${one.from}`, maxLength: 40 });
const keyed = (all: readonly SeriesRow[]) => new Map(all.map((one) => [`${one.service} ${one.from}`, one]));

describe('a packed day', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(keyed(unpack(pack(DAY, HOUR_MS, all), HOUR_MS))).toEqual(keyed(all));
      }),
    );
  });

  it('is read into points as its rows would be', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS), (all, spanMs) => {
        const one = new Tally(spanMs, DAY, DAY + DAY_MS - 1);
        const other = new Tally(spanMs, DAY, DAY + DAY_MS - 1);
        const end = DAY + DAY_MS;
        scan(pack(DAY, HOUR_MS, all), HOUR_MS, new Map([['github', one]]), DAY, end);
        for (const each of all) if (each.service === 'github') other.add(each);
        expect(one.points()).toEqual(other.points());
      }),
    );
  });

  it('that was damaged is read as something or refused, and never hangs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        try {
          expect(Array.isArray(unpack({ from: DAY, services: ['a'], kinds: ['b'], data }, HOUR_MS))).toBe(
            true,
          );
        } catch (problem) {
          expect(problem).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
