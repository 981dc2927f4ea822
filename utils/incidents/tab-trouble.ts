/** Counts how the background requests of a favourite's open page fare, until they tell something. Pure. */
import type { EpochMs, ServiceId } from '@/utils/model';

/** How one request ended: an answer, an error of the server, or none at all. */
export type Ending = 'answered' | 'broken' | 'unreached' | 'socket';

interface Count {
  /** Since the last answer. */
  failures: readonly { at: EpochMs; ending: Ending }[];
  /** Answers since the last failure, and when the first of them came. */
  good: number;
  goodSince: EpochMs;
  /** When a probe was last asked for, and when answers were last told. */
  askedAt: EpochMs;
  wellAt: EpochMs;
}

export type TabTrouble = Readonly<Record<ServiceId, Count>>;

/** What follows: a probe at once, with the failure as evidence unless that was told lately, or good answers that save one. */
export type Telling = 'evidence' | 'probe' | 'well' | null;

/** Failures further apart than this have nothing to do with each other. */
const WINDOW_MS = 10_000;
/** Errors of the server that make a burst, and requests that reached nobody. */
const BROKEN = 3;
const UNREACHED = 2;
const ASK_EVERY_MS = 30_000;
/** A page that keeps failing in part is evidence seldom: it must not look like a service that comes and goes. */
export const TELL_EVERY_MS = 360_000;
/** So many answers, over so long, are as good as a probe. */
const WELL = 3;
const WELL_OVER_MS = 5_000;
const WELL_EVERY_MS = 60_000;

const NOTHING: Count = { failures: [], good: 0, goodSince: 0, askedAt: 0, wellAt: 0 };

/** Takes one request into account. */
export function noteRequest(
  trouble: TabTrouble,
  service: ServiceId,
  ending: Ending,
  at: EpochMs,
): { trouble: TabTrouble; telling: Telling } {
  const count = trouble[service] ?? NOTHING;
  const [next, telling] = ending === 'answered' ? onAnswer(count, at) : onFailure(count, ending, at);
  return { trouble: next === count ? trouble : { ...trouble, [service]: next }, telling };
}

function onAnswer(count: Count, at: EpochMs): [Count, Telling] {
  const goodSince = count.good === 0 ? at : count.goodSince;
  const next = { ...count, failures: [], good: count.good + 1, goodSince };
  const isSteady = next.good >= WELL && at - goodSince >= WELL_OVER_MS;
  if (!isSteady || at - count.wellAt < WELL_EVERY_MS) return [next, null];
  return [{ ...next, wellAt: at, good: 0 }, 'well'];
}

function onFailure(count: Count, ending: Ending, at: EpochMs): [Count, Telling] {
  const failures = [...count.failures.filter((one) => at - one.at < WINDOW_MS), { at, ending }].slice(
    -BROKEN,
  );
  const next = { ...count, failures, good: 0 };
  if (at - count.askedAt < ASK_EVERY_MS) return [next, null];
  if (!isTrouble(failures)) return ending === 'socket' ? [{ ...next, askedAt: at }, 'probe'] : [next, null];
  return [{ ...next, askedAt: at }, 'evidence'];
}

/** A socket that breaks says nothing of its own: networks change, and laptops wake. */
function isTrouble(failures: Count['failures']): boolean {
  const requests = failures.filter((one) => one.ending !== 'socket');
  return (
    requests.length >= BROKEN || requests.filter((one) => one.ending === 'unreached').length >= UNREACHED
  );
}
