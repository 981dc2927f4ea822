/** The verb: one tick from alarm to badge. The only file that knows both sides. */
import { judge } from '@/utils/diagnosis/judge';
import type { Edges } from '@/utils/edges';
import { advance, withWatched } from '@/utils/incidents/advance';
import { isCalm } from '@/utils/incidents/calm';
import { guestsOf, withoutOldGuests } from '@/utils/incidents/guests';
import { emptyState } from '@/utils/incidents/initial-state';
import { isPaused } from '@/utils/incidents/paused';
import { planAsks } from '@/utils/incidents/plan';
import { readLater } from '@/utils/incidents/plan-feeds';
import { noteAsked } from '@/utils/incidents/plan-outside';
import { noteRest } from '@/utils/incidents/resting';
import { usualPeriodOf } from '@/utils/incidents/schedule';
import type { KeptStep, Reason } from '@/utils/incidents/step';
import { noteTick } from '@/utils/incidents/waking';
import { collect, createFlight, type Flight, keyOf, send } from '@/utils/probes/flight';
import { askedNow, isOver, type Watch, waitOf } from '@/utils/watch';

/** As many as most people watch, so that answers that come together make one step. */
const IN_FLIGHT = 12;

/** Who joins a tick later than this gets another one after it, since this one has no time left to see it through. */
const LATE_MS = 6_000;

/** Makes the tick. A second call while one runs joins it. */
export function createTick(edges: Edges): (reason: Reason) => Promise<void> {
  const queue: Reason[] = [];
  const flight = createFlight();
  let running: Promise<void> | null = null;
  return (reason) => {
    queue.push(reason);
    flight.wake();
    running ??= runAll(edges, queue, flight, () => {
      running = null;
    });
    return running;
  };
}

async function runAll(edges: Edges, queue: Reason[], flight: Flight, over: () => void): Promise<void> {
  try {
    // Whoever called in the very moment in which a tick ended has joined it too.
    while (queue.length > 0) await run(edges, queue, flight);
  } finally {
    over();
  }
}

/** Runs one tick; what is left to do for those who joined late is called for again. */
async function run(edges: Edges, queue: Reason[], flight: Flight): Promise<void> {
  const reasons = queue.splice(0);
  const watch = await begin(edges);
  take(watch, flight, reasons);
  // While all is well there is nothing to keep or show before the first answers.
  const isNews = flight.arrived.length > 0 || reasons.some(({ change }) => change !== undefined);
  if (!isNews && isCalm(watch.kept, watch.state)) await proceed(watch, flight, queue);
  do await settle(watch, flight);
  while (await proceed(watch, flight, queue));
  if (watch.late !== null) queue.push({ wanted: [...watch.wanted], seen: [], waiting: watch.waiting });
}

async function begin(edges: Edges): Promise<Watch> {
  const startedAt = edges.now();
  const [{ state: stored, settings, watched }, resting] = await Promise.all([edges.read(), edges.resting()]);
  const known = stored ?? emptyState(Math.floor(edges.random() * 2 ** 32));
  const ids = watched.map((one) => one.id);
  const invited = withoutOldGuests(known, ids, startedAt);
  const all = [...ids, ...Object.keys(invited.guests)];
  const ticked = noteTick(withWatched(invited, all, startedAt), usualPeriodOf(known, watched), startedAt);
  const state = noteRest(ticked, known.lastTickAt, resting, startedAt);
  return {
    edges,
    startedAt,
    settings,
    watched,
    state,
    kept: known,
    judged: new Map(),
    wanted: new Set(),
    reread: new Set(),
    waiting: false,
    told: [],
    late: null,
  };
}

/** Asks what is due and waits for answers; false when this tick has nothing left to do. */
async function proceed(watch: Watch, flight: Flight, queue: Reason[]): Promise<boolean> {
  while (true) {
    if (queue.length > 0) {
      await join(watch, flight, queue);
      return true;
    }
    if (flight.arrived.length === 0) await launch(watch, flight);
    if (flight.arrived.length > 0 || flight.inFlight.size > 0 || flight.done.size > 0) {
      await collect(flight, watch.edges);
      return true;
    }
    const waitMs = waitOf(watch);
    if (waitMs === null) return false;
    await Promise.race([watch.edges.wait(waitMs), flight.signal()]);
  }
}

/** Somebody called while this tick runs: perhaps since the person chose otherwise, so that is read anew. */
async function join(watch: Watch, flight: Flight, queue: Reason[]): Promise<void> {
  const reasons = queue.splice(0);
  const { settings, watched } = await watch.edges.read();
  const ids = [...watched.map((one) => one.id), ...Object.keys(watch.state.guests)];
  Object.assign(watch, { settings, watched, state: withWatched(watch.state, ids, watch.edges.now()) });
  take(watch, flight, reasons);
}

function take(watch: Watch, flight: Flight, reasons: readonly Reason[]): void {
  for (const reason of reasons) {
    const { wanted, seen, waiting, change, kept } = reason;
    if (change !== undefined) watch.state = change(watch.state, watch.watched, watch.edges.now());
    if (kept !== undefined) watch.told.push(kept);
    watch.waiting ||= waiting === true;
    const isAsked = waiting === true || wanted.length > 0;
    if (isAsked && watch.edges.now() - watch.startedAt > LATE_MS) watch.late = { ...reason, seen: [] };
    for (const id of wanted === 'all' ? watch.watched.map((one) => one.id) : wanted) {
      watch.wanted.add(id);
      watch.reread.add(id);
    }
    flight.arrived.push(...seen);
  }
}

/** Sends the questions that are due and not already out, as many as there is room for. */
async function launch(watch: Watch, flight: Flight): Promise<void> {
  const { edges, settings, judged, wanted, reread, waiting } = watch;
  const now = edges.now();
  const watched = askedNow(watch, now);
  if ((isPaused(settings, now) && watched.length === 0) || isOver(watch, now, now)) return;
  const controls = edges.controls.map((control) => control.target);
  const { systemDns } = edges;
  const { sources } = settings;
  const online = edges.online();
  const context = { now, watched, judged, wanted, reread, waiting, controls, sources, online, systemDns };
  const planned = new Map(planAsks(watch.state, context).map((ask) => [keyOf(ask), ask]));
  const asks = [...planned.values()]
    .filter((ask) => !flight.inFlight.has(keyOf(ask)))
    .slice(0, IN_FLIGHT - flight.inFlight.size);
  for (const ask of asks) if (ask.kind === 'probe') wanted.delete(ask.service);
  watch.reread = readLater([...planned.values()], asks);
  watch.state = noteAsked(watch.state, asks, now);
  // What is counted must be counted even if this worker dies before the answer.
  if (asks.some(({ kind }) => kind === 'vantage-start' || kind === 'network-info'))
    await keep(watch, { seen: [], notices: [], now });
  for (const ask of asks) send(flight, ask, edges.gather);
}

/** Advances the state by what has arrived, and keeps and shows the result. */
async function settle(watch: Watch, flight: Flight): Promise<void> {
  const { edges, settings, watched } = watch;
  const seen = flight.arrived.splice(0);
  const done = new Set(flight.done);
  flight.done.clear();
  const guests = edges.resolve(guestsOf(watch.state));
  const now = edges.now();
  const situation = {
    now,
    online: edges.online(),
    local: edges.local(),
    watched,
    guests,
    controls: edges.controls,
  };
  const { state, notices, judged } = advance(watch.state, seen, done, situation, settings, judge);
  watch.state = state;
  watch.judged = judged;
  await keep(watch, { seen, notices, now });
}

async function keep(watch: Watch, news: Pick<KeptStep, 'seen' | 'notices' | 'now'>): Promise<void> {
  const { edges, kept: before, state, settings, watched } = watch;
  const guests = edges.resolve(guestsOf(state));
  const told = watch.told.splice(0);
  await edges.keep({ before, state, settings, watched, guests, ...news });
  watch.kept = state;
  for (const tell of told) tell();
}
