/** What an incident was called at one time, as it was told then. Pure. */
import type { Phase, Verdict } from '@/utils/model';
import { incidentLine } from './explain-lead';
import type { Tongue } from './locale';

/**
 * Says it. `last`: what it was called in the end, whose numbers hold for the same fault only; an older log remembers of
 * an earlier one no more than its name.
 */
export function phaseLine(phase: Phase, last: Verdict, names: readonly string[], tongue: Tongue): string {
  const { verdict: name, rule, everyone } = phase;
  if (rule === undefined && name === last.name) return incidentLine(last, names, tongue, false);
  const then: Verdict = {
    ...last,
    name,
    confidence: 'medium',
    numbers: name === last.name ? last.numbers : {},
    ...(rule !== undefined && { rule }),
  };
  return incidentLine(then, names, tongue, false, null, everyone === true);
}
