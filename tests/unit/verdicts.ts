/** Verdicts that tests speak about. */
import type { Verdict } from '@/utils/model';

/** Seen to be down in other places too. */
export const DOWN: Verdict = {
  name: 'service_down',
  scope: 'global',
  confidence: 'medium',
  rule: 'down-everywhere',
  numbers: {},
};
