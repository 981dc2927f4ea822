/**
 * Lives some weeks through the product's own pipe into its own log: nights asleep, outages, faults of one's own, and
 * an outage that is still going on. Gives the file that the product exports of it.
 */
import 'fake-indexeddb/auto';
import { rowsOf } from '@/entrypoints/background/rows';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { withWatched } from '@/utils/incidents/advance';
import { ERROR_OF } from '@/utils/incidents/evidence-lines';
import { emptyState } from '@/utils/incidents/initial-state';
import { usualPeriodOf } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import { noteTick } from '@/utils/incidents/waking';
import type { EpochMs, HttpObservation, Notice, Sample, Settings } from '@/utils/model';
import { compact } from '@/utils/store/compact';
import type { Write } from '@/utils/store/state';
import { commit } from '@/utils/store/state';
import { NAMES, STEP_MS, stepOf, type Trouble } from './play-scene';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A trouble that lasts this long is looked at once a minute. */
const LONG_MS = 10 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The computer is awake from the first to the second, UTC. */
const AWAKE = [5, 20] as const;
/** After a trouble the watch is followed this long as closely as in it. */
const AFTER_MS = 25 * 60_000;

/** Some trouble that came and went, or that is still there at the end. */
export interface Episode extends Trouble {
  to: EpochMs;
}

/** Lives from the first moment to the last, and keeps every step in the log. */
export async function live(
  settings: Settings,
  episodes: readonly Episode[],
  from: EpochMs,
  to: EpochMs,
): Promise<void> {
  const watched = watchedOf(settings, catalogue);
  let state = withWatched(
    emptyState(1),
    watched.map(({ id }) => id),
    from,
  );
  let held: Write | null = null;
  let day = Math.floor(from / DAY_MS);
  for (const at of momentsOf(settings, episodes, from, to)) {
    const before = state;
    const trouble = episodes.find((one) => at > one.from && at <= one.to) ?? null;
    const begun = noteTick(before, usualPeriodOf(before, watched), at);
    const { state: after, notices } = stepOf(begun, trouble, settings, at);
    state = { ...after, lastTickAt: at };
    const rows = rowsOf(stepRow(before, state, notices, settings, at), NAMES, true);
    held = held === null ? rows : joined(held, rows);
    if (rows.incidents.length > 0 || held.samples.length > SAMPLES_HELD) {
      await commit(held);
      held = null;
    }
    if (Math.floor(at / DAY_MS) === day) continue;
    day = Math.floor(at / DAY_MS);
    await compact(at, 'ever');
  }
  if (held !== null) await commit(held);
  await compact(to, 'ever');
}

const SAMPLES_HELD = 60;

function joined(one: Write, next: Write): Write {
  return { ...next, samples: [...one.samples, ...next.samples], gaps: [...one.gaps, ...next.gaps] };
}

/** Every step: at the chosen interval while all is well, closely in trouble, none in the night. */
function momentsOf(
  { intervalSeconds }: Settings,
  episodes: readonly Episode[],
  from: EpochMs,
  to: EpochMs,
): EpochMs[] {
  const moments: EpochMs[] = [];
  for (let at = from; at <= to; ) {
    const close = episodes.some((one) => at >= one.from - STEP_MS && at <= one.to + AFTER_MS);
    const hour = (at % DAY_MS) / HOUR_MS;
    if (close || (hour >= AWAKE[0] && hour < AWAKE[1])) moments.push(at);
    const long = episodes.some((one) => at > one.from + LONG_MS && at < one.to - STEP_MS);
    const next = at + (close ? (long ? MINUTE_MS : STEP_MS) : intervalSeconds * 1_000);
    const coming = Math.min(...episodes.map((one) => one.from).filter((begin) => begin > at));
    at = Math.min(next, coming);
  }
  return moments;
}

function stepRow(before: State, state: State, notices: readonly Notice[], settings: Settings, now: EpochMs) {
  const seen = Object.values(state.services).flatMap(({ id, samples }): HttpObservation[] => {
    const last = samples.at(-1);
    return last === undefined || last.at !== now ? [] : [observationOf(id, last)];
  });
  return { before, state, seen, notices, settings, watched: watchedOf(settings, catalogue), guests: [], now };
}

/** The answer behind a sample. */
function observationOf(
  target: string,
  { at, symptom, tookMs, status, retryAfterMs }: Sample,
): HttpObservation {
  const isAnswer = status !== null || symptom === 'slow' || symptom === 'answers';
  const failure = symptom === 'timeout' ? 'tcp.timed_out' : (ERROR_OF[symptom] ?? null);
  const errorType = isAnswer ? null : failure;
  return {
    source: 'probe',
    target,
    at,
    outcome: errorType === null ? 'ok' : 'failed',
    tookMs: errorType === null ? tookMs : null,
    errorType,
    status: errorType === null ? (status ?? 200) : null,
    landed: errorType === null ? 'same' : null,
    genuine: null,
    retryAfterMs,
    serverDate: null,
    ip: null,
    limited: false,
  };
}
