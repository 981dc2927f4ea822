/** One hour in which GitHub was down, and what pages need to tell of it; for tests. */
import type { EvidenceLine } from '@/utils/model';
import type { IncidentRow, RangeData, SeriesPoint, ToldRow } from '@/utils/store/rows';
import { tongueIn } from '../tongue';

export const HOUR = 3_600_000;
export const NOON = new Date(2026, 0, 15, 12).getTime();
/** An hour after it was over. */
export const NOW = NOON + 2 * HOUR;

export const speech = { tongue: tongueIn('en', 'en-GB'), now: NOW };
export const nameOf = () => 'GitHub';

/** A service of a range, by its points. */
export const series = (service: string, points: readonly SeriesPoint[]): RangeData['services'][number] => ({
  service,
  points,
  checks: points.length,
  since: points[0]?.from ?? null,
});

/** An incident from noon on, for an hour. */
export const row = (notices: readonly ToldRow[]): IncidentRow => ({
  id: 'github-1',
  shared: null,
  members: [{ service: 'github', since: NOON, restoredAt: NOON + HOUR, verdict: 'service_down' }],
  openedAt: NOON,
  closedAt: NOON + HOUR,
  scope: 'global',
  verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'r', numbers: {} },
  phases: [],
  toldAt: NOON,
  notices,
  evidence: [],
});

/** A line of the service's own probe. */
export const probe = (at: number, said: EvidenceLine['said']): EvidenceLine => ({
  source: 'probe',
  who: null,
  said,
  at,
  place: null,
});
