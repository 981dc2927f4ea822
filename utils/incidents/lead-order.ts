/** Which trouble leads where several hold. Pure. */

import { isOwnLine } from '@/utils/diagnosis/side';
import { blockOf, isBlocked } from './blocks';
import { isSaidToWork } from './correct';
import { isCounted, isUnexplained } from './counted';
import type { ServiceState, State } from './state';

/** Worst first. The first kind that holds leads. */
export const ORDER: readonly ((service: ServiceState, state: State) => boolean)[] = [
  (service) => service.inIncident && isCounted(service.verdict) && service.verdict.scope === 'global',
  (service) => service.inIncident && service.verdict.scope === 'region',
  (service) => service.inIncident && isCounted(service.verdict) && service.verdict.scope === 'unknown',
  (service) => service.inIncident && service.verdict.scope === 'provider',
  (service) => service.inIncident && isOwnLine(service.verdict.scope),
  (service) => service.inIncident && service.health === 'recovering' && !isSaidToWork(service),
  (service) => isUndecided(service),
  (service) => service.health === 'maintenance',
  (service) => service.health === 'degraded' || service.verdict.name === 'degraded_slow',
  (service) => service.verdict.name === 'local_slow',
  (service, state) => isBlocked(service) && !isKnownBlock(service, state),
  (service) => service.verdict.name === 'blocked_extension' && service.health === 'blocked',
  (service) => service.verdict.name === 'feature_down',
];

/** "OK, I know": it is no news any more. */
export function isKnownBlock(service: ServiceState, state: State): boolean {
  return isBlocked(service) && blockOf(state, service.id)?.acknowledged === true;
}

function isUndecided(service: ServiceState): boolean {
  if (isSaidToWork(service)) return false;
  return service.failingSince !== null && isUnexplained(service);
}
