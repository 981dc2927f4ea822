/** Judges situations that people corrected (from a backup) or that were recorded, through the product's own judge. */
import * as v from 'valibot';
import type { Case } from '@/utils/diagnosis/case';
import { judge } from '@/utils/diagnosis/judge';
import { evidenceOfCase } from '../unit/read-case';

const caseSchema = v.looseObject({
  about: v.string(),
  verdict: v.string(),
  here: v.array(v.string()),
  says: v.optional(v.picklist(['works', 'fails'])),
});
const fileSchema = v.union([
  v.pipe(
    v.object({ history: v.object({ corrections: v.array(caseSchema) }) }),
    v.transform(({ history }) => history.corrections),
  ),
  v.pipe(
    v.object({ corrections: v.array(caseSchema) }),
    v.transform(({ corrections }) => corrections),
  ),
  v.array(caseSchema),
]);

export interface JudgedCase {
  about: string;
  /** What the person said, or null where the file says what is right. */
  says: string | null;
  /** What was shown then, or what is recorded as right. */
  was: string;
  verdict: string;
  rule: string;
  /** Whether the verdict now is what the person, or the record, says. */
  agrees: boolean;
}

/** Reads the cases of a file; null when it holds none, as a file of scenarios does. */
export function casesIn(value: unknown): readonly v.InferOutput<typeof caseSchema>[] | null {
  const parsed = v.safeParse(fileSchema, value);
  return parsed.success ? parsed.output : null;
}

/** Judges each case anew. */
export function judgedCases(cases: readonly v.InferOutput<typeof caseSchema>[]): JudgedCase[] {
  return cases.map((one) => {
    const { name, rule, scope } = judge(evidenceOfCase(one as unknown as Case)).verdict;
    const says = one.says ?? null;
    const blamed = scope !== 'none' && scope !== 'unknown';
    const agrees = says === null ? name === one.verdict : blamed === (says === 'fails');
    return { about: one.about, says, was: one.verdict, verdict: name, rule, agrees };
  });
}
