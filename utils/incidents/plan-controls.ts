/** When to ask the controls, and which: all on trouble, one after the other while it lasts. Pure. */
import { isGenuine, startOf } from '@/utils/diagnosis/control-answer';
import { isBad } from '@/utils/diagnosis/symptom';
import type { Ask, EpochMs, Target, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isSettledBlock } from './doubt';
import { lastFailureAt } from './own-doubt';
import type { PlanContext } from './plan';
import { lastTelling, runOf } from './samples';
import { FRESH_MS, type State } from './state';

/** As long as a probe: on a saturated line controls must be seen to be slow, not silent. */
const CONTROL_TIMEOUT_MS = 8_000;
/** Controls are asked again after this long while something fails (docs/decisions.md, 4). */
const CONTROLS_MS = 25_000;
const OFFLINE_MS = 5_000;
const NETWORK_MS = 300_000;
/** After a network change or waking, controls are asked before any favourite (docs/decisions.md, 2). */
const ARRIVAL_MS = 60_000;
/**
 * What is known stays known until one's own line fails, or comes back: one control after the other is asked, each once
 * in so long, where other favourites answer and where none does.
 */
const ROUND_MS = 60_000;
const LONE_ROUND_MS = 35_000;
/** One that is silent while others answer is asked so many times less often, since all are asked again for it. */
const DEAD_FACTOR = 4;
/** For so long; then whenever the alarm comes. */
const ROUNDS_FOR_MS = 21_600_000;
/** Who only asks whether all are to be asked need not wait for the slowest line. */
const QUICK_MS = 3_000;
const QUICK_FACTOR = 3;
const FEW = 3;
/** Who was asked so shortly before is not asked again for the sake of another's answer. */
const JUST_BEFORE_MS = { doubted: 2_000, own: 6_000, long: 20_000 } as const;
const YOUNG_MS = 600_000;

/** How old an answer may be, and whether one control is asked after the other or all at once. */
interface Round {
  maxAgeMs: number;
  inTurn: boolean;
}

/** Lists the controls to ask now. */
export function controlAsks(state: State, context: PlanContext): Ask[] {
  const round = roundOf(state, context);
  if (round === null) return networkAsks(state, context);
  const due = dueControls(state, context, round);
  const quick = due.length < FEW || context.online === false;
  const asks = due.map((target): Ask => {
    return { kind: 'control', target, timeoutMs: quick ? quickOf(state, target) : CONTROL_TIMEOUT_MS };
  });
  return context.systemDns && due.length > 0 ? [...asks, { kind: 'portal-state' }] : asks;
}

function dueControls(state: State, context: PlanContext, { maxAgeMs, inTurn }: Round): Target[] {
  const { now, controls } = context;
  // What controls said before a failure began says nothing of whose side it is on.
  const since = Math.max(state.ownEndedAt ?? 0, newestTroubleAt(state, context), turnedAt(state, now));
  const askedAt = ({ id }: Target) => state.controlsAsked[id] ?? 0;
  // Not all find room at once: those that waited go first, or the same few would be asked for ever.
  const longestFirst = controls.toSorted((a, b) => askedAt(a) - askedAt(b));
  const isDead = (one: Target) => inTurn && state.own === null && !isAnswering(state, one);
  const due = longestFirst.filter(
    (one) => now - askedAt(one) >= maxAgeMs * (isDead(one) ? DEAD_FACTOR : 1) || askedAt(one) < since,
  );
  if (!inTurn) return due;
  // News is a control that falls silent, or one that answers while one's own side is at fault. One that has been
  // silent for long says nothing by itself, nor do those that fail without the one that does not.
  const isNews = (one: Target) => isAnswering(state, one) === (state.own === null);
  if (due.length === 0 && now < turnAt(state, maxAgeMs)) return [];
  const next = due.some(isNews) ? [] : longestFirst.filter(isNews).slice(0, 1);
  const beside = state.own === null ? [] : longestFirst.filter((one) => isAnswering(state, one)).slice(0, 1);
  const turn = [...new Set([...due, ...next, ...beside])];
  return turn.length > 0 ? turn : longestFirst.slice(0, 1);
}

/** Whoever was asked before this is asked again, since the answer of another puts theirs in question. */
function turnedAt(state: State, now: EpochMs): EpochMs {
  const { own } = state;
  if (own === null) return lastFailureAt(state, now) - JUST_BEFORE_MS.doubted;
  const answers = Object.values(state.controls).filter(isGenuine);
  const startedAt = Math.max(0, ...answers.map(startOf));
  return startedAt - (now - own.since < YOUNG_MS ? JUST_BEFORE_MS.own : JUST_BEFORE_MS.long);
}

function isAnswering({ controls }: State, { id }: Target): boolean {
  const seen = controls[id];
  return seen !== undefined && isGenuine(seen);
}

function quickOf(state: State, target: Target): number {
  if (!isAnswering(state, target)) return state.own === null ? CONTROL_TIMEOUT_MS : QUICK_MS;
  const usual = (state.controls[target.id]?.tookMs ?? 0) * QUICK_FACTOR;
  return Math.min(CONTROL_TIMEOUT_MS, Math.max(QUICK_MS, usual));
}

/** When it is the next control's turn. */
function turnAt({ controlsAsked }: State, maxAgeMs: number): EpochMs {
  return lastAskedAt(controlsAsked) + maxAgeMs / Math.max(1, Object.keys(controlsAsked).length);
}

/** When any control was asked last; 0 when none was yet. */
function lastAskedAt(controlsAsked: State['controlsAsked']): EpochMs {
  return Math.max(0, ...Object.values(controlsAsked));
}

/** Gives when the next control is due while an outage or a fault of one's own goes on; null when none is to be waited for. */
export function nextControlAt(state: State, watched: readonly Watched[], now: EpochMs): EpochMs | null {
  const round = inTurnOf(state, { now, watched });
  const since = state.own?.since ?? Math.min(...troubledSince(state, watched));
  if (round === null || now - since > ROUNDS_FOR_MS) return null;
  return turnAt(state, round.maxAgeMs);
}

function troubledSince({ services }: State, watched: readonly Watched[]): EpochMs[] {
  return watched.flatMap(({ id }) => services[id]?.failingSince ?? []);
}

/** A block belongs to a network: while one is known, one control tells now and then whether this is still it. */
function networkAsks(state: State, { now, controls, watched }: PlanContext): Ask[] {
  const settled = watched.some((one) => {
    const service = state.services[one.id];
    return service !== undefined && isSettledBlock(service, now);
  });
  const { network } = state;
  if (!settled || network === null || now - network.at < NETWORK_MS) return [];
  return controls
    .filter(({ id }) => id === network.by && now - (state.controlsAsked[id] ?? 0) >= NETWORK_MS)
    .map((target) => ({ kind: 'control', target, timeoutMs: CONTROL_TIMEOUT_MS }));
}

/** Whether the computer has just woken or its network has just changed, and no control has been asked since. */
export function isArriving(state: State, now: EpochMs): boolean {
  const arrivedAt = Math.max(state.wokeAt ?? 0, state.networkChangedAt ?? 0);
  return now - arrivedAt < ARRIVAL_MS && lastAskedAt(state.controlsAsked) < arrivedAt;
}

/** When the newest run of failures began that still goes on, or took on another face: errors, say, and now silence. */
function newestTroubleAt(state: State, { watched }: PlanContext): EpochMs {
  const starts = watched.map(({ id }) => {
    const run = runOf(state.services[id]?.samples ?? [], isBad);
    const last = run.at(-1);
    const turn = run.findLast((one) => (one.status === null) !== (last?.status === null));
    return run[turn === undefined ? 0 : run.indexOf(turn) + 1]?.at ?? 0;
  });
  return Math.max(0, ...starts);
}

/** Null when nobody needs the controls. */
function roundOf(state: State, context: PlanContext): Round | null {
  const { now, watched, waiting, online } = context;
  const all = (maxAgeMs: number): Round => ({ maxAgeMs, inTurn: false });
  if (watched.length === 0) return null;
  if (isArriving(state, now)) return all(0);
  if (waiting === true) return { maxAgeMs: CONTROLS_MS, inTurn: inTurnOf(state, context) !== null };
  if (state.own === null && !isDoubted(state, context)) return null;
  if (isOwnDoubtful(state, context)) return all(0);
  // The browser says that there is no network, or one again: seen to be so at once, even in the middle of an outage.
  const { own } = state;
  if (own === null ? online === false : own.verdict.name === 'device_offline' && online === true)
    return all(OFFLINE_MS);
  return inTurnOf(state, context) ?? all(CONTROLS_MS);
}

/** Something fails, or answers as nobody expected. */
function isDoubted({ services }: State, { now, watched }: Pick<PlanContext, 'now' | 'watched'>): boolean {
  return watched.some(({ id }) => {
    const service = services[id];
    const last = lastTelling(service?.samples ?? []);
    if (service !== undefined && isInsisted(service, now)) return true;
    if (last === undefined || now - last.at > FRESH_MS) return false;
    return isBad(last.symptom) || last.symptom === 'elsewhere' || last.symptom === 'slow';
  });
}

/** One's own fault is known, or every doubt is a confirmed outage: then one control is asked after the other. */
function inTurnOf(state: State, context: Pick<PlanContext, 'now' | 'watched'>): Round | null {
  if (state.own !== null) return { maxAgeMs: LONE_ROUND_MS, inTurn: true };
  if (!isDoubted(state, context)) return null;
  const services = context.watched.flatMap(({ id }) => state.services[id] ?? []);
  const doubted = services.filter(({ failingSince }) => failingSince !== null);
  if (doubted.length === 0 || !doubted.every(({ inIncident }) => inIncident)) return null;
  return { maxAgeMs: services.length > doubted.length ? ROUND_MS : LONE_ROUND_MS, inTurn: true };
}

/** A favourite answers while a fault of one's own is believed: the controls are asked again at once. */
function isOwnDoubtful({ own, services, controlsAsked }: State, { watched }: PlanContext): boolean {
  const askedAt = lastAskedAt(controlsAsked);
  return (
    own !== null &&
    watched.some((one) => {
      const last = lastTelling(services[one.id]?.samples ?? []);
      return last?.symptom === 'answers' && last.at > askedAt;
    })
  );
}
