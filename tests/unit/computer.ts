/** A computer to watch in simulated time: a disk that lasts, and workers that may die. */
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { guestWatched } from '@/utils/catalogue/guest';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Edges } from '@/utils/edges';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import type { KeptStep, Reason } from '@/utils/incidents/step';
import type { Ask, ErrorType, LocalTime, Notice, Observation, Settings } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { createTick } from '@/utils/tick';
import { Clock } from '../score/clock';
import { httpOf } from './http-of';

export const START = Date.UTC(2026, 0, 15, 12);
export const SECOND = 1_000;
export const MINUTE = 60_000;

/** What is true of the outside, by seconds since the start. */
export interface World {
  whatsapp: (second: number) => ErrorType | 503 | null;
  /** Others that fail, by id. */
  others?: Readonly<Record<string, (second: number) => ErrorType | 503 | null>>;
  connected?: (second: number) => boolean;
  /** What is seen while not connected; a dead resolver leaves what is asked by number. */
  cause?: ErrorType;
  local?: (second: number) => LocalTime;
  /** How far ahead this computer's clock is (ms). */
  ahead?: (second: number) => number;
  /** How long an answer takes (ms). */
  tookMs?: number;
  settings?: (second: number) => Settings;
  /** Whether nobody is there; not known when missing. */
  resting?: (second: number) => boolean;
  /** Questions that a bug leaves without an answer. */
  breaks?: (ask: Ask) => boolean;
  /** Questions with which the worker dies. */
  fatal?: (ask: Ask) => boolean;
}

export const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  favourites: [{ id: 'whatsapp' }, { id: 'google' }, { id: 'github' }, { id: 'wikipedia' }],
  intervalSeconds: 30,
};

/** One computer: a disk that lasts, and workers that do not. */
export class Computer {
  readonly clock = new Clock(START);
  readonly notices: Notice[] = [];
  readonly badges: string[] = [];
  /** Notices that were kept as told, and when; a worker that dies just then never shows its own. */
  readonly kept: { notice: Notice; second: number }[] = [];
  step: KeptStep | null = null;
  readonly asked: { ask: Ask; at: number }[] = [];
  /** Times that were slept before, as the log sees them. */
  readonly wakings: number[] = [];
  state: State | null = null;
  private readonly world: World;
  private generation = 0;
  private steps = 0;
  private period: number | null = null;
  private alarms = 0;
  private readonly dies: ReadonlySet<number>;
  private readonly chosen: Settings;
  private tick: ReturnType<typeof createTick> = async () => {};

  /** `dies`: after so many kept steps the worker is gone, once each. */
  constructor(world: World, dies: readonly number[] = [], settings: Partial<Settings> = {}) {
    this.world = world;
    this.dies = new Set(dies);
    this.chosen = { ...SETTINGS, ...settings };
  }

  async run(ms: number): Promise<void> {
    this.startWorker();
    this.ring();
    await this.clock.play(START + ms);
  }

  /** What a page asks for at a time, whatever worker runs then. */
  ask(second: number, reason: Partial<Reason>): void {
    this.clock.at(START + second * SECOND, () => void this.tick({ wanted: [], seen: [], ...reason }));
  }

  /** The worker is gone at a time, as when the browser is closed, and another begins. */
  restartAt(second: number): void {
    this.clock.at(START + second * SECOND, () => {
      this.startWorker();
      void this.tick({ wanted: [], seen: [] });
    });
  }

  get badge(): string {
    return this.badges.at(-1) ?? '';
  }

  /** Anything that makes the worker look. */
  call(wanted: readonly string[] | 'all' = []): void {
    void this.tick({ wanted, seen: [] });
  }

  /** Seconds since the start. */
  private get second(): number {
    return (this.clock.now - START) / SECOND;
  }

  /** What this computer's own clock says. */
  private get time(): number {
    return this.clock.now + (this.world.ahead?.(this.second) ?? 0);
  }

  private get settings(): Settings {
    return this.world.settings?.(this.second) ?? this.chosen;
  }

  private startWorker(): void {
    this.generation += 1;
    this.tick = createTick(this.edgesOf(this.generation));
  }

  private ring(): void {
    this.call();
    this.setAlarm(this.period ?? MINUTE);
  }

  /** A period that changes starts its countdown anew, as the browser's alarm does. */
  private setAlarm(period: number): void {
    this.period = period;
    this.alarms += 1;
    const mine = this.alarms;
    this.clock.at(this.clock.now + period, () => mine === this.alarms && this.ring());
  }

  private edgesOf(generation: number): Edges {
    const alive = <T>(value: T): Promise<T> =>
      generation === this.generation ? Promise.resolve(value) : new Promise(() => {});
    return {
      now: () => this.time,
      wait: (ms) => this.clock.wait(ms).then(() => alive(undefined)),
      random: () => 0.5,
      online: () => this.isConnected() || this.world.cause !== undefined,
      local: () => this.world.local?.(this.second) ?? null,
      resting: () => alive(this.world.resting?.(this.second) ?? null),
      resolve: (guests) => guests.flatMap((guest) => guestWatched(guest, catalogue) ?? []),
      gather: (ask) => {
        this.asked.push({ ask, at: this.clock.now });
        if (this.world.breaks?.(ask)) return Promise.reject(new Error('broken'));
        if (this.world.fatal?.(ask)) this.startWorker();
        return this.clock.wait(this.world.tookMs ?? 120).then(() => alive(this.answer(ask)));
      },
      read: () =>
        alive({ state: this.state, settings: this.settings, watched: watchedOf(this.settings, catalogue) }),
      keep: async (step) => {
        await alive(undefined);
        this.keep(step);
        await alive(undefined);
      },
      controls: controls.map((control) => ({ ...control, id: control.target.id })),
      systemDns: false,
    };
  }

  protected keep(step: KeptStep): void {
    this.state = structuredClone(step.state);
    if (step.state.wokeAt !== null && step.state.wokeAt !== step.before.wokeAt) {
      this.wakings.push(step.state.wokeAt);
    }
    this.steps += 1;
    this.kept.push(...step.notices.map((notice) => ({ notice, second: this.second })));
    // The transaction is through, and nothing has been shown yet: the worst moment to die.
    if (this.dies.has(this.steps)) {
      this.startWorker();
      return;
    }
    const period = alarmPeriodOf(step.state, step.watched);
    if (period !== this.period) this.setAlarm(period);
    this.step = step;
    this.notices.push(...step.notices);
    this.badges.push(badgeOf(step.state, step.watched, step.settings, step.now).text);
  }

  private isConnected(): boolean {
    return this.world.connected?.(this.second) ?? true;
  }

  protected answer(ask: Ask): Observation[] {
    if (ask.kind === 'vantage-start') return [pendingOf(ask, this.time)];
    if (ask.kind !== 'probe' && ask.kind !== 'control') return [];
    const of = ask.target.id === 'whatsapp' ? this.world.whatsapp : this.world.others?.[ask.target.id];
    const ill = of?.(this.second) ?? null;
    const { cause = 'local.offline' } = this.world;
    const spared = cause.startsWith('dns') && ask.target.id === 'control-number';
    const errorType = this.isConnected() || spared ? ill : cause;
    const source = ask.kind;
    return [httpOf(source, ask.target.id, this.time, errorType)];
  }
}

function pendingOf(ask: Extract<Ask, { kind: 'vantage-start' }>, at: number): Observation {
  const { services, places } = ask;
  const measurement = `m${at}`;
  return { source: 'vantage-pending', at, outcome: 'ok', tookMs: 120, services, measurement, places };
}

/** Holds from one second to another. */
export const between = (from: number, to: number) => (second: number) => second >= from && second < to;
/** Answers 503 from one second to another. */
export const outage = (from: number, to: number): World['whatsapp'] => {
  return (second) => (between(from, to)(second) ? 503 : null);
};
