/** What each said last. Pure. */
import type { EpochMs } from '@/utils/model';

/** Keeps the latest of each; of two at one time the later in the list. Each stands where it was first heard. */
export function latestBy<T>(seen: readonly T[], keyOf: (one: T) => string, atOf: (one: T) => EpochMs): T[] {
  const latest = new Map<string, T>();
  for (const one of seen) {
    const before = latest.get(keyOf(one));
    if (before === undefined || atOf(before) <= atOf(one)) latest.set(keyOf(one), one);
  }
  return [...latest.values()];
}
