/** What a service usually answers, learned from what it does while all is well. Pure. */
import type { HttpObservation, Usual } from '@/utils/model';

const USUAL_KEPT = 20;
const IPS_KEPT = 4;
/** After the first few, one answer in so long teaches the usual pace. */
const PACE_NEEDED = 5;
const PACE_EVERY_MS = 180_000;

/** Learns from one good answer. */
export function learned(usual: Usual, seen: HttpObservation): Usual {
  // A page says nothing of what the probe's own address usually answers.
  if (seen.source === 'page-load') return { ...usual, seenUp: true };
  return {
    statuses: seen.status === null ? usual.statuses : [...usual.statuses, seen.status].slice(-USUAL_KEPT),
    landed: seen.landed === null ? usual.landed : [...usual.landed, seen.landed].slice(-USUAL_KEPT),
    ...(seen.page !== undefined && { pages: [...(usual.pages ?? []), seen.page].slice(-USUAL_KEPT) }),
    ...paceOf(usual, seen),
    ips:
      seen.ip === null || usual.ips.includes(seen.ip) ? usual.ips : [...usual.ips, seen.ip].slice(-IPS_KEPT),
    prefix: usual.prefix,
    seenUp: true,
  };
}

/** Its pace is learned slowly, so that one that creeps is still measured by what it was an hour ago. */
function paceOf({ tookMs, tookAt = null }: Usual, seen: HttpObservation): Pick<Usual, 'tookMs' | 'tookAt'> {
  const early = tookMs.length >= PACE_NEEDED && seen.at - (tookAt ?? 0) < PACE_EVERY_MS;
  if (seen.tookMs === null || seen.source === 'page-load' || early) return { tookMs, tookAt };
  return { tookMs: [...tookMs, Math.round(seen.tookMs)].slice(-USUAL_KEPT), tookAt: seen.at };
}
