/** One step of the watch as the log takes it, and an incident in it. */
import { emptyState } from '@/utils/incidents/initial-state';
import type { IncidentRow } from '@/utils/store/rows';
import type { Write } from '@/utils/store/state';

export const stepAt = (at: number, change: Partial<Write> = {}): Write => ({
  at,
  state: { ...emptyState(1), lastTickAt: at },
  samples: [{ service: 'github', at, outcome: 'up', latencyMs: 90, kind: null, how: 'probe' }],
  incidents: [],
  gaps: [],
  durable: false,
  ...change,
});

export const incident = (id: string, openedAt: number, change: Partial<IncidentRow> = {}): IncidentRow => ({
  id,
  shared: null,
  members: [],
  openedAt,
  closedAt: null,
  scope: 'global',
  verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'down', numbers: {} },
  phases: [],
  toldAt: null,
  notices: [],
  evidence: [],
  ...change,
});
