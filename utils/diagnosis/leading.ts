/** The answer that speaks for how a service fails now. Pure. */
import type { Evidence, Symptom } from '@/utils/model';
import { GOOD, isBad, SOFT } from './symptom';

/** Undefined when nothing was asked yet. */
export type Leading = Evidence['samples'][number] | undefined;

/** A name that is found again says nothing about a failure from before: the service must have failed since. */
const RESOLVER_AHEAD_MS = 15_000;

/** Leaves out what resolvers said too late or too early to explain the failure. */
export function resolversInTime({ resolvers, samples }: Evidence): Evidence['resolvers'] {
  const lastAt = samples.at(-1)?.at ?? 0;
  // That it was found before it was lost here says nothing either.
  const lostAt = samples[samples.findLastIndex(({ symptom }) => symptom !== 'dns') + 1]?.at ?? 0;
  return resolvers.filter((seen) => seen.at - lastAt <= RESOLVER_AHEAD_MS && seen.at >= lostAt);
}

/** Gives it. Where the browser hides why it failed, its own resolver tells whether the name was the reason. */
export function namedSample(evidence: Evidence): Leading {
  const leading = leadingSample(evidence);
  const own = resolversInTime(evidence).findLast((seen) => seen.resolver === 'system');
  const isNameless = own !== undefined && own.outcome === 'failed' && own.answer === null;
  return leading?.symptom === 'failed' && isNameless ? { ...leading, symptom: 'dns' } : leading;
}

const TURNS: ReadonlySet<Symptom> = new Set<Symptom>(['5xx', 'timeout', 'reset', 'refused']);

/**
 * What fails in two ways by turns is called by the one that is seen more since it began, and not by chance of the last
 * minute. A fault that turned from one way to the other for good is no such thing, nor is one of names: a name that is
 * found again says nothing about a failure from before.
 */
function leadingSample(evidence: Evidence): Leading {
  const leading = freshLeading(evidence);
  if (leading === undefined || !TURNS.has(leading.symptom)) return leading;
  const course = (evidence.course ?? []).filter(({ symptom }) => TURNS.has(symptom));
  const main = mostSeen(course);
  const first = course.findIndex(({ symptom }) => symptom === leading.symptom);
  const byTurns = main !== undefined && first >= 0 && course.lastIndexOf(main) > first;
  return byTurns ? main : leading;
}

/** The latest of those that are seen most. */
function mostSeen(samples: Evidence['samples']): Leading {
  const counts = new Map<Symptom, number>();
  for (const { symptom } of samples) counts.set(symptom, (counts.get(symptom) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return samples.findLast(({ symptom }) => counts.get(symptom) === most);
}

/** The failure seen most among the fresh samples, the later one on a tie; the last answer when none failed. */
function freshLeading({ samples }: Evidence): Leading {
  const telling = samples.filter((sample) => sample.symptom !== 'void');
  const last = telling.at(-1);
  const bad = telling.filter((sample) => isBad(sample.symptom));
  const soft = telling.filter((sample) => SOFT.has(sample.symptom));
  const pool = bad.length > 0 ? bad : soft.length > 0 && !GOOD.has(last?.symptom ?? 'answers') ? soft : [];
  if (pool.length === 0) return slowOrLast(telling);
  return mostSeen(pool);
}

function slowOrLast(telling: Evidence['samples']): Leading {
  const slow = telling.filter((sample) => sample.symptom === 'slow');
  return slow.length * 2 >= telling.length ? (slow.at(-1) ?? telling.at(-1)) : telling.at(-1);
}
