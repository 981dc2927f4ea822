/** What to ask next, cheapest first: probes that are due, controls on trouble, then the agreed sources. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { Ask, EpochMs, Judgement, SourceChoices, Target, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isSettledBlock } from './doubt';
import { planOutside } from './plan-outside';
import { firstVantagesAt } from './plan-vantages';
import { isSlowed, restedInterval } from './resting';
import { lastTelling, runOf } from './samples';
import { dueAt, isUrgent } from './schedule';
import type { ServiceState, State } from './state';

/** Everything a plan depends on. `judged` holds the latest judgement of each service. */
export interface PlanContext {
  now: EpochMs;
  watched: readonly Watched[];
  judged: ReadonlyMap<string, Judgement>;
  sources: SourceChoices;
  controls: readonly Target[];
  /** navigator.onLine; null when not known. */
  online?: boolean | null;
  /** The browser can look past its own DNS cache and knows captive portals (Firefox). */
  systemDns: boolean;
  /** Asked whatever the time: "check now", or a page that failed to load. */
  wanted: ReadonlySet<string>;
  /** Services whose status pages are to be read anew; those that are wanted when missing. */
  reread?: ReadonlySet<string>;
  /** Somebody waits in front of a page that failed: the controls go out with the first probe, not after it. */
  waiting?: boolean;
}

const PROBE_TIMEOUT_MS = 8_000;
const BURST_TIMEOUT_MS = 6_000;
/** As long as a probe: on a saturated line controls must be seen to be slow, not silent. */
const CONTROL_TIMEOUT_MS = 8_000;
/** Controls are asked again after this long while something fails (docs/decisions.md, 4). */
const CONTROLS_MS = 25_000;
/** Once an outage is confirmed and other favourites answer, they are controls enough. */
const CONTROLS_IN_OUTAGE_MS = 60_000;
/** While a fault of one's own is young, its end is looked for this often. */
const OWN_MS = 10_000;
const OWN_FOR_MS = 600_000;
const OFFLINE_MS = 5_000;
const DOUBT_MS = 75_000;
const NETWORK_MS = 300_000;
/** A favourite asked this recently is not woken because another of its family fails. */
const WOKEN_MS = 10_000;
/** Nobody is asked twice within this, however often "check now" is clicked. */
const JUST_ASKED_MS = 1_000;
/** After a network change or waking, controls are asked before any favourite (docs/decisions.md, 2). */
const ARRIVAL_MS = 60_000;

/** Lists the questions to ask now; nothing that is already being asked is known here. */
export function planAsks(state: State, context: PlanContext): Ask[] {
  const controls = controlAsks(state, context);
  // On arrival at a network the controls come first: a portal would learn every favourite's name.
  const probes = isArriving(state, context.now) ? [] : probeAsks(state, context);
  const first = context.waiting === true ? [...probes, ...controls] : [...controls, ...probes];
  return [...first, ...planOutside(state, context)];
}

function controlAsks(state: State, context: PlanContext): Ask[] {
  const maxAgeMs = controlsMaxAge(state, context);
  if (maxAgeMs === null) return networkAsks(state, context);
  // What controls said before a failure began says nothing of whose side it is on.
  const since = Math.max(state.ownEndedAt ?? 0, newestTroubleAt(state, context));
  const due = context.controls.filter((target) => {
    const askedAt = state.controlsAsked[target.id] ?? 0;
    return context.now - askedAt >= maxAgeMs || askedAt < since;
  });
  // Not all find room at once: those that waited go first, or the same few would be asked for ever.
  const longestFirst = due.toSorted(
    (a, b) => (state.controlsAsked[a.id] ?? 0) - (state.controlsAsked[b.id] ?? 0),
  );
  const asks: Ask[] = longestFirst.map((target) => ({
    kind: 'control',
    target,
    timeoutMs: CONTROL_TIMEOUT_MS,
  }));
  return context.systemDns && due.length > 0 ? [...asks, { kind: 'portal-state' }] : asks;
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

function probeAsks(state: State, context: PlanContext): Ask[] {
  const slowed = isSlowed(state, context.watched);
  const due = context.watched.flatMap((one) => {
    const service = state.services[one.id];
    // Somebody waits for what was looked up.
    const rests = slowed && !(one.id in state.guests);
    const watched = rests ? { ...one, intervalMs: restedInterval(one.intervalMs) } : one;
    const isNow = service !== undefined && isDue(state, service, watched, context);
    return isNow ? [{ watched, service, dueAt: dueAt(service, watched.intervalMs) }] : [];
  });
  // Whoever waits longest first: where not all find room in one tick, nobody is left out of every tick.
  return due
    .sort((a, b) => a.dueAt - b.dueAt)
    .map(({ watched, service }): Ask => {
      const doubted = service.samples.some(
        (sample) => isBad(sample.symptom) && context.now - sample.at < DOUBT_MS,
      );
      const timeoutMs = doubted ? BURST_TIMEOUT_MS : PROBE_TIMEOUT_MS;
      return { kind: 'probe', service: watched.id, target: watched.target, timeoutMs };
    });
}

function isDue(state: State, service: ServiceState, watched: Watched, context: PlanContext): boolean {
  if (context.wanted.has(watched.id)) return !isJustAsked(service, context.now);
  if (dueAt(service, watched.intervalMs) <= context.now) return true;
  const lastAt = service.samples.at(-1)?.at ?? 0;
  if (context.now - lastAt < WOKEN_MS || isUrgent(service)) return false;
  return relativesOf(watched, context.watched).some((relative) => {
    const since = state.services[relative.id]?.failingSince ?? null;
    return since !== null && since > lastAt;
  });
}

/** A click after a click waits a moment. */
function isJustAsked({ samples }: ServiceState, now: EpochMs): boolean {
  return now - (samples.findLast((sample) => sample.how === 'probe')?.at ?? 0) < JUST_ASKED_MS;
}

/** Services of the same family: trouble at one wakes the others at once. */
function relativesOf(watched: Watched, all: readonly Watched[]): Watched[] {
  if (watched.family === null) return [];
  return all.filter((other) => other.id !== watched.id && other.family === watched.family);
}

/** Whether the computer has just woken or its network has just changed, and no control has been asked since. */
function isArriving(state: State, now: EpochMs): boolean {
  const arrivedAt = Math.max(state.wokeAt ?? 0, state.networkChangedAt ?? 0);
  const askedAt = Math.max(0, ...Object.values(state.controlsAsked));
  return now - arrivedAt < ARRIVAL_MS && askedAt < arrivedAt;
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

/** How old the controls' answers may be now; null when nobody needs them. */
function controlsMaxAge(state: State, context: PlanContext): number | null {
  if (context.watched.length === 0) return null;
  if (isArriving(state, context.now)) return 0;
  if (context.waiting === true) return CONTROLS_MS;
  const doubted = context.watched.some((watched) => {
    const service = state.services[watched.id];
    const last = lastTelling(service?.samples ?? []);
    if (service !== undefined && isInsisted(service, context.now)) return true;
    if (last === undefined || context.now - last.at > DOUBT_MS) return false;
    return isBad(last.symptom) || last.symptom === 'elsewhere' || last.symptom === 'slow';
  });
  if (!doubted && state.own === null) return null;
  if (isOwnDoubtful(state, context)) return 0;
  if (isOwnLooked(state, context.now)) return OWN_MS;
  // The browser says that there is no network: seen to be so at once, even in the middle of an outage.
  if (state.own === null && context.online === false) return OFFLINE_MS;
  return isSettledOutage(state, context) ? CONTROLS_IN_OUTAGE_MS : CONTROLS_MS;
}

function isOwnLooked({ own }: State, now: EpochMs): boolean {
  return own !== null && now - own.since < OWN_FOR_MS;
}

/** A favourite answers while a fault of one's own is believed: the controls are asked again at once. */
function isOwnDoubtful({ own, services, controlsAsked }: State, { watched }: PlanContext): boolean {
  const askedAt = Math.max(0, ...Object.values(controlsAsked));
  return (
    own !== null &&
    watched.some((one) => {
      const last = lastTelling(services[one.id]?.samples ?? []);
      return last?.symptom === 'answers' && last.at > askedAt;
    })
  );
}

/** Every doubt is a confirmed outage, and some other favourite answers. */
function isSettledOutage(state: State, context: PlanContext): boolean {
  const services = context.watched.flatMap((watched) => state.services[watched.id] ?? []);
  const doubted = services.filter((service) => service.failingSince !== null);
  return services.length > doubted.length && doubted.every((service) => service.inIncident);
}

/** Gives the time at which something urgent is due; null when only the usual intervals are. */
export function nextUrgentAt(
  state: State,
  watched: readonly Watched[],
  sources: Pick<SourceChoices, 'vantages'>,
  now: EpochMs,
): EpochMs | null {
  const times = watched.flatMap((one) => state.services[one.id]?.nextProbeAt ?? []);
  if (sources.vantages) {
    times.push(...state.measurements.map((measurement) => measurement.collectAt));
    // One that has come and was not asked waits for something else than time.
    times.push(...firstVantagesAt(state, watched).filter((at) => at > now));
  }
  if (isOwnLooked(state, now)) times.push(Math.max(0, ...Object.values(state.controlsAsked)) + OWN_MS);
  if (times.length === 0) return null;
  return Math.min(...times);
}
