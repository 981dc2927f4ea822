/** What the log tells besides incidents: faults of one's own, and work that was announced. */

import { isBad } from '@/utils/diagnosis/symptom';
import { evidenceLinesOf } from '@/utils/incidents/evidence-lines';
import { lastTelling } from '@/utils/incidents/samples';
import type { OwnFault, ServiceState, State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import type { EpochMs, ServiceId, Verdict } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';

/** What one service's evidence holds at one moment. */
export const LINES_AT_MOST = 30;

type Names = Readonly<Record<string, string>>;

/** Lists those that began, changed or ended in this step. */
export function episodesOf(step: KeptStep, names: Names): IncidentRow[] {
  return [...ownIn(step, names), ...plannedIn(step, names)];
}

/** Names those that go on. */
export function openEpisodes(state: State): string[] {
  const planned = Object.values(state.services).filter((service) => isPlanned(state, service));
  return [...(state.own === null ? [] : [ownIdOf(state.own)]), ...planned.map(plannedIdOf)];
}

function ownIn(step: KeptStep, names: Names): IncidentRow[] {
  const { before, state, watched, now } = step;
  const { own, ownEndedAt } = state;
  if (own === null)
    return before.own === null ? [] : [ownRow(before.own, endOf(before.own, ownEndedAt ?? now), now, [])];
  const known = before.own;
  if (known?.verdict.name === own.verdict.name && ownIdOf(known) === ownIdOf(own)) return [];
  const hit = watched.find(({ id }) => {
    const last = lastTelling(state.services[id]?.samples ?? []);
    return last !== undefined && isBad(last.symptom);
  });
  return [ownRow(own, null, now, hit === undefined ? [] : [heardOf(hit.id, step, names)])];
}

/** A clock that was set back would have it end before it began. */
function endOf({ since }: OwnFault, at: EpochMs): EpochMs {
  return Math.max(since, at);
}

const ownIdOf = ({ since }: OwnFault): string => `own-${since}`;

function ownRow(
  own: OwnFault,
  closedAt: EpochMs | null,
  now: EpochMs,
  evidence: IncidentRow['evidence'],
): IncidentRow {
  const { verdict, since } = own;
  const phases = closedAt === null ? [{ at: now, verdict: verdict.name, rule: verdict.rule }] : [];
  return rowOf(ownIdOf(own), verdict, since, closedAt, { members: [], phases, evidence });
}

function plannedIn(step: KeptStep, names: Names): IncidentRow[] {
  const { before, state, now } = step;
  const ids = new Set([...Object.keys(before.services), ...Object.keys(state.services)]);
  return [...ids].flatMap((id): IncidentRow[] => {
    const [old, service] = [before.services[id], state.services[id]];
    const was = old !== undefined && isPlanned(before, old);
    if (service !== undefined && isPlanned(state, service)) {
      const { until } = service.verdict.numbers;
      if (was && plannedIdOf(old) === plannedIdOf(service) && old.verdict.numbers.until === until) return [];
      return [plannedRow(service, null, was ? [] : [heardOf(id, step, names)])];
    }
    return was ? [plannedRow(old, lastTelling(service?.samples ?? [])?.at ?? now, [])] : [];
  });
}

function isPlanned({ guests }: State, { id, health, inIncident }: ServiceState): boolean {
  return health === 'maintenance' && !inIncident && !(id in guests);
}

const plannedIdOf = ({ id, healthAt }: ServiceState): string => `${id}-planned-${healthAt}`;

function plannedRow(
  service: ServiceState,
  closedAt: EpochMs | null,
  evidence: IncidentRow['evidence'],
): IncidentRow {
  const { id, verdict, failingSince, healthAt } = service;
  const since = failingSince ?? healthAt;
  const members = [{ service: id, since, restoredAt: closedAt, verdict: verdict.name }];
  const phases = [{ at: healthAt, verdict: verdict.name, rule: verdict.rule }];
  return rowOf(plannedIdOf(service), verdict, since, closedAt, { members, phases, evidence });
}

function rowOf(
  id: string,
  verdict: Verdict,
  openedAt: EpochMs,
  closedAt: EpochMs | null,
  rest: Pick<IncidentRow, 'members' | 'phases' | 'evidence'>,
): IncidentRow {
  const { scope } = verdict;
  return { id, shared: null, openedAt, closedAt, scope, verdict, toldAt: null, notices: [], ...rest };
}

function heardOf(
  id: ServiceId,
  { state, watched, now }: KeptStep,
  names: Names,
): IncidentRow['evidence'][number] {
  const service = state.services[id];
  const lines = service === undefined ? [] : evidenceLinesOf(state, service, watched, names, now);
  return { at: now, service: id, lines: lines.slice(0, LINES_AT_MOST) };
}
