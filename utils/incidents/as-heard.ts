/** A service's own answers, without what a browser misnames. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Sample } from '@/utils/model';
import type { ServiceState } from './state';

/** What a resolver said so shortly before a failure speaks of it too. */
const RESOLVER_BEFORE_MS = 15_000;

/**
 * Gives the answers of a service as they may be shown. Firefox calls the silence of a server a name not found, the first time. Where its own resolver knew the name, and no
 * other denied it, that was no matter of names: it is shown as what it turned out to be.
 */
export function asHeard({ samples, resolvers }: ServiceState): readonly Sample[] {
  const isFound = (at: EpochMs) =>
    resolvers.some((seen) => seen.resolver === 'system' && seen.answer === 'address' && seen.at >= at) &&
    resolvers.every((seen) => seen.answer === 'address' || seen.at < at - RESOLVER_BEFORE_MS);
  return samples.map((sample, index) => {
    if (sample.symptom !== 'dns' || !isFound(sample.at)) return sample;
    const next = samples.slice(index + 1).find(({ symptom }) => symptom !== 'void' && symptom !== 'dns');
    return { ...sample, symptom: next !== undefined && isBad(next.symptom) ? next.symptom : 'failed' };
  });
}
