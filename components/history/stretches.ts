/** Stretches of time: joining them, and what is left of some when others are taken out. Pure. */
import type { EpochMs } from '@/utils/model';

export interface Stretch {
  from: EpochMs;
  to: EpochMs;
}

/** Makes stretches of points in order; those no further apart than is given, or than half a point, are one. */
export function joined(
  points: readonly { from: EpochMs; spanMs: number }[],
  end: EpochMs,
  joinMs = 0,
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { from, spanMs } of points) {
    const last = stretches.at(-1);
    const to = Math.min(from + spanMs, end);
    if (last !== undefined && from - last.to <= Math.max(joinMs, spanMs / 2)) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

/** Joins stretches that touch. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Takes others out of stretches. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return others.reduce<Stretch[]>(
    (left, other) =>
      left.flatMap((one) =>
        other.to <= one.from || other.from >= one.to
          ? [one]
          : [
              { from: one.from, to: other.from },
              { from: other.to, to: one.to },
            ].filter(({ from, to }) => to > from),
      ),
    [...stretches],
  );
}

/** Adds up how long they are; they must not overlap. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}
