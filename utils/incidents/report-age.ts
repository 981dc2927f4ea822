/** How long what a status page said counts: a little longer than until it is read again. Pure. */
import type { EpochMs, Watched } from '@/utils/model';
import { QUIET_MS } from './plan-feeds';
import { restedInterval, wasResting } from './resting';
import { usualPeriodOf } from './schedule';
import type { ServiceState, State } from './state';

/** A page that answers late, and a tick that begins late. */
const SLACK_MS = 60_000;

/** Forgets what status pages said too long ago, and all of it where they may not be read: nothing is shown or judged by it. */
export function withoutOldReports(
  state: State,
  watched: readonly Watched[],
  providerReports: boolean,
  now: EpochMs,
): State {
  const periodMs = usualPeriodOf(state, watched);
  const isOld = ({ report }: ServiceState) =>
    report !== null && (!providerReports || now - report.at > countsFor(state, report.at, periodMs, now));
  if (!Object.values(state.services).some(isOld)) return state;
  const services = Object.entries(state.services).map(([id, service]) => [
    id,
    isOld(service) ? { ...service, report: null } : service,
  ]);
  return { ...state, services: Object.fromEntries(services) };
}

function countsFor(state: State, readAt: EpochMs, periodMs: number, now: EpochMs): number {
  const everyMs = wasResting(state, readAt, now) ? restedInterval(QUIET_MS) : QUIET_MS;
  return everyMs + periodMs + SLACK_MS;
}
