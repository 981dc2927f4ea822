/** Which faults count on the badge and are told: the service's own. Pure. */
import { isPersonsWord } from '@/utils/diagnosis/sentence';
import { isDownUnexplained } from '@/utils/diagnosis/side';
import type { Verdict, VerdictName } from '@/utils/model';
import type { ServiceState } from './state';

const COUNTED: ReadonlySet<VerdictName> = new Set<VerdictName>([
  'service_down',
  'service_5xx',
  'dns_authoritative',
  'bgp_withdrawn',
  'cert_server',
  'shared_provider',
  'regional',
  'partial',
]);

/** Tells whether a verdict counts as a service that is really down: not where the person says that it works here. */
export function isCounted(verdict: Verdict): boolean {
  return COUNTED.has(verdict.name) && !isPersonsWord(verdict);
}

/** Tells whether it is known what is wrong: whose side it is on, or that it is the service's own fault. */
export function isDecided(verdict: Verdict): boolean {
  return verdict.scope !== 'unknown' || isCounted(verdict);
}

/** Tells whether nothing is known of a service but, where it is down, that it does not answer here. */
export function isUnexplained(service: Pick<ServiceState, 'health' | 'verdict'>): boolean {
  return isDownUnexplained(service) || (service.health === 'unknown' && service.verdict.scope === 'unknown');
}
