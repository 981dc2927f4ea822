/** Many unrelated outages at once are one story: the network's, a cloud's nobody named, a storm. Pure. */
import type { EpochMs, Watched } from '@/utils/model';
import { isCounted } from './counted';
import type { Incident, State } from './state';

/** From so many unrelated outages, begun this close together, one notice tells them all. */
const FROM = 3;
const WITHIN_MS = 120_000;

/** Lists the untold outages that are told together with one that is due; null when it is told alone. */
export function digestWith(due: Incident, incidents: readonly Incident[]): Incident[] | null {
  const together = incidents.filter(
    (one) =>
      one.closedAt === null &&
      one.told === null &&
      isCounted(one.verdict) &&
      Math.abs(one.since - due.since) <= WITHIN_MS,
  );
  return together.length >= FROM ? together : null;
}

/** A notice waits this much longer while others that fell at the same time are still being checked. */
const HOLD_MS = 45_000;

/** Tells whether enough unrelated others fell at the same time, and some of them are not decided yet. */
export function waitsForOthers(
  incident: Incident,
  dueAt: EpochMs,
  state: State,
  watched: readonly Watched[],
  now: EpochMs,
): boolean {
  if (now - dueAt > HOLD_MS) return false;
  const members = new Set(incident.members.map((member) => member.service));
  const families = new Set(watched.flatMap((one) => (members.has(one.id) ? (one.family ?? []) : [])));
  const others = watched.flatMap((one) => {
    const service = state.services[one.id];
    if (service?.failingSince == null || members.has(one.id)) return [];
    if (one.family !== null && families.has(one.family)) return [];
    return Math.abs(service.failingSince - incident.since) <= WITHIN_MS ? [service] : [];
  });
  return others.length >= FROM - 1 && others.some((service) => service.health === 'suspect');
}

/** Lists the outages that were told in one notice with this one. */
export function toldWith(incident: Incident, incidents: readonly Incident[]): Incident[] {
  const digest = incident.told?.digest ?? null;
  return digest === null ? [incident] : incidents.filter((one) => one.told?.digest === digest);
}

/** Gives when the last of them was over; null while one goes on. */
export function closedAtOf(together: readonly Incident[]): EpochMs | null {
  const times = together.map((one) => one.closedAt);
  return times.includes(null) ? null : Math.max(...times.map((at) => at ?? 0));
}
