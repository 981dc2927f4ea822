/** Fifty favourites asked every minute, through the product's own log, in simulated time. */
import type { SampleRow } from '@/utils/model';
import { compact } from '@/utils/store/compact';
import type { IncidentRow } from '@/utils/store/rows';
import { commit } from '@/utils/store/state';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const START = Date.UTC(2025, 0, 1);
export const SERVICES = Array.from({ length: 50 }, (_, index) => `service-${index}.example`);

/** Chance that is the same in every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What one minute's checks of one service amount to: a latency of its own that wanders, and now and then a failure. */
export function answerOf(index: number, at: number, random: () => number): SampleRow {
  const spread = 1 + 0.5 * random() + (random() < 0.02 ? 3 * random() : 0);
  const daily = 1 + 0.3 * Math.sin((at / DAY) * 2 * Math.PI);
  const outage = (Math.floor(at / (40 * MINUTE)) * 2_654_435_761 + index * 40_503) % 1_500 === 0;
  const failed = outage || random() < 0.0005;
  return {
    service: SERVICES[index] ?? '',
    at,
    outcome: failed ? 'down' : 'up',
    latencyMs: failed ? null : (40 + 9 * index) * spread * daily,
    kind: failed ? (outage ? '5xx' : 'timeout') : null,
    how: 'probe',
  };
}

const NO_STATE = { version: 1, services: {} };

/** Lives so many hours after `start`, each one transaction, and lets the product tidy up after each. */
export async function live(
  fromHour: number,
  hours: number,
  random: () => number,
  start: number = START,
): Promise<void> {
  for (let hour = fromHour; hour < fromHour + hours; hour += 1) {
    const from = start + hour * HOUR;
    const samples: SampleRow[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      for (let index = 0; index < SERVICES.length; index += 1) {
        samples.push(answerOf(index, from + minute * MINUTE + index * 500, random));
      }
    }
    const at = from + HOUR - 1;
    await commit({
      at,
      state: NO_STATE,
      samples,
      incidents: hour % HOURS_PER_INCIDENT === 0 ? [incidentAt(from, random)] : [],
      gaps: [],
      durable: false,
    });
    await compact(at + 15 * MINUTE, 'ever');
  }
}

/** Some two hundred a year. */
const HOURS_PER_INCIDENT = 44;

/** One that lasted an hour, with evidence. */
function incidentAt(openedAt: number, random: () => number): IncidentRow {
  const service = SERVICES[Math.floor(random() * SERVICES.length)] ?? '';
  const line = {
    source: 'vantage',
    who: 'Paris, FR',
    said: { kind: 'timeout' },
    at: openedAt,
    place: { country: 'FR', city: 'Paris', latitude: 48.9, longitude: 2.4 },
  } as const;
  return {
    id: `${service}-${openedAt}`,
    shared: null,
    members: [{ service, since: openedAt, restoredAt: openedAt + HOUR, verdict: 'service_5xx' }],
    openedAt,
    closedAt: openedAt + HOUR,
    scope: 'global',
    verdict: {
      name: 'service_5xx',
      scope: 'global',
      confidence: 'high',
      rule: 'errors-everywhere',
      numbers: {},
    },
    phases: [{ at: openedAt, verdict: 'service_5xx' }],
    toldAt: openedAt,
    notices: [{ at: openedAt, kind: 'opened' }],
    evidence: [{ at: openedAt, service, lines: Array.from({ length: 20 }, () => line) }],
  };
}

/** What one more tick costs: fifty answers, ten at a time as they arrive, and the tidying. In ms, the median. */
export async function tickCost(fromHour: number, random: () => number): Promise<number> {
  const costs: number[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    const at = START + fromHour * HOUR + minute * MINUTE;
    const began = performance.now();
    for (let first = 0; first < SERVICES.length; first += 10) {
      const samples = Array.from({ length: 10 }, (_, index) => answerOf(first + index, at, random));
      await commit({ at, state: NO_STATE, samples, incidents: [], gaps: [], durable: false });
    }
    await compact(at, 'ever');
    costs.push(performance.now() - began);
  }
  return costs.sort((a, b) => a - b)[30] ?? 0;
}

/** The median of so many runs, in ms. */
export async function timeOf(work: () => Promise<unknown>, runs = 7): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
