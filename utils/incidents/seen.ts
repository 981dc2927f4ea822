/** A service as it may be shown now: the one source of rows, chain and headline. Pure. */
import { GOOD } from '@/utils/diagnosis/symptom';
import type { ServiceId } from '@/utils/model';
import { lastTelling, runOf } from './samples';
import { NO_VERDICT, type OwnFault, type ServiceState, type State } from './state';
import { isAwaited } from './waking';

/** One good answer may be luck. */
const GOOD_RUN = 2;

/** It recovers, or answers again and is not believed yet. */
export function isComingBack({ health, inIncident, samples }: ServiceState): boolean {
  if (health === 'recovering') return true;
  return inIncident && health === 'down' && runOf(samples, (one) => GOOD.has(one)).length >= GOOD_RUN;
}

/** Gives what may be shown of a service; undefined when it is not watched. */
export function asSeen(state: State, id: ServiceId): ServiceState | undefined {
  const { own, services } = state;
  const service = services[id];
  if (service === undefined) return undefined;
  if (isAwaited(state, service)) return unheard(service);
  if (own !== null) return underOwnFault(service, own);
  return isComingBack(service) ? { ...service, health: 'recovering' } : service;
}

/** What was known before the computer slept is claimed again once it is heard. */
function unheard(service: ServiceState): ServiceState {
  return { ...service, health: 'suspect', verdict: NO_VERDICT, inIncident: false, failingSince: null };
}

/** Nothing is known since one's own fault began, but of what has answered in spite of it. */
function underOwnFault(service: ServiceState, own: OwnFault): ServiceState {
  const last = lastTelling(service.samples);
  const asked = last !== undefined && last.at >= own.since;
  // A sign-in page that answers in the place of others looks like an answer where the browser hides what it was.
  const hidden = service.limited && own.verdict.name === 'captive_portal';
  if (asked && GOOD.has(last.symptom) && !hidden) return service;
  return { ...service, health: 'unknown', verdict: asked && !hidden ? own.verdict : NO_VERDICT };
}
