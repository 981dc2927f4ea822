/** When an outage that a person ran into is told, whatever comes between the looks. */
import { describe, expect, it, vi } from 'vitest';
import { failedLoad } from '@/entrypoints/background/failed-load';
import { createLinger } from '@/entrypoints/background/linger';
import { emptyState } from '@/utils/incidents/initial-state';
import { tellingLookAt } from '@/utils/incidents/schedule';
import { NO_VERDICT, type State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import { Computer, outage, SECOND, START } from './computer';

const INTERVAL = { intervalSeconds: 300 };

/** The page that failed, as its tab told it. */
const page = (second: number) =>
  failedLoad({ at: START + second * SECOND, cause: null, status: 503 }, 'whatsapp');

const toldAt = ({ kept }: Computer) => kept.find(({ notice }) => notice.kind === 'opened')?.second;
const probed = { wanted: ['whatsapp'], waiting: true };

describe('an outage that began with a failed page', () => {
  it.each([
    ['as it comes', [62.5], []],
    ['with checks of the person between', [62.5], [61, 63, 65, 68, 70]],
    ['with the page heard only once it is confirmed', [97], []],
  ])('is told within 40 seconds: %s', async (_name, heard, checks) => {
    const computer = new Computer({ whatsapp: outage(59, 900) }, [], INTERVAL);
    computer.ask(60.4, probed);
    for (const second of checks) computer.ask(second, { wanted: ['whatsapp'] });
    for (const second of heard) computer.ask(second, { seen: [page(60)] });
    await computer.run(4 * 60 * SECOND);
    expect(toldAt(computer)).toBeLessThan(60 + 40);
  });

  it('has a look set to when it may be told, also if the worker is gone by then', async () => {
    const computer = new Computer({ whatsapp: outage(59, 900) }, [], INTERVAL);
    computer.ask(60.4, probed);
    computer.ask(62.5, { seen: [page(60)] });
    await computer.run(70 * SECOND);
    const { watched = [] } = computer.step ?? {};
    const lookAt = tellingLookAt(computer.state as State, watched, computer.clock.now);
    expect(lookAt).toBe(START + 96 * SECOND);
    expect(tellingLookAt(computer.state as State, watched, (lookAt ?? 0) + 1)).toBeNull();
  });
});

describe('between ticks', () => {
  const stepOf = (nextProbeAt: number) =>
    ({
      state: { services: { whatsapp: { nextProbeAt } }, measurements: [], own: null },
      watched: [{ id: 'whatsapp', askable: false }],
      settings: { sources: { vantages: false } },
      now: 0,
    }) as unknown as KeptStep;

  it('what a slow tick left overdue is looked at once more, and not for ever', async () => {
    const look = vi.fn();
    const linger = createLinger({ now: () => 20, wait: () => Promise.resolve() }, look);
    linger.note(stepOf(10));
    await linger.rest();
    await linger.rest();
    expect(look).toHaveBeenCalledTimes(1);
    linger.note(stepOf(30));
    await linger.rest();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('a fault of one’s own is on the badge when it has lasted, whatever else is asked', async () => {
    const waited: number[] = [];
    const wait = (ms: number) => Promise.resolve(void waited.push(ms));
    const look = vi.fn();
    const linger = createLinger({ now: () => 4_000, wait }, look);
    const own = { verdict: NO_VERDICT, since: 3_000 };
    const state = { ...emptyState(1), own };
    linger.note({ ...stepOf(0), state, watched: [] });
    await linger.rest();
    expect(waited).toEqual([19_000]);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('what several waited for is looked at by one of them', async () => {
    const look = vi.fn();
    const linger = createLinger({ now: () => 20, wait: () => Promise.resolve() }, look);
    linger.note(stepOf(10));
    await Promise.all([linger.rest(), linger.rest()]);
    expect(look).toHaveBeenCalledTimes(1);
  });
});
