/** The verb: one tick from alarm to badge. The only file that knows both sides. */
import { judge } from '@/utils/diagnosis/judge';
import { advance, withWatched } from '@/utils/incidents/advance';
import type { ControlInfo } from '@/utils/incidents/evidence';
import { guestsOf, wantedGuests, withoutOldGuests } from '@/utils/incidents/guests';
import { noteTick } from '@/utils/incidents/own-fault';
import { nextUrgentAt, type PlanContext, planAsks } from '@/utils/incidents/plan';
import { noteAsked } from '@/utils/incidents/plan-outside';
import { emptyState, type State } from '@/utils/incidents/state';
import type {
  Ask,
  EpochMs,
  Guest,
  LocalTime,
  Notice,
  Observation,
  Settings,
  Target,
  Watched,
} from '@/utils/model';
import { createFlight, type Flight, keyOf, send } from '@/utils/probes/flight';

/** Where the pipe meets the world: network, clock, disk and browser. */
export interface Edges {
  now(): EpochMs;
  /** Resolves after so many ms. */
  wait(ms: number): Promise<void>;
  random(): number;
  /** navigator.onLine; null when not known. */
  online(): boolean | null;
  /** The wall clock where the person is; null when not known. */
  local(): LocalTime | null;
  /** Answers one question with observations. Never rejects. */
  gather(ask: Ask): Promise<readonly Observation[]>;
  read(): Promise<{ state: State | null; settings: Settings; watched: readonly Watched[] }>;
  /** What the catalogue knows of guests; those that cannot be asked are left out. */
  resolve(guests: readonly Guest[]): readonly Watched[];
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
  /** Looked up without being favourites, newest first. */
  guests: readonly Watched[];
  now: EpochMs;
}

export interface Reason {
  /** Services to ask whatever the time; "all" for "check now". */
  wanted: readonly string[] | 'all';
  /** What the browser saw by itself: failed page loads. */
  seen: readonly Observation[];
  /** What the person said or chose, applied before anything is asked. */
  change?: (state: State, watched: readonly Watched[], now: EpochMs) => State;
}

/** Nothing new is asked after this; with the longest probe a tick stays under 25 s. */
const ASK_UNTIL_MS = 17_500;
const IN_FLIGHT = 6;
/** Answers that come this close together are one step. */
const GATHER_MS = 200;
/** A question that waits for room is looked at again after this. */
const MIN_WAIT_MS = 50;

/** Makes the tick. A second call while one runs joins it. */
export function createTick(edges: Edges): (reason: Reason) => Promise<void> {
  const queue: Reason[] = [];
  const flight = createFlight();
  let running: Promise<void> | null = null;
  return (reason) => {
    queue.push(reason);
    flight.wake();
    running ??= run(edges, queue, flight).finally(() => {
      running = null;
    });
    return running;
  };
}

/** What one tick knows. */
interface Watch {
  edges: Edges;
  startedAt: EpochMs;
  settings: Settings;
  watched: readonly Watched[];
  state: State;
  judged: PlanContext['judged'];
  wanted: Set<string>;
}

async function run(edges: Edges, queue: Reason[], flight: Flight): Promise<void> {
  const watch = await begin(edges);
  do await settle(watch, flight);
  while (await proceed(watch, flight, queue));
}

async function begin(edges: Edges): Promise<Watch> {
  const startedAt = edges.now();
  const { state: stored, settings, watched } = await edges.read();
  const known = stored ?? emptyState(Math.floor(edges.random() * 2 ** 32));
  const ids = watched.map((one) => one.id);
  const invited = withoutOldGuests(known, ids, startedAt);
  const all = [...ids, ...Object.keys(invited.guests)];
  const periodMs = Math.min(settings.intervalSeconds * 1_000, ...watched.map((one) => one.intervalMs));
  const state = noteTick(withWatched(invited, all, startedAt), periodMs, startedAt);
  return { edges, startedAt, settings, watched, state, judged: new Map(), wanted: new Set() };
}

/** Asks what is due and waits for answers; false when this tick has nothing left to do. */
async function proceed(watch: Watch, flight: Flight, queue: Reason[]): Promise<boolean> {
  while (true) {
    if (take(watch, flight, queue)) return true;
    if (flight.arrived.length === 0) launch(watch, flight);
    if (flight.arrived.length > 0 || flight.inFlight.size > 0 || flight.done.size > 0) {
      await collect(watch.edges, flight);
      return true;
    }
    const waitMs = waitOf(watch);
    if (waitMs === null) return false;
    await Promise.race([watch.edges.wait(waitMs), flight.signal()]);
  }
}

/** Takes in why this tick was asked for; true when that alone changed what is to be kept and shown. */
function take(watch: Watch, flight: Flight, queue: Reason[]): boolean {
  let changed = false;
  for (const { wanted, seen, change } of queue.splice(0)) {
    if (change !== undefined) {
      watch.state = change(watch.state, watch.watched, watch.edges.now());
      changed = true;
    }
    for (const id of wanted === 'all' ? watch.watched.map((one) => one.id) : wanted) watch.wanted.add(id);
    flight.arrived.push(...seen);
  }
  return changed;
}

/** Everything that may be asked now: while the watch is paused only what somebody looks up. */
function askedNow(watch: Watch, now: EpochMs): readonly Watched[] {
  const guests = watch.edges.resolve(wantedGuests(watch.state, now));
  return isPaused(watch, now) ? guests : [...watch.watched, ...guests];
}

function isPaused({ settings }: Watch, now: EpochMs): boolean {
  return settings.pausedUntil !== null && settings.pausedUntil > now;
}

/** How long to wait for something urgent; null when it is for a later tick. */
function waitOf(watch: Watch): number | null {
  const now = watch.edges.now();
  const asked = askedNow(watch, now);
  const next = isPaused(watch, now) && asked.length === 0 ? null : nextUrgentAt(watch.state, asked);
  if (next === null || Math.max(next, now) - watch.startedAt > ASK_UNTIL_MS) return null;
  return Math.max(MIN_WAIT_MS, next - now);
}

/** Sends the questions that are due and not already out, as many as there is room for. */
function launch(watch: Watch, flight: Flight): void {
  const { edges, settings, judged, wanted } = watch;
  const now = edges.now();
  const watched = askedNow(watch, now);
  if ((isPaused(watch, now) && watched.length === 0) || now - watch.startedAt > ASK_UNTIL_MS) return;
  const controls = edges.controls.map((control) => control.target);
  const context = {
    now,
    watched,
    judged,
    wanted,
    controls,
    sources: settings.sources,
    systemDns: edges.systemDns,
  };
  const asks = planAsks(watch.state, context)
    .filter((ask) => !flight.inFlight.has(keyOf(ask)))
    .slice(0, IN_FLIGHT - flight.inFlight.size);
  for (const ask of asks) send(flight, ask, edges.gather);
  for (const ask of asks) if (ask.kind === 'probe') wanted.delete(ask.service);
  watch.state = noteAsked(watch.state, asks, now);
}

/** Waits for the first answer, and lets those that come close after it make one step with it. */
async function collect(edges: Edges, flight: Flight): Promise<void> {
  if (flight.arrived.length === 0 && flight.done.size === 0) await flight.signal();
  const until = edges.now() + GATHER_MS;
  while (flight.inFlight.size > 0 && edges.now() < until) {
    await Promise.race([edges.wait(until - edges.now()), flight.signal()]);
  }
}

/** Advances the state by what has arrived, and keeps and shows the result. */
async function settle(watch: Watch, flight: Flight): Promise<void> {
  const { edges, settings, watched, state: before } = watch;
  const seen = flight.arrived.splice(0);
  const done = new Set(flight.done);
  flight.done.clear();
  const guests = edges.resolve(guestsOf(before));
  const now = edges.now();
  const { controls } = edges;
  const situation = { now, online: edges.online(), local: edges.local(), watched, guests, controls };
  const { state, notices, judged } = advance(before, seen, done, situation, settings, judge);
  watch.state = state;
  watch.judged = judged;
  await edges.keep({ before, state, seen, notices, settings, watched, guests, now });
}
