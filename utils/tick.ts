/** The verb: one tick from alarm to badge. The only file that knows both sides. */
import { judge } from '@/utils/diagnosis/judge';
import { advance, judgeAll, withWatched } from '@/utils/incidents/advance';
import type { ControlInfo, Situation } from '@/utils/incidents/evidence';
import { noteTick } from '@/utils/incidents/own-fault';
import { nextUrgentAt, type PlanContext, planAsks } from '@/utils/incidents/plan';
import { noteAsked } from '@/utils/incidents/plan-outside';
import { emptyState, type State } from '@/utils/incidents/state';
import type { Ask, EpochMs, Notice, Observation, Settings, Target, Watched } from '@/utils/model';

/** Where the pipe meets the world: network, clock, disk and browser. */
export interface Edges {
  now(): EpochMs;
  /** Resolves after so many ms. */
  wait(ms: number): Promise<void>;
  random(): number;
  /** navigator.onLine; null when not known. */
  online(): boolean | null;
  /** Answers one question with observations. Never rejects. */
  gather(ask: Ask): Promise<readonly Observation[]>;
  read(): Promise<{ state: State | null; settings: Settings; watched: readonly Watched[] }>;
  /** Keeps a step: log, state and notice flags in one transaction; then shows notices, badge and view. */
  keep(step: KeptStep): Promise<void>;
  controls: readonly (ControlInfo & { target: Target })[];
  systemDns: boolean;
}

export interface KeptStep {
  before: State;
  state: State;
  seen: readonly Observation[];
  notices: readonly Notice[];
  settings: Settings;
  watched: readonly Watched[];
  now: EpochMs;
}

export interface Reason {
  /** Services to ask whatever the time; "all" for "check now". */
  wanted: readonly string[] | 'all';
  /** What the browser saw by itself: failed page loads. */
  seen: readonly Observation[];
}

/** Nothing new is asked after this; with the longest probe a tick stays under 25 s. */
const ASK_UNTIL_MS = 17_500;
const IN_FLIGHT = 6;
/** Answers that come this close together are one step. */
const GATHER_MS = 200;

/** Makes the tick. A second call while one runs joins it. */
export function createTick(edges: Edges): (reason: Reason) => Promise<void> {
  const queue: Reason[] = [];
  let running: Promise<void> | null = null;
  let wake = () => {};
  return (reason) => {
    queue.push(reason);
    wake();
    running ??= run(edges, queue, (waker) => {
      wake = waker;
    }).finally(() => {
      running = null;
    });
    return running;
  };
}

interface Flight {
  inFlight: Set<string>;
  arrived: Observation[];
  done: Set<string>;
  /** Resolves at the next answer or call. */
  signal: () => Promise<void>;
  wake: () => void;
}

async function run(edges: Edges, queue: Reason[], onWake: (wake: () => void) => void): Promise<void> {
  const startedAt = edges.now();
  const flight = createFlight();
  onWake(flight.wake);
  const { state: stored, settings, watched } = await edges.read();
  const periodMs = Math.min(...watched.map((one) => one.intervalMs), settings.intervalSeconds * 1_000);
  let state = withWatched(
    stored ?? emptyState(Math.floor(edges.random() * 2 ** 32)),
    watched.map((one) => one.id),
    startedAt,
  );
  state = noteTick(state, periodMs, startedAt);
  let judged: PlanContext['judged'] = judgeAll(state, situationOf(edges, watched), judge);
  const wanted = new Set<string>();
  let settled = false;
  while (true) {
    for (const reason of queue.splice(0)) {
      for (const id of reason.wanted === 'all' ? watched.map((one) => one.id) : reason.wanted) wanted.add(id);
      flight.arrived.push(...reason.seen);
    }
    const now = edges.now();
    const paused = settings.pausedUntil !== null && settings.pausedUntil > now;
    const late = now - startedAt > ASK_UNTIL_MS;
    if (!paused && !late && flight.arrived.length === 0) {
      state = launch(edges, flight, state, { ...contextOf(edges, watched, settings, judged, wanted), now });
    }
    if (flight.inFlight.size === 0 && flight.arrived.length === 0) {
      if (!settled) {
        ({ state, judged } = await settle(edges, flight, state, watched, settings));
        settled = true;
        continue;
      }
      const next = paused || late ? null : nextUrgentAt(state, watched);
      if (queue.length > 0) continue;
      if (next === null || next - startedAt > ASK_UNTIL_MS) return;
      await Promise.race([edges.wait(Math.max(0, next - now)), flight.signal()]);
      continue;
    }
    if (flight.arrived.length === 0) await flight.signal();
    if (flight.inFlight.size > 0) await collect(edges, flight);
    ({ state, judged } = await settle(edges, flight, state, watched, settings));
    settled = true;
  }
}

function createFlight(): Flight {
  let resolve = () => {};
  let pending: Promise<void> | null = null;
  return {
    inFlight: new Set(),
    arrived: [],
    done: new Set(),
    signal: () => {
      pending ??= new Promise((done) => {
        resolve = done;
      });
      return pending;
    },
    wake: () => {
      pending = null;
      resolve();
    },
  };
}

function situationOf(edges: Edges, watched: readonly Watched[]): Situation {
  return { now: edges.now(), online: edges.online(), watched, controls: edges.controls };
}

function contextOf(
  edges: Edges,
  watched: readonly Watched[],
  settings: Settings,
  judged: PlanContext['judged'],
  wanted: ReadonlySet<string>,
): Omit<PlanContext, 'now'> {
  const controls = edges.controls.map((control) => control.target);
  return { watched, judged, wanted, controls, sources: settings.sources, systemDns: edges.systemDns };
}

/** Sends the questions that are due and not already out, as many as there is room for. */
function launch(edges: Edges, flight: Flight, state: State, context: PlanContext): State {
  const asks = planAsks(state, context)
    .filter((ask) => !flight.inFlight.has(keyOf(ask)))
    .slice(0, IN_FLIGHT - flight.inFlight.size);
  for (const ask of asks) {
    const key = keyOf(ask);
    flight.inFlight.add(key);
    if (ask.kind === 'probe') (context.wanted as Set<string>).delete(ask.service);
    void edges.gather(ask).then((seen) => {
      flight.inFlight.delete(key);
      flight.arrived.push(...seen);
      if (ask.kind === 'vantage-collect' && !seen.some((one) => one.source === 'vantage-pending')) {
        flight.done.add(ask.measurement);
      }
      flight.wake();
    });
  }
  return noteAsked(state, asks, context.now);
}

function keyOf(ask: Ask): string {
  switch (ask.kind) {
    case 'probe':
      return `probe ${ask.service}`;
    case 'control':
      return `control ${ask.target.id}`;
    case 'resolver':
      return `resolver ${ask.resolver} ${ask.host}`;
    case 'feed':
      return `feed ${ask.feed.url} ${ask.feed.components?.join() ?? ''}`;
    case 'vantage-start':
      return `vantage ${ask.services.join()}`;
    case 'vantage-collect':
      return `collect ${ask.measurement}`;
    case 'routing':
      return `routing ${ask.prefix}`;
    case 'network-info':
      return `network ${ask.ip ?? 'own'}`;
    case 'system-dns':
      return `dns ${ask.host}`;
    case 'portal-state':
      return 'portal';
    default:
      return ask satisfies never;
  }
}

/** Lets answers that come close together make one step. */
async function collect(edges: Edges, flight: Flight): Promise<void> {
  const until = edges.now() + GATHER_MS;
  while (flight.inFlight.size > 0 && edges.now() < until) {
    await Promise.race([edges.wait(until - edges.now()), flight.signal()]);
  }
}

/** Advances the state by what has arrived, and keeps and shows the result. */
async function settle(
  edges: Edges,
  flight: Flight,
  before: State,
  watched: readonly Watched[],
  settings: Settings,
): Promise<{ state: State; judged: PlanContext['judged'] }> {
  const seen = flight.arrived.splice(0);
  const done = new Set(flight.done);
  flight.done.clear();
  const situation = situationOf(edges, watched);
  const step = advance(before, seen, done, situation, settings, judge);
  const { state, notices, judged } = step;
  await edges.keep({ before, state, seen, notices, settings, watched, now: situation.now });
  return { state, judged };
}
