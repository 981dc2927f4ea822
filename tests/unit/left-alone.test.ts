/** Sources that refuse or fail: for how long each is left alone, and what stays behind. */
import { describe, expect, it } from 'vitest';
import { absorb } from '@/utils/incidents/absorb';
import { isLeftAlone } from '@/utils/incidents/doubt';
import { emptyState } from '@/utils/incidents/initial-state';
import { noteAsked } from '@/utils/incidents/plan-outside';
import type { State } from '@/utils/incidents/state';
import type { BackOff, VantagePending } from '@/utils/model';
import { Computer, SETTINGS } from './computer';

const NOW = Date.UTC(2026, 0, 15, 12);
const DAY = 86_400_000;
const HOUR = 3_600_000;

const failure = (at: number, rest: Partial<BackOff> = {}): BackOff => ({
  source: 'back-off',
  of: 'resolver',
  key: 'cloudflare',
  at,
  outcome: 'failed',
  tookMs: null,
  until: at + 1_000,
  ...rest,
});

const untilOf = (state: State) => state.backOff['resolver:cloudflare']?.until ?? 0;

describe('a source that fails', () => {
  it('is left alone for longer each time', () => {
    let state = emptyState(1);
    const waits = [0, 1, 2, 3].map(() => {
      const at = Math.max(NOW, untilOf(state) + 1_000);
      state = absorb(state, [failure(at)], at);
      return untilOf(state) - at;
    });
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000]);
  });

  it('is forgiven: ten failures over ten days do not add up', () => {
    let state = emptyState(1);
    for (let day = 0; day < 10; day += 1) {
      state = absorb(state, [failure(NOW + day * DAY)], NOW + day * DAY);
    }
    expect(untilOf(state) - (NOW + 9 * DAY)).toBe(15_000);
  });

  it('failed once, however many questions were out', () => {
    const state = absorb(
      emptyState(1),
      Array.from({ length: 6 }, () => failure(NOW)),
      NOW,
    );
    expect(isLeftAlone(state, 'resolver:cloudflare', NOW + 14_999)).toBe(true);
    expect(isLeftAlone(state, 'resolver:cloudflare', NOW + 15_000)).toBe(false);
  });

  it('may ask for more time while it is left alone', () => {
    const state = absorb(emptyState(1), [failure(NOW), failure(NOW, { until: NOW + DAY })], NOW);
    expect(untilOf(state)).toBe(NOW + DAY);
  });
});

describe('a measurement that may not be collected yet', () => {
  const pending: VantagePending = {
    source: 'vantage-pending',
    at: NOW,
    outcome: 'ok',
    tookMs: null,
    services: ['whatsapp'],
    measurement: 'abc',
    places: [],
  };
  const refused = (until: number) => failure(NOW + 2_000, { of: 'vantage-collect', key: 'abc', until });
  const later = { ...pending, at: NOW + 2_000 };

  it('is looked at when the network allows it', () => {
    const state = absorb(emptyState(1), [pending, later, refused(NOW + 10_000)], NOW + 2_000);
    expect(state.measurements).toMatchObject([{ id: 'abc', collectAt: NOW + 10_000 }]);
    expect(state.backOff).toEqual({});
  });

  it('is given up, and leaves nothing behind, when that is too late', () => {
    const state = absorb(emptyState(1), [pending, later, refused(NOW + 62_000)], NOW + 2_000);
    expect(state.measurements).toEqual([]);
    expect(state.backOff).toEqual({});
  });
});

describe('the own network', () => {
  const OWN = { kind: 'network-info', ip: null, service: null } as const;

  it('is asked for ever less often while no answer comes, as when each worker dies before it', async () => {
    const computer = new Computer({ whatsapp: () => 503, fatal: (ask) => ask.kind === 'network-info' }, [], {
      sources: { ...SETTINGS.sources, vantages: true, routing: true },
    });
    await computer.run(3 * HOUR);
    const asked = computer.asked.filter(({ ask }) => ask.kind === 'network-info');
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(12);
    // Places elsewhere are asked meanwhile.
    expect(computer.asked.some(({ ask }) => ask.kind === 'vantage-start')).toBe(true);
  });

  it('is not asked for again while an answer may come, and known once it has', () => {
    const asked = noteAsked(emptyState(1), [OWN], NOW);
    expect(asked.ownNetworkAsked).toEqual({ at: NOW, times: 1 });
    const seen = {
      source: 'network-info',
      service: null,
      at: NOW + 900,
      outcome: 'ok',
      tookMs: 900,
    } as const;
    const known = absorb(asked, [{ ...seen, asn: 25019, prefix: null, country: 'SA' }], NOW + 900);
    expect(known).toMatchObject({ ownNetworkAsked: null, ownNetwork: { asn: 25019, country: 'SA' } });
  });
});
