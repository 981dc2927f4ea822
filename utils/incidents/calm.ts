/** Is nothing going on, so that nothing can be said before there are new answers? Pure. */
import type { ServiceState, State } from './state';

/** Enough of the latest samples to see that nothing is going on. */
const LOOK_BACK = 12;

/** Tells whether a service is fine and has been. */
export function isPlainlyWell(service: ServiceState): boolean {
  if (service.health !== 'up' || service.verdict.name !== 'ok' || service.inIncident) return false;
  if (service.report !== null && service.report.indicator !== 'none') return false;
  return service.samples.slice(-LOOK_BACK).every((sample) => sample.symptom === 'answers');
}

/** Tells whether everything is, and was watched without a break since the step before. */
export function isCalm(before: State, state: State): boolean {
  return (
    state.own === null &&
    state.wokeAt === before.wokeAt &&
    state.incidents.every(({ closedAt }) => closedAt !== null) &&
    Object.values(state.services).every(isPlainlyWell)
  );
}
