/** Plays one scenario through the product's own scheduling, gathering, diagnosis and incident code. */
import { createLinger } from '@/entrypoints/background/linger';
import { controls } from '@/utils/catalogue/controls';
import type { Edges } from '@/utils/edges';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import { isStale } from '@/utils/incidents/stale';
import type { State } from '@/utils/incidents/state';
import type { KeptStep, Reason } from '@/utils/incidents/step';
import type { Ask, HttpObservation, Settings } from '@/utils/model';
import { gather } from '@/utils/probes/gather';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { createTick } from '@/utils/tick';
import { castOf, SERVICE } from './cast';
import { Clock, randomOf } from './clock';
import { LEAD_IN, type Scenario, signalsOver } from './scenario';
import { wireOf } from './wire';

export interface PlayOptions {
  seed: number;
  interval: number;
  drop: number;
  codes: boolean;
  trace?: (line: string) => void;
  /** Told of every question, with the seconds since the onset. */
  asked?: (ask: Ask, second: number) => void;
}

/** One change of what the person would see. */
export interface Shown {
  id: string;
  seed: number;
  t: number;
  health: string;
  verdict: string;
  notice: string | null;
  about?: 'service' | 'you';
}

/** Onset of every play, as this computer's clock tells it. */
const ONSET = Date.UTC(2026, 0, 15, 12);
const LOOK_MS = 60_000;
/** A worker that has had nothing to do for so long is stopped. */
const ALIVE_MS = 30_000;
const NOTHING: Reason = { wanted: [], seen: [] };

/** Plays a scenario once; gives everything that was shown. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Shown[]> {
  const random = randomOf(hash(`${scenario.id} ${options.seed}`));
  const clock = new Clock(ONSET - LEAD_IN * 1_000);
  const signals = signalsOver(scenario);
  const secondsNow = () => (clock.now - ONSET) / 1_000;
  const { same_provider, unrelated } = scenario.baseline.peers;
  const cast = castOf(same_provider[1], unrelated[1], options.interval);
  const wire = wireOf({
    clock,
    random,
    signals: () => signals.at(secondsNow()),
    peers: cast.peers,
    drop: options.drop,
    codes: options.codes,
  });
  const settings = settingsOf(options.interval);
  const shown: Shown[] = [];
  let state: State | null = null;
  let keptAt = Number.NEGATIVE_INFINITY;
  let last = '';
  const show = (health: string, verdict: string, notice: string | null, about?: 'service' | 'you') => {
    const key = `${health} ${verdict}`;
    if (key === last && notice === null) return;
    last = key;
    const t = Math.round(secondsNow() * 10) / 10;
    shown.push({ id: scenario.id, seed: options.seed, t, health, verdict, notice, ...(about && { about }) });
  };
  show('unknown', 'unknown', null);
  const keep = async (step: KeptStep) => {
    state = step.state;
    keptAt = clock.now;
    linger.note(step);
    const service = step.state.services[SERVICE];
    if (service === undefined) return;
    const told = step.notices.filter((one) => one.services.includes(SERVICE));
    if (told.length === 0) show(service.health, service.verdict.name, null);
    for (const one of told) show(service.health, service.verdict.name, one.kind, one.about);
    options.trace?.(traceOf(step, secondsNow()));
    alarm.period(alarmPeriodOf(step.state, step.watched));
  };
  const edges: Edges = {
    now: () => clock.now,
    wait: (ms) => clock.wait(ms),
    random,
    online: () => signals.at(secondsNow()).online,
    local: () => null,
    resting: async () => null,
    resolve: () => [],
    gather: (ask) => {
      options.asked?.(ask, secondsNow());
      return gather(ask, wire);
    },
    read: async () => ({ state, settings, watched: cast.all }),
    keep,
    controls: controls.map((control) => ({ ...control, id: control.target.id })),
    systemDns: false,
  };
  const tick = createTick(edges);
  const isAsleep = () => signals.at(secondsNow()).asleep === true;
  const run = async (reason: Reason) => {
    await tick(reason);
    await linger.rest();
  };
  const look = () => void (isAsleep() || run(NOTHING));
  const linger = createLinger(edges, look);
  const alarm = alarmOf(clock, options.interval * 1_000, random, look);
  for (const { t, signals: changed } of signals.changes) {
    if (!Number.isFinite(t)) continue;
    const at = ONSET + t * 1_000;
    const before = () => signals.at(t - 1);
    if (changed.nav_err != null)
      clock.at(at, () => void run({ wanted: [SERVICE], seen: [pageLoad(clock.now)] }));
    // Waking: an alarm that was missed comes once, at once.
    if (changed.asleep !== true) clock.at(at, () => void (before().asleep === true && run(NOTHING)));
    // A worker that lives hears of a network that is gone, or back.
    clock.at(at, () => {
      if (before().online !== changed.online && clock.now - keptAt < ALIVE_MS) look();
    });
  }
  const watchOf = (known: State | null) => ({
    lastTickAt: known?.lastTickAt ?? null,
    intervalSeconds: options.interval,
    resting: false,
  });
  // Who looks at a watch that stood still is shown nothing of what it knew before.
  const person = () => {
    if (isStale(watchOf(state), clock.now)) show('unknown', 'unknown', null);
    clock.at(clock.now + LOOK_MS, person);
  };
  person();
  await clock.play(ONSET + scenario.end * 1_000);
  return shown;
}

function pageLoad(now: number): HttpObservation {
  return {
    source: 'page-load',
    target: SERVICE,
    at: now,
    outcome: 'failed',
    tookMs: null,
    errorType: 'tcp.timed_out',
    status: null,
    landed: null,
    genuine: null,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
}

/** The browser's repeating alarm: a new period starts its countdown again. */
function alarmOf(clock: Clock, periodMs: number, random: () => number, ring: () => void) {
  let current = periodMs;
  let generation = 0;
  const arm = (delayMs: number) => {
    generation += 1;
    const mine = generation;
    clock.at(clock.now + delayMs, () => {
      if (mine !== generation) return;
      arm(current);
      ring();
    });
  };
  arm(random() * periodMs);
  return {
    period: (next: number) => {
      if (next === current) return;
      current = next;
      arm(next);
    },
  };
}

/** Every source agreed to. */
export function settingsOf(intervalSeconds: number): Settings {
  const sources = { resolvers: true, providerReports: true, vantages: true, routing: true };
  return { ...DEFAULT_SETTINGS, intervalSeconds, sources, language: 'en' };
}

function traceOf({ state, seen, notices }: KeptStep, t: number): string {
  const service = state.services[SERVICE];
  const samples = service?.samples
    .slice(-10)
    .map((one) => `${Math.round((one.at - ONSET) / 1_000)}:${one.symptom}`);
  const places = service?.vantages
    .slice(-6)
    .map((one) => `${one.near[0]}${one.outcome === 'ok' ? '+' : '-'}`)
    .join('');
  return [
    t.toFixed(1).padStart(8),
    service?.health,
    service?.verdict.name,
    service?.verdict.rule,
    `own=${state.own?.verdict.name ?? '-'}`,
    `places=${places}`,
    `seen=${seen
      .map((one) => one.source)
      .join(',')
      .slice(0, 60)}`,
    notices.map((one) => `NOTICE ${one.kind} ${one.about}`).join(),
    samples?.join(' '),
  ].join(' ');
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value;
}
