/** What is known before anything was asked. Pure. */
import type { EpochMs, ServiceId } from '@/utils/model';
import { NO_VERDICT, NOTHING_USUAL, type ServiceState, type State } from './state';

/** Gives the state of a fresh install. `salt` is any random number. */
export function emptyState(salt: number): State {
  return {
    version: 1,
    salt,
    services: {},
    controls: {},
    controlsAsked: {},
    own: null,
    ownEndedAt: null,
    portal: null,
    incidents: [],
    measurements: [],
    vantageTests: [],
    backOff: {},
    feeds: {},
    ownNetwork: null,
    ownNetworkAsked: null,
    network: null,
    blocks: {},
    guests: {},
    wishes: {},
    mutes: {},
    overnight: [],
    rests: [],
    lastTickAt: null,
    wokeAt: null,
    networkChangedAt: null,
  };
}

/** Gives the state of a service that was never asked: due at once. */
export function newService(id: ServiceId, now: EpochMs): ServiceState {
  return {
    id,
    health: 'unknown',
    healthAt: now,
    verdict: NO_VERDICT,
    basis: { knowledge: 0, places: false, symptom: null, at: now },
    held: null,
    before: null,
    failingSince: null,
    goodSince: null,
    confirmedAt: [],
    inIncident: false,
    samples: [],
    usual: NOTHING_USUAL,
    resolvers: [],
    report: null,
    vantages: [],
    routing: [],
    asked: {},
    nextProbeAt: now,
    limited: false,
    bars: [],
    lastAnswerAt: null,
    said: null,
    insistedAt: null,
    blockedSince: null,
    visits: null,
  };
}
