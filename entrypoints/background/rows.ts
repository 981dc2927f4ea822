/** One step as the log keeps it. */
import { changedIncidents, samplesOf } from '@/utils/incidents/rows';
import type { Incident } from '@/utils/incidents/state';
import type { IncidentRow } from '@/utils/store/rows';
import type { Write } from '@/utils/store/state';
import type { KeptStep } from '@/utils/tick';

/** Makes the one write of a step. */
export function rowsOf({ before, state, seen, notices, now }: KeptStep): Write {
  const incidents = changedIncidents(before, state);
  return {
    at: now,
    state,
    samples: samplesOf(state, seen),
    incidents: incidents.map(rowOf),
    gaps: gapsOf(before, state),
    durable: notices.length > 0 || incidents.length > 0,
  };
}

function rowOf(incident: Incident): IncidentRow {
  return {
    id: incident.id,
    shared: incident.shared,
    members: incident.members.map((member) => ({ ...member, verdict: member.verdict.name })),
    openedAt: incident.since,
    closedAt: incident.closedAt,
    scope: incident.verdict.scope,
    verdict: incident.verdict,
    phases: incident.phases,
    toldAt: incident.told?.at ?? null,
    notices: [],
    evidence: [],
  };
}

function gapsOf(before: KeptStep['before'], state: KeptStep['state']): Write['gaps'] {
  const woke = state.wokeAt !== before.wokeAt ? state.wokeAt : null;
  return woke === null || before.lastTickAt === null
    ? []
    : [{ from: before.lastTickAt, to: woke, why: 'asleep' }];
}
