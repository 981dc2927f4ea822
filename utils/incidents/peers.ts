/** The other favourites as a control group. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Peers, Sample, ServiceId, Watched } from '@/utils/model';
import { lastTelling } from './samples';
import type { ServiceState, State } from './state';

/** Favourites are asked at their own pace: one seen within this many intervals still counts. */
export const INTERVALS = 1.5;
const AT_LEAST_MS = 90_000;

/** Counts how the other favourites fare, apart by what they share with this one. */
export function peersOf(state: State, id: ServiceId, watched: readonly Watched[], now: EpochMs): Peers {
  const self = watched.find((one) => one.id === id);
  const peers = watched.flatMap((other) => {
    const last = lastTelling(state.services[other.id]?.samples ?? []);
    // What is private fails and shows certificates for reasons of its own: no evidence about anything else.
    if (self === undefined || other.id === id || other.isPrivate || last === undefined) return [];
    if (now - last.at > Math.max(AT_LEAST_MS, other.intervalMs * INTERVALS)) return [];
    const cloud = self.family === null || self.family !== other.family;
    return [
      { other, shared: sharedOf(self, other), cloud, last, fails: doesFail(state.services[other.id], last) },
    ];
  });
  const siblings = peers.filter((peer) => peer.shared !== null);
  const unrelated = peers.filter((peer) => peer.shared === null);
  const failing = siblings.filter((peer) => peer.fails);
  return {
    siblingsFailing: failing.length,
    siblings: siblings.length,
    unrelatedFailing: unrelated.filter((peer) => peer.fails).length,
    unrelated: unrelated.length,
    unrelatedDns: unrelated.filter((peer) => peer.last.symptom === 'dns').length,
    untrusted: peers.filter((peer) => isUntrusted(peer.last)).length,
    shared: cloudUnder(
      self?.clouds ?? [],
      failing.filter((peer) => peer.cloud).map(({ other }) => other),
      peers.filter((peer) => !peer.fails).map(({ other }) => other),
    ),
  };
}

/** It fails, or is known to come and go and answers at the moment. */
function doesFail(service: ServiceState | undefined, { symptom }: Sample): boolean {
  return isBad(symptom) || (service?.inIncident === true && service.health === 'degraded');
}

function isUntrusted({ symptom }: Sample): boolean {
  return symptom === 'cert_authority' || symptom === 'cert_name';
}

/** Names what all of these stand on: their family, or the cloud under most of them. Null when it is nothing. */
export function groundOf(failing: readonly Watched[], others: readonly Watched[]): string | null {
  const family = failing[0]?.family ?? null;
  if (family !== null && failing.every((one) => one.family === family)) {
    return failing[0]?.familyName ?? family;
  }
  const clouds = new Set(failing.flatMap((one) => one.clouds));
  const shared = [...clouds].filter((cloud) => standingOn(cloud, failing) > 1);
  return cloudUnder(shared, failing, others);
}

/** Of several clouds the one under most of those that fail, and among equals under fewest of those that do not. */
function cloudUnder(
  clouds: readonly string[],
  failing: readonly Watched[],
  others: readonly Watched[],
): string | null {
  const [best] = clouds
    .filter((cloud) => standingOn(cloud, failing) > 0)
    .sort(
      (a, b) =>
        standingOn(b, failing) - standingOn(a, failing) || standingOn(a, others) - standingOn(b, others),
    );
  return best ?? null;
}

function standingOn(cloud: string, all: readonly Watched[]): number {
  return all.filter(({ clouds }) => clouds.includes(cloud)).length;
}

/** Names what two services stand on together; null when they have nothing in common. */
export function sharedOf(one: Watched, other: Watched): string | null {
  if (one.family !== null && one.family === other.family) return one.familyName ?? one.family;
  return one.clouds.find((cloud) => other.clouds.includes(cloud)) ?? null;
}
