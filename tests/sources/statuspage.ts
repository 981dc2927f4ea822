/** A Statuspage summary for a provider that is well, in trouble, or at planned work. Pure. */

export type ReportTruth = 'none' | 'minor' | 'major' | 'critical' | 'maintenance';

const COMPONENT: Readonly<Record<ReportTruth, string>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
};

/** Builds the summary of `/api/v2/summary.json`. */
export function statuspageJson(page: string, truth: ReportTruth, words: string, iso: string): unknown {
  const component = {
    id: 'c1',
    name: 'API',
    status: COMPONENT[truth],
    group: false,
    group_id: null,
    only_show_if_degraded: false,
  };
  const update = {
    id: 'u1',
    status: 'investigating',
    body: words,
    created_at: iso,
    updated_at: iso,
    display_at: iso,
  };
  const incident = {
    id: 'i1',
    name: 'Trouble',
    status: 'investigating',
    impact: truth,
    created_at: iso,
    started_at: iso,
    updated_at: iso,
    resolved_at: null,
    shortlink: 'https://stspg.io/x',
    incident_updates: [update],
    components: [component],
  };
  const work = { ...incident, status: 'in_progress', scheduled_for: iso, scheduled_until: iso };
  return {
    page: { id: 'p1', name: page, url: page, time_zone: 'Etc/UTC', updated_at: iso },
    status: { indicator: truth, description: truth },
    components: [component],
    incidents: truth === 'none' || truth === 'maintenance' ? [] : [incident],
    scheduled_maintenances: truth === 'maintenance' ? [work] : [],
  };
}
