/** Whether a service is in such doubt that others should be asked about it, and may be. Pure. */
import { isBlockedHere } from '@/utils/diagnosis/side';
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs } from '@/utils/model';
import { isAdmitted } from './admitted';
import { isContradicted, isInsisted } from './correct';
import { lastOfFits, lastTelling } from './samples';
import type { ServiceState, State } from './state';

/** A confirmed block is nobody else's business any more after this long (docs/decisions.md, 10). */
const SETTLED_MS = 600_000;
/** What came and went and has only failed for so long may have changed elsewhere too. */
const STEADY_MS = 30_000;

/** Fails, is slow, or failed twice lately; but not a block that is known for long. */
export function isDoubted(service: ServiceState, now: EpochMs): boolean {
  const last = lastTelling(service.samples);
  if (last === undefined || service.health === 'blocked' || isSettledBlock(service, now)) return false;
  if (isInsisted(service, now)) return true;
  // Where others see it too, they are asked whether it goes on.
  if (isContradicted(service, now)) return service.inIncident;
  if (isBad(last.symptom) || last.symptom === 'slow' || service.health === 'degraded') return true;
  return lastOfFits(service.samples, now) !== null;
}

/** A block known for long, on which nothing depends any more, and of which nobody says that it is an outage. */
export function isSettledBlock(service: ServiceState, now: EpochMs): boolean {
  const { verdict, blockedSince, report } = service;
  return (
    isBlockedHere(service) &&
    verdict.name !== 'rate_limited' &&
    !isAdmitted(report) &&
    now - Math.min(blockedSince ?? now, service.healthAt) > SETTLED_MS
  );
}

/** Tells whether a source failed or refused lately, and is left alone. */
export function isLeftAlone(state: State, key: string, now: EpochMs): boolean {
  return (state.backOff[key]?.until ?? 0) > now;
}

/** Tells whether places were asked while it came and went, and by now it only fails. */
export function isTurnedSteady({ health, healthAt, asked, verdict }: ServiceState, now: EpochMs): boolean {
  const isTurned = health === 'down' && healthAt > (asked.vantage ?? healthAt);
  return verdict.name === 'partial' && isTurned && now - healthAt >= STEADY_MS;
}
