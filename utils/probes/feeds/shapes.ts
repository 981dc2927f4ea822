/** Valibot pieces that the readers share: strict about what decides, lenient about what only decorates. Pure. */

import * as v from 'valibot';

/** Text, or null for anything else. */
export const softText = v.fallback(v.nullable(v.string()), null);

/** Text or number, or null for anything else. */
export const softTime = v.fallback(v.nullable(v.union([v.string(), v.number()])), null);

/** True only when it says so. */
export const softFlag = v.fallback(v.boolean(), false);

/** A text, also where the page translates it: `{ default: "…" }`. */
export const softName = v.fallback(
  v.nullable(
    v.union([
      v.string(),
      v.pipe(
        v.object({ default: v.string() }),
        v.transform((each) => each.default),
      ),
    ]),
  ),
  null,
);

/**
 * A list whose odd members are left out.
 * When most members are odd the page has changed its shape, and reading it as empty would call it healthy: it fails.
 */
export function listOf<T extends v.GenericSchema>(member: T) {
  return v.pipe(
    v.array(v.unknown()),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const good = dataset.value.flatMap((each) => {
        const parsed = v.safeParse(member, each);
        return parsed.success ? [parsed.output] : [];
      });
      if (good.length * 2 >= dataset.value.length) return good;
      addIssue({ message: 'most members are of another shape' });
      return NEVER;
    }),
  );
}

/** The same, empty when absent or not a list: for what only decorates. */
export function softList<T extends v.GenericSchema>(member: T) {
  return v.fallback(listOf(member), []);
}

/** Parses, or null. */
export function parsed<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> | null {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
