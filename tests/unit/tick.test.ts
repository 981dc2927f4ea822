/** The whole pipe without a browser: the tick over simulated time, with workers that die at any step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import { guestWatched } from '@/utils/catalogue/guest';
import { watchedOf } from '@/utils/catalogue/watched';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import type { Ask, ErrorType, HttpObservation, Notice, Observation, Settings } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { createTick, type Edges, type KeptStep } from '@/utils/tick';
import { Clock } from '../score/clock';

const START = Date.UTC(2026, 0, 15, 12);
const SECOND = 1_000;
const MINUTE = 60_000;

/** What is true of the outside, by seconds since the start. */
interface World {
  whatsapp: (second: number) => ErrorType | 503 | null;
  /** Others that fail, by id. */
  others?: Readonly<Record<string, (second: number) => ErrorType | 503 | null>>;
  connected?: (second: number) => boolean;
  /** What is seen while not connected; a dead resolver leaves what is asked by number. */
  cause?: ErrorType;
}

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  favourites: [{ id: 'whatsapp' }, { id: 'google' }, { id: 'github' }, { id: 'wikipedia' }],
  intervalSeconds: 30,
};

/** One computer: a disk that lasts, and workers that do not. */
class Computer {
  readonly clock = new Clock(START);
  readonly notices: Notice[] = [];
  readonly badges: string[] = [];
  state: State | null = null;
  private readonly world: World;
  private generation = 0;
  private steps = 0;
  private readonly dies: ReadonlySet<number>;
  private tick: ReturnType<typeof createTick> = async () => {};

  /** `dies`: after so many kept steps the worker is gone, once each. */
  constructor(world: World, dies: readonly number[] = []) {
    this.world = world;
    this.dies = new Set(dies);
  }

  async run(ms: number): Promise<void> {
    this.startWorker();
    this.ring();
    await this.clock.play(START + ms);
  }

  get badge(): string {
    return this.badges.at(-1) ?? '';
  }

  private startWorker(): void {
    this.generation += 1;
    this.tick = createTick(this.edgesOf(this.generation));
  }

  private ring(): void {
    void this.tick({ wanted: [], seen: [] });
    const watched = watchedOf(SETTINGS);
    const period = this.state === null ? MINUTE : alarmPeriodOf(this.state, watched);
    this.clock.at(this.clock.now + period, () => this.ring());
  }

  private edgesOf(generation: number): Edges {
    const alive = <T>(value: T): Promise<T> =>
      generation === this.generation ? Promise.resolve(value) : new Promise(() => {});
    return {
      now: () => this.clock.now,
      wait: (ms) => this.clock.wait(ms).then(() => alive(undefined)),
      random: () => 0.5,
      online: () => this.isConnected() || this.world.cause !== undefined,
      local: () => null,
      resolve: (guests) => guests.flatMap((guest) => guestWatched(guest) ?? []),
      gather: (ask) => this.clock.wait(120).then(() => alive(this.answer(ask))),
      read: () => alive({ state: this.state, settings: SETTINGS, watched: watchedOf(SETTINGS) }),
      keep: async (step) => {
        await alive(undefined);
        this.keep(step);
        await alive(undefined);
      },
      controls: controls.map((control) => ({ ...control, id: control.target.id })),
      systemDns: false,
    };
  }

  private keep(step: KeptStep): void {
    this.state = structuredClone(step.state);
    this.steps += 1;
    // The transaction is through, and nothing has been shown yet: the worst moment to die.
    if (this.dies.has(this.steps)) {
      this.startWorker();
      return;
    }
    this.notices.push(...step.notices);
    this.badges.push(badgeOf(step.state, step.watched, step.settings, step.now).text);
  }

  private isConnected(): boolean {
    return this.world.connected?.((this.clock.now - START) / SECOND) ?? true;
  }

  private answer(ask: Ask): Observation[] {
    if (ask.kind !== 'probe' && ask.kind !== 'control') return [];
    const of = ask.target.id === 'whatsapp' ? this.world.whatsapp : this.world.others?.[ask.target.id];
    const ill = of?.((this.clock.now - START) / SECOND) ?? null;
    const { cause = 'local.offline' } = this.world;
    const spared = cause.startsWith('dns') && ask.target.id === 'control-number';
    const errorType = this.isConnected() || spared ? ill : cause;
    const source = ask.kind;
    return [httpOf(source, ask.target.id, this.clock.now, errorType)];
  }
}

function httpOf(
  source: HttpObservation['source'],
  target: string,
  at: number,
  ill: ErrorType | 503 | null,
): HttpObservation {
  const status = ill === 503 ? 503 : ill === null ? 200 : null;
  return {
    source,
    target,
    at,
    outcome: ill === null ? 'ok' : 'failed',
    tookMs: 120,
    errorType: ill === 503 ? 'http.error' : ill,
    status,
    landed: status === null ? null : 'same',
    genuine: status === null ? null : true,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
}

const between = (from: number, to: number) => (second: number) => second >= from && second < to;
const outage = (from: number, to: number): World['whatsapp'] => {
  const during = between(from, to);
  return (second) => (during(second) ? 503 : null);
};

describe('one computer', () => {
  it('says nothing while all is well', async () => {
    const computer = new Computer({ whatsapp: () => null });
    await computer.run(10 * MINUTE);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('says nothing of one request that failed', async () => {
    let failed = 0;
    const computer = new Computer({
      whatsapp: (second) => (second > 60 && failed++ === 0 ? 'tcp.reset' : null),
    });
    await computer.run(10 * MINUTE);
    expect(failed).toBeGreaterThan(1);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('counts an outage, tells it once, and tells once that it is over', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    await computer.run(5 * MINUTE);
    expect(computer.badge).toBe('1');
    await computer.run(15 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
    const [opened, closed] = computer.notices;
    expect(closed?.id).toBe(opened?.id);
  });

  it('tells three unrelated outages at once in one notice, and their end in one', async () => {
    const others = { google: outage(65, 400), github: outage(70, 380) };
    const computer = new Computer({ whatsapp: outage(60, 420), others });
    await computer.run(20 * MINUTE);
    expect(computer.notices.map(({ kind, services }) => [kind, [...services].sort()])).toEqual([
      ['opened', ['github', 'google', 'whatsapp']],
      ['closed', ['github', 'google', 'whatsapp']],
    ]);
    expect(new Set(computer.notices.map(({ id }) => id)).size).toBe(1);
  });

  it('blames no service while nothing answers', async () => {
    const offline = between(60, 300);
    const computer = new Computer({ whatsapp: () => null, connected: (second) => !offline(second) });
    await computer.run(4 * MINUTE);
    expect(computer.badge).toBe('!');
    expect(Object.values(computer.state?.services ?? {}).map(({ health }) => health)).not.toContain('down');
    await computer.run(12 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices).toEqual([]);
  });

  it('holds faults of its own, one after the other, against no service', async () => {
    const first = between(60, 130);
    const second = between(170, 240);
    const connected = (at: number) => !first(at) && !second(at);
    const computer = new Computer({ whatsapp: () => null, connected, cause: 'dns.name_not_resolved' });
    await computer.run(300 * SECOND);
    expect(computer.badges).toContain('!');
    expect(computer.badges).not.toContain('1');
    expect(computer.badge).toBe('');
    expect(computer.state?.incidents).toEqual([]);
    expect(new Set(Object.values(computer.state?.services ?? {}).map(({ health }) => health))).toEqual(
      new Set(['up']),
    );
  });

  it('keeps an outage open underneath a fault of its own', async () => {
    const offline = between(200, 300);
    const computer = new Computer({ whatsapp: outage(60, 500), connected: (second) => !offline(second) });
    await computer.run(280 * SECOND);
    expect(computer.badge).toBe('!');
    await computer.run(400 * SECOND);
    expect(computer.badge).toBe('1');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });
});

describe('workers that die at any step', () => {
  it('repeat nothing and contradict nothing', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (dies) => {
        const computer = new Computer({ whatsapp: outage(60, 400) }, dies);
        await computer.run(20 * MINUTE);
        const kinds = computer.notices.map(({ kind }) => kind);
        // One that dies between keeping and showing takes its notice with it; none is ever shown twice.
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(computer.badge).toBe('');
        expect(computer.state?.incidents).toHaveLength(1);
        expect(computer.state?.incidents[0]?.closedAt).not.toBeNull();
      }),
      { numRuns: 25 },
    );
  });
});
