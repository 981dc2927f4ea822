/** "What still works": others of its kind that answer now. Pure. */
import type { ServiceId, Watched } from '@/utils/model';
import { asSeen } from './seen';
import type { ServiceState, State } from './state';

const MOST = 4;

/** Lists watched services of the same category that answer now, by name; none while the service itself is well. */
export function stillWorking(state: State, one: Watched, watched: readonly Watched[]): ServiceId[] {
  const service = state.services[one.id];
  if (one.category === null || service === undefined || !isFailing(service)) return [];
  return watched
    .filter((other) => other.id !== one.id && other.category === one.category)
    .filter((other) => answers(asSeen(state, other.id)))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST)
    .map((other) => other.id);
}

function isFailing({ health, inIncident, failingSince }: ServiceState): boolean {
  if (health === 'up' || health === 'suspect') return false;
  return inIncident || failingSince !== null || health === 'blocked' || health === 'maintenance';
}

function answers(service: ServiceState | undefined): boolean {
  return service?.health === 'up' && service.samples.at(-1)?.symptom === 'answers';
}
