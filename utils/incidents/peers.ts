/** The other favourites as a control group. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Peers, Sample, ServiceId, Watched } from '@/utils/model';
import { lastTelling } from './samples';
import type { State } from './state';

/** Favourites are asked at their own pace: one seen within this many intervals still counts. */
const INTERVALS = 1.5;
const AT_LEAST_MS = 90_000;

/** Counts how the other favourites fare, apart by what they share with this one. */
export function peersOf(state: State, id: ServiceId, watched: readonly Watched[], now: EpochMs): Peers {
  const self = watched.find((one) => one.id === id);
  const peers = watched.flatMap((other) => {
    const last = lastTelling(state.services[other.id]?.samples ?? []);
    if (self === undefined || other.id === id || last === undefined) return [];
    if (now - last.at > Math.max(AT_LEAST_MS, other.intervalMs * INTERVALS)) return [];
    return [
      { shared: sharedOf(self, other), cloud: self.family === null || self.family !== other.family, last },
    ];
  });
  const siblings = peers.filter((peer) => peer.shared !== null);
  const unrelated = peers.filter((peer) => peer.shared === null);
  const failing = siblings.filter((peer) => isBad(peer.last.symptom));
  return {
    siblingsFailing: failing.length,
    siblings: siblings.length,
    unrelatedFailing: unrelated.filter((peer) => isBad(peer.last.symptom)).length,
    unrelated: unrelated.length,
    unrelatedDns: unrelated.filter((peer) => peer.last.symptom === 'dns').length,
    untrusted: peers.filter((peer) => isUntrusted(peer.last)).length,
    shared: failing.find((peer) => peer.cloud)?.shared ?? null,
  };
}

function isUntrusted({ symptom }: Sample): boolean {
  return symptom === 'cert_authority' || symptom === 'cert_name';
}

/** Names what two services stand on together; null when they have nothing in common. */
export function sharedOf(one: Watched, other: Watched): string | null {
  if (one.family !== null && one.family === other.family) return one.familyName ?? one.family;
  return one.clouds.find((cloud) => other.clouds.includes(cloud)) ?? null;
}
