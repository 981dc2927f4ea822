import { describe, expect, it } from 'vitest';
import { isQuiet } from '@/utils/incidents/quiet-hours';

const at = (hour: number, weekday = 2, minute = 0) => ({ minute: hour * 60 + minute, weekday });

describe('quiet hours', () => {
  const night = { from: 22 * 60, to: 7 * 60, days: [6] };

  it('may pass midnight', () => {
    expect([21, 22, 23, 0, 6, 7, 12].map((hour) => isQuiet(night, at(hour)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('end to the minute', () => {
    expect(isQuiet(night, at(6, 2, 59))).toBe(true);
    expect(isQuiet(night, at(7, 2, 0))).toBe(false);
  });

  it('may lie within a day', () => {
    const noon = { from: 12 * 60, to: 13 * 60, days: [] };
    expect([11, 12, 13].map((hour) => isQuiet(noon, at(hour)))).toEqual([false, true, false]);
  });

  it('take whole days', () => {
    expect(isQuiet(night, at(12, 6))).toBe(true);
    expect(isQuiet(night, at(12, 0))).toBe(false);
  });

  it('that begin as they end are none, as are those nobody chose', () => {
    expect(isQuiet({ from: 60, to: 60, days: [] }, at(1))).toBe(false);
    expect(isQuiet(null, at(1))).toBe(false);
    expect(isQuiet(night, null)).toBe(false);
  });
});
