/** Who keeps a service away, as far as the facts tell. Pure. */
import type { Verdict } from '@/utils/model';

/** A link of the chain that can keep a service away on this side. */
export type Wall = 'you' | 'addresses' | 'provider';

/**
 * Names it; null where it lies between here and there, in this network or at the internet provider, and nobody can say
 * in which. What others nearby do not reach either is no matter of this network.
 */
export function wallOf({ rule, numbers }: Verdict): Wall | null {
  if (rule === 'stopped-by-rule') return 'you';
  if (rule === 'name-filtered') return 'addresses';
  return (numbers.nearFailing ?? 0) > 0 ? 'provider' : null;
}
