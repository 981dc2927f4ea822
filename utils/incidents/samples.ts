/** Reading a service's latest samples: runs, mixtures, slowness. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Sample, Symptom } from '@/utils/model';
import { FRESH_MS } from './state';

/** Some fail and some do not: among this many of the latest samples, within `MIXED_MS`. */
const MIXED_WINDOW = 10;
const MIXED_MS = 330_000;
const MIXED_NEEDED = 3;
/** Places elsewhere see it too: two of our own are enough. */
const MIXED_NEEDED_ELSEWHERE = 2;
const MIXED_MOST = 0.8;
/** So many failures in a row are a fault that stays. */
const STEADY = 4;
/** Good answers for this long, so many at least, and what failed before is another matter. */
const APART_MS = 180_000;
const APART = 6;
const SLOW_WINDOW = 6;
const SLOW_NEEDED = 3;

/** Gives the latest sample that says anything. */
export function lastTelling(samples: readonly Sample[]): Sample | undefined {
  return samples.findLast((sample) => sample.symptom !== 'void');
}

/** Gives the unbroken run of samples, up to the newest, for which something holds. */
export function runOf(samples: readonly Sample[], holds: (symptom: Symptom) => boolean): Sample[] {
  const telling = samples.filter((sample) => sample.symptom !== 'void');
  return telling.slice(telling.findLastIndex((sample) => !holds(sample.symptom)) + 1);
}

/**
 * The end of a run that is still of one piece: after a pause longer than what counts as fresh it has begun anew, unless
 * the pause was asked for.
 */
export function unbroken(run: readonly Sample[]): Sample[] {
  const gap = run.findLastIndex((sample, index) => {
    const next = run[index + 1];
    return next !== undefined && sample.retryAfterMs === null && next.at - sample.at > FRESH_MS;
  });
  return run.slice(gap + 1);
}

/** Between a fifth and four fifths of the latest samples failed, three at least; two if it is seen elsewhere. */
export function isMixed(samples: readonly Sample[], now: EpochMs, seenElsewhere = false): boolean {
  const window = sinceApart(samples.filter((sample) => sample.symptom !== 'void'))
    .filter((sample) => sample.at > now - MIXED_MS)
    .slice(-MIXED_WINDOW);
  // Good answers from before the fault began do not make it a mixed one.
  const inside = window.slice(window.findIndex((sample) => isBad(sample.symptom)));
  const bad = inside.filter((sample) => isBad(sample.symptom)).length;
  const needed = seenElsewhere ? MIXED_NEEDED_ELSEWHERE : MIXED_NEEDED;
  return bad >= needed && bad / window.length <= MIXED_MOST && switchesIn(inside) >= 2;
}

/** What came after the last long run of good answers that is over: a fault that was over before it is none that comes and goes. */
function sinceApart(telling: readonly Sample[]): readonly Sample[] {
  let goodFrom: number | null = null;
  let from = 0;
  for (const [index, { symptom }] of telling.entries()) {
    if (!isBad(symptom)) {
      goodFrom ??= index;
      continue;
    }
    const first = goodFrom === null ? undefined : telling[goodFrom];
    const last = telling[index - 1];
    const long = first !== undefined && last !== undefined && last.at - first.at >= APART_MS;
    if (long && goodFrom !== null && index - goodFrom >= APART) from = index;
    goodFrom = null;
  }
  return telling.slice(from);
}

/** What was mixed fails steadily by now. */
export function isSteady(samples: readonly Sample[]): boolean {
  return runOf(samples, isBad).length >= STEADY;
}

/** When the last run of failures began, where it was not the only one lately; null otherwise. */
export function lastOfFits(samples: readonly Sample[], now: EpochMs): EpochMs | null {
  const starts = fitsOf(samples).filter((at) => at > now - MIXED_MS);
  return starts.length < 2 ? null : (starts.at(-1) ?? null);
}

/** How often the samples turn from bad to good or back. A plain outage that is over turns once. */
function switchesIn(samples: readonly Sample[]): number {
  return samples.filter((sample, index) => {
    const before = samples[index - 1];
    return before !== undefined && isBad(before.symptom) !== isBad(sample.symptom);
  }).length;
}

/** How many runs of failures began since then. */
export function fitsSince(samples: readonly Sample[], since: EpochMs): number {
  return fitsOf(samples).filter((at) => at > since).length;
}

function fitsOf(samples: readonly Sample[]): EpochMs[] {
  const telling = samples.filter((sample) => sample.symptom !== 'void');
  return telling.flatMap(({ symptom, at }, index) => {
    return isBad(symptom) && !isBad(telling[index - 1]?.symptom ?? 'answers') ? [at] : [];
  });
}

/** Three of the last six answers were slow. */
export function isSlow(samples: readonly Sample[]): boolean {
  return samples.slice(-SLOW_WINDOW).filter((sample) => sample.symptom === 'slow').length >= SLOW_NEEDED;
}
