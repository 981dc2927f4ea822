/** Reads a state back from disk, if it is one. Pure. */
import { emptyState, newService, type ServiceState, type State } from './state';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Accepts a stored state. Missing parts get their first values, so that a state of an earlier version is read too;
 * null when it is not a state at all.
 */
export function stateOf(value: unknown): State | null {
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.services)) return null;
  const empty = emptyState(typeof value.salt === 'number' ? value.salt : 0);
  const services: Record<string, ServiceState> = {};
  for (const [id, service] of Object.entries(value.services)) {
    if (isRecord(service) && Array.isArray(service.samples)) {
      services[id] = { ...newService(id, 0), ...(service as Partial<ServiceState>) };
    }
  }
  const records = ['guests', 'wishes', 'mutes', 'blocks'] as const;
  const readable = Object.fromEntries(
    records.map((name) => [name, isRecord(value[name]) ? value[name] : {}]),
  );
  const lists = ['incidents', 'measurements', 'vantageTests', 'overnight', 'rests'] as const;
  const state: State = { ...empty, ...(value as Partial<State>), ...readable, services };
  return lists.every((name) => Array.isArray(state[name])) ? state : { ...empty, services };
}
