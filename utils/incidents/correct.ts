/** "Not what you see?": what a person says of a service, taken at their word. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Sample, ServiceId, Verdict } from '@/utils/model';
import { lastTelling } from './samples';
import { ended } from './shown';
import type { ServiceState, State } from './state';

/** Their word holds this long against the same failure. */
const HOLDS_MS = 3_600_000;
/** Everybody is asked about a service that is said to fail, for this long, whatever its probe says. */
const INSISTED_MS = 60_000;

/** What our own question gets wrong, if the person is right: it works, and our address does not. */
export const CONTRADICTED: Verdict = {
  name: 'probe_broken',
  scope: 'unknown',
  confidence: 'low',
  rule: 'said-to-work',
  numbers: {},
};

/** "It works for me": what is going on is over here, and the same failure opens nothing for a while. */
export function saidToWork(state: State, id: ServiceId, now: EpochMs): State {
  return withSaid(state, id, (service) => {
    const failure = lastTelling(service.samples)?.symptom ?? null;
    const well = ended({ ...service, held: null, verdict: CONTRADICTED, health: 'up', healthAt: now });
    return {
      ...well,
      samples: [...service.samples, sampleOf('answers', now)],
      lastAnswerAt: now,
      said: failure !== null && isBad(failure) ? { at: now, against: failure } : null,
    };
  });
}

/** "It fails for me": a failed visit of the person, and reason to ask everybody at once. */
export function saidToFail(state: State, id: ServiceId, now: EpochMs): State {
  return withSaid(state, id, (service) => ({
    ...service,
    samples: [...service.samples, sampleOf('failed', now)],
    failingSince: service.failingSince ?? now,
    nextProbeAt: now,
    said: null,
    insistedAt: now,
  }));
}

function withSaid(state: State, id: ServiceId, change: (service: ServiceState) => ServiceState): State {
  const service = state.services[id];
  return service === undefined ? state : { ...state, services: { ...state.services, [id]: change(service) } };
}

function sampleOf(symptom: Sample['symptom'], at: EpochMs): Sample {
  return { at, symptom, tookMs: null, status: null, how: 'page-load', retryAfterMs: null };
}

/** Whether the person said that it works, and it still fails in the way it did then. */
export function isContradicted({ said, samples }: ServiceState, now: EpochMs): boolean {
  if (said === null || now - said.at > HOLDS_MS) return false;
  const since = samples.filter((sample) => sample.at > said.at && sample.symptom !== 'void');
  return since.every((sample) => sample.symptom === said.against && sample.how === 'probe');
}

/** Whether the person has just said that it fails. */
export function isInsisted({ insistedAt }: ServiceState, now: EpochMs): boolean {
  return insistedAt !== null && now - insistedAt < INSISTED_MS;
}
