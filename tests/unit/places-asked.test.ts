/** Which places elsewhere are asked, and when they are asked again. */
import { describe, expect, it } from 'vitest';
import { emptyState } from '@/utils/incidents/initial-state';
import type { Ask, Observation, VantageObservation, VantagePlace } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { Computer, MINUTE, SETTINGS, START, type World } from './computer';

const settings = (vantages: boolean) => ({
  ...SETTINGS,
  sources: { ...DEFAULT_SETTINGS.sources, vantages },
});

/** Places that answer at once: well until a time, and with silence after it. */
class Asking extends Computer {
  readonly looks: { second: number; places: readonly VantagePlace[] }[] = [];
  private readonly silentFrom: number;

  constructor(world: World, country: string, silentFrom: number, vantages = true) {
    super({ ...world, settings: () => settings(vantages) });
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
    expect(told).toBeLessThan(340);
    expect(computer.kept.map(({ notice }) => [notice.kind, notice.about])).toEqual([['opened', 'you']]);
  });

  it('is called down once others cannot reach it any more either', async () => {
    const computer = new Asking({ whatsapp: () => 'tcp.timed_out' }, 'SA', 120);
    await computer.run(9 * MINUTE);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('service_down');
    expect(computer.kept.map(({ notice }) => notice.about)).toEqual(['service']);
  });
});

describe('what fails near here and at a place far away', () => {
  class Walled extends Asking {
    private readonly failingFar: (look: number) => boolean;

    constructor(failingFar: (look: number) => boolean) {
      super({ whatsapp: () => 'tcp.timed_out' }, 'SA', Number.POSITIVE_INFINITY);
      this.failingFar = failingFar;
      this.state = {
        ...(this.state ?? emptyState(1)),
        ownNetwork: { asn: 25_019, country: 'SA', at: START },
      };
    }

    protected override answer(ask: Ask): Observation[] {
      const seen = super.answer(ask);
      const look = this.looks.length;
      return seen.map((one, index) => {
        if (one.source !== 'vantage') return one;
        const fails = one.near !== 'far' || (index === 3 && this.failingFar(look));
        return { ...one, measurement: `m${look}`, outcome: fails ? 'timeout' : 'ok' };
      });
    }
  }

  it('is looked at once more, and no wall of this country if it is so again', async () => {
    const computer = new Walled(() => true);
    await computer.run(3 * MINUTE);
    expect(computer.looks.filter(({ places }) => places.length > 3)).toHaveLength(2);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('regional');
  });

  it('is a wall if it was so once only', async () => {
    const computer = new Walled((look) => look === 2);
    await computer.run(3 * MINUTE);
    expect(computer.looks.filter(({ places }) => places.length > 3)).toHaveLength(2);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('blocked_network');
  });
});

describe('errors that few elsewhere meet, or nobody', () => {
  /** Told by the number of the probe whether it fails. */
  class Counted extends Asking {
    private probes = 0;
    private readonly fails: (probe: number) => boolean;
    private readonly failElsewhere: number;

    constructor(fails: (probe: number) => boolean, failElsewhere: number | null) {
      super({ whatsapp: () => 503 }, 'SA', Number.POSITIVE_INFINITY, failElsewhere !== null);
      this.fails = fails;
      this.failElsewhere = failElsewhere ?? 0;
    }

    protected override answer(ask: Ask): Observation[] {
      const seen = super.answer(ask);
      const broken = { status: 503, errorType: 'http.error', outcome: 'failed' } as const;
      if (ask.kind === 'vantage-start')
        return seen.map((one, index) =>
          one.source === 'vantage' && index >= seen.length - this.failElsewhere ? { ...one, ...broken } : one,
        );
      if (ask.kind !== 'probe' || ask.service !== 'whatsapp') return seen;
      this.probes += 1;
      if (this.fails(this.probes)) return seen;
      const well = { status: 200, errorType: null, outcome: 'ok' } as const;
      return seen.map((one) => (one.source === 'probe' ? { ...one, ...well } : one));
    }
  }
  const FIRST: ReadonlySet<number> = new Set([5, 8, 12]);
  const told = async (every: number, failElsewhere: number | null = 0) => {
    const fails = (probe: number) => FIRST.has(probe) || (probe > 12 && probe % every === 0);
    const computer = new Counted(fails, failElsewhere);
    await computer.run(15 * MINUTE);
    return { badges: new Set(computer.badges), told: computer.kept.map(({ notice }) => notice.kind) };
  };

  it('are on the badge, and not told while they are few', async () => {
    const few = await told(9);
    expect(few.badges.has('1')).toBe(true);
    expect(few.told).toEqual([]);
  });

  it('are no more told where few elsewhere meet them', async () => {
    const few = await told(9, 1);
    expect(few.badges.has('1')).toBe(true);
    expect(few.told).toEqual([]);
  });

  it('are no more told where nobody elsewhere may be asked', async () => {
    const few = await told(9, null);
    expect(few.badges.has('1')).toBe(true);
    expect(few.told).toEqual([]);
    expect((await told(2, null)).told[0]).toBe('opened');
  });

  it('are told once they are many', async () => {
    expect((await told(2)).told[0]).toBe('opened');
    expect((await told(2, 1)).told[0]).toBe('opened');
  });
});

describe('errors that come and go at first, and then stay', () => {
  const STAY = 25 * 60;

  /** Every third place has them while they come and go here. */
  class Creeping extends Asking {
    constructor() {
      const failing = (second: number) => second >= STAY || second % 90 < 45;
      super({ whatsapp: (second) => (failing(second) ? 503 : null) }, 'SA', Number.POSITIVE_INFINITY);
    }

    protected override answer(ask: Ask): Observation[] {
      const stay = this.clock.now >= START + STAY * 1_000;
      return super.answer(ask).map((one, index) => {
        const fails = one.source === 'vantage' && (stay || index % 3 === 0);
        return fails ? { ...one, status: 503, errorType: 'http.error', outcome: 'failed' } : one;
      });
    }
  }

  it('are looked at once more, though the places for this hour have been asked', async () => {
    const computer = new Creeping();
    await computer.run(STAY * 1_000);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('partial');
    await computer.run(STAY * 1_000 + 5 * MINUTE);
    expect(computer.state?.services.whatsapp?.verdict.name).toBe('service_5xx');
    expect(computer.looks.filter(({ second }) => second >= STAY)).toHaveLength(1);
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
