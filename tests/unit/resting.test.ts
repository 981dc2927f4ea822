/** The watch while nobody is there: it looks less often, waits for nothing that fails, and says so. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/entrypoints/background/rows';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { emptyState } from '@/utils/incidents/initial-state';
import { isSlowed, noteRest, restedInterval } from '@/utils/incidents/resting';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import { isStale } from '@/utils/incidents/stale';
import type { State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import { between, Computer, MINUTE, outage, SECOND, SETTINGS, START } from './computer';

const WATCHED = watchedOf(SETTINGS, catalogue);

function probesOf(computer: Computer, service: string): number[] {
  return computer.asked
    .filter(({ ask }) => ask.kind === 'probe' && ask.service === service)
    .map(({ at }) => (at - START) / SECOND);
}

const viewOn = (computer: Computer) =>
  viewOf(computer.state as State, WATCHED, SETTINGS, {}, computer.clock.now);

describe('while nobody is there', () => {
  it('everything is asked a fifth as often, and at once when somebody is back', async () => {
    const away = between(600, 2_400);
    const computer = new Computer({ whatsapp: () => null, resting: away });
    computer.ask(2_400, {});
    await computer.run(50 * MINUTE);
    const times = probesOf(computer, 'github');
    const asked = (from: number, to: number) => times.filter((at) => at >= from && at < to).length;
    expect(asked(0, 600)).toBeGreaterThanOrEqual(19);
    expect(asked(700, 2_300)).toBeGreaterThanOrEqual(9);
    expect(asked(700, 2_300)).toBeLessThanOrEqual(13);
    expect(asked(2_400, 2_405)).toBe(1);
    expect(asked(2_400, 3_000)).toBeGreaterThanOrEqual(19);
    // It was a rest, and no sleep.
    expect(computer.wakings).toEqual([]);
    expect(computer.notices).toEqual([]);
  });

  it('an outage is followed as closely as ever, and nothing else waits meanwhile', async () => {
    const down = outage(1_300, 2_400);
    const computer = new Computer({ whatsapp: down, resting: () => true });
    await computer.run(35 * MINUTE);
    expect(computer.badge).toBe('1');
    const told = computer.kept.find(({ notice }) => notice.kind === 'opened')?.second ?? 0;
    const first = probesOf(computer, 'whatsapp').find((at) => at >= 1_300) ?? 0;
    expect(first - 1_300).toBeLessThanOrEqual(150 + 30);
    expect(told - first).toBeLessThanOrEqual(90);
    const others = probesOf(computer, 'github').filter((at) => at > first + 60 && at < first + 360);
    expect(others.length).toBeGreaterThanOrEqual(8);
    expect(viewOn(computer).resting).toBe(false);
  });

  it('the view says so, and its hour shows a rest and no gap', async () => {
    const computer = new Computer({ whatsapp: () => null, resting: (second) => second > 300 });
    await computer.run(70 * MINUTE);
    const view = viewOn(computer);
    expect(view.resting).toBe(true);
    const [favourite] = view.favourites;
    expect(new Set(favourite?.spark)).not.toContain('none');
    expect(favourite?.spark).toContain('up');
    expect(alarmPeriodOf(computer.state as State, WATCHED)).toBe(150 * SECOND);
  });

  it('what the browser does not tell is no rest', async () => {
    const computer = new Computer({ whatsapp: () => null });
    await computer.run(10 * MINUTE);
    expect(viewOn(computer).resting).toBe(false);
    expect(alarmPeriodOf(computer.state as State, WATCHED)).toBe(30 * SECOND);
  });
});

describe('a rest', () => {
  const resting: State = { ...emptyState(1), rests: [{ from: START, to: null }], lastTickAt: START };

  it('goes on, and ends when somebody is back or the computer has slept', () => {
    const later = START + 10 * MINUTE;
    expect(noteRest(resting, START, true, later).rests).toEqual(resting.rests);
    expect(noteRest(resting, START, null, later).rests).toEqual([{ from: START, to: later }]);
    const slept = { ...resting, wokeAt: later };
    expect(noteRest(slept, START + MINUTE, true, later).rests).toEqual([
      { from: START, to: START + MINUTE },
      { from: later, to: null },
    ]);
    const old = { ...resting, rests: [{ from: START, to: START + MINUTE }] };
    expect(noteRest(old, START, false, START + 120 * MINUTE).rests).toEqual([]);
  });

  it('slows nothing while something is going on', () => {
    expect(isSlowed(resting, WATCHED)).toBe(true);
    const own = { verdict: { name: 'local_network' }, since: START } as State['own'];
    expect(isSlowed({ ...resting, own }, WATCHED)).toBe(false);
    expect(isSlowed({ ...resting, rests: [] }, WATCHED)).toBe(false);
  });

  it('makes no interval longer than half an hour, and none shorter', () => {
    expect([30, 60, 600, 1_800, 3_600].map((seconds) => restedInterval(seconds * SECOND) / SECOND)).toEqual([
      150, 300, 1_800, 1_800, 3_600,
    ]);
  });

  it('keeps what it saw from growing old before the next look', () => {
    const seen = { lastTickAt: START, intervalSeconds: 60 };
    expect(isStale({ ...seen, resting: false }, START + 8 * MINUTE)).toBe(true);
    expect(isStale({ ...seen, resting: true }, START + 8 * MINUTE)).toBe(false);
    expect(isStale({ ...seen, resting: true }, START + 16 * MINUTE)).toBe(true);
  });

  it('is in the log as what it was', () => {
    const now = START + 2 * MINUTE;
    const state = { ...resting, lastTickAt: now };
    const step = { state, seen: [], notices: [], settings: SETTINGS, watched: WATCHED, guests: [], now };
    expect(rowsOf({ ...step, before: resting }, {}, true).gaps).toEqual([
      { from: START, to: now, why: 'resting' },
    ]);
    const awake = { ...resting, rests: [] };
    expect(rowsOf({ ...step, before: awake }, {}, true).gaps).toEqual([]);
    expect(rowsOf({ ...step, before: state }, {}, true).gaps).toEqual([]);
  });
});
