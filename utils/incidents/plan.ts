/** What to ask next, cheapest first: probes that are due, controls on trouble, then the agreed sources. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { Ask, EpochMs, Judgement, SourceChoices, Target, Watched } from '@/utils/model';
import { controlAsks, isArriving, nextControlAt } from './plan-controls';
import { planOutside } from './plan-outside';
import { firstVantagesAt } from './plan-vantages';
import { isSlowed, restedInterval } from './resting';
import { dueAt, isUrgent } from './schedule';
import { FRESH_MS, type ServiceState, type State } from './state';

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
/** A favourite asked this recently is not woken because another of its family fails. */
const WOKEN_MS = 10_000;
/** Nobody is asked twice within this, however often "check now" is clicked. */
const JUST_ASKED_MS = 1_000;

/** Lists the questions to ask now; nothing that is already being asked is known here. */
export function planAsks(state: State, context: PlanContext): Ask[] {
  const controls = controlAsks(state, context);
  // On arrival at a network the controls come first: a portal would learn every favourite's name.
  const probes = isArriving(state, context.now) ? [] : probeAsks(state, context);
  const first = context.waiting === true ? [...probes, ...controls] : [...controls, ...probes];
  return [...first, ...planOutside(state, context)];
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
        (sample) => isBad(sample.symptom) && context.now - sample.at < FRESH_MS,
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
  times.push(...[nextControlAt(state, watched, now)].filter((at) => at !== null));
  if (times.length === 0) return null;
  return Math.min(...times);
}
