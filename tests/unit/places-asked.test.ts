/** Which places elsewhere are asked, and when they are asked again. */
import { describe, expect, it } from 'vitest';
import { emptyState } from '@/utils/incidents/initial-state';
import type { Ask, Observation, VantageObservation, VantagePlace } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { Computer, MINUTE, SETTINGS, START, type World } from './computer';

const settings = () => ({ ...SETTINGS, sources: { ...DEFAULT_SETTINGS.sources, vantages: true } });

/** Places that answer at once: well until a time, and with silence after it. */
class Asking extends Computer {
  readonly looks: { second: number; places: readonly VantagePlace[] }[] = [];
  private readonly silentFrom: number;

  constructor(world: World, country: string, silentFrom: number) {
    super({ ...world, settings });
    this.silentFrom = silentFrom;
    this.state = { ...emptyState(1), network: { key: 'a', at: START, by: 'control-number', country } };
  }

  protected override answer(ask: Ask): Observation[] {
    if (ask.kind !== 'vantage-start') return super.answer(ask);
    const second = (this.clock.now - START) / 1_000;
    this.looks.push({ second, places: ask.places });
    return ask.places.map((place, index) => {
      const outcome = second < this.silentFrom ? 'ok' : 'timeout';
      return { ...ANSWER, at: this.clock.now, near: place.near, outcome, city: `${place.near} ${index}` };
    });
  }
}

const ANSWER: VantageObservation = {
  source: 'vantage',
  service: 'whatsapp',
  measurement: 'm',
  at: START,
  outcome: 'ok',
  tookMs: 100,
  near: 'far',
  country: 'US',
  city: '',
  continent: 'NA',
  asn: 1,
  network: 'A network',
  latitude: 0,
  longitude: 0,
  status: null,
  errorType: null,
};

describe('the first far place', () => {
  it.each([
    ['DE', 'NA'],
    ['SA', 'NA'],
    ['US', 'EU'],
  ])('lies on another continent than who asks (%s: %s)', async (country, continent) => {
    const computer = new Asking({ whatsapp: () => 503 }, country, 0);
    await computer.run(MINUTE);
    const far = computer.looks[0]?.places.filter(({ near }) => near === 'far');
    expect(far?.map((place) => place.continent)).toEqual([continent]);
  });
});

describe('what only we cannot reach', () => {
  it('is looked at once more, by few, before it is told', async () => {
    const computer = new Asking({ whatsapp: () => 'tcp.timed_out' }, 'SA', Number.POSITIVE_INFINITY);
    await computer.run(9 * MINUTE);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('blocked_network');
    const later = computer.looks.filter(({ second }) => second > 180);
    expect(later.map(({ places }) => places.length)).toEqual([2]);
    const told = computer.kept.find(({ notice }) => notice.kind === 'opened')?.second ?? 0;
    expect(told).toBeGreaterThan(later[0]?.second ?? Number.POSITIVE_INFINITY);
  });

  it('is called down once others cannot reach it any more either', async () => {
    const computer = new Asking({ whatsapp: () => 'tcp.timed_out' }, 'SA', 120);
    await computer.run(9 * MINUTE);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('service_down');
    expect(computer.kept.map(({ notice }) => notice.about)).toEqual(['service']);
  });
});

describe('what fails again within minutes', () => {
  it('is asked about again', async () => {
    const downAgain = (second: number) => second < 120 || second > 240;
    const computer = new Asking(
      { whatsapp: (second) => (downAgain(second) ? 'tcp.refused' : null) },
      'SA',
      0,
    );
    await computer.run(8 * MINUTE);
    const again = computer.looks.filter(({ second }) => second > 240);
    expect(again).toHaveLength(1);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('service_down');
  });
});

describe('breaks of less than half a minute', () => {
  it('are not told, however many there were', async () => {
    const breaks = (second: number) => [60, 460, 860].some((from) => second >= from && second < from + 29);
    const computer = new Asking({ whatsapp: (second) => (breaks(second) ? 503 : null) }, 'SA', 0);
    await computer.run(25 * MINUTE);
    expect(computer.state?.services.whatsapp?.confirmedAt).toHaveLength(3);
    expect(computer.kept).toEqual([]);
  });
});
