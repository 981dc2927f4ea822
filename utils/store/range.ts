/** Reads everything that the history page shows of a time range. Disk; a log that cannot be read is an empty one. */
import type { EpochMs, ServiceId } from '@/utils/model';
import { openDatabase } from './database';
import { incidentsBetween, seriesOf } from './log';
import type { GapRow, IncidentRow, RangeData, SeriesPoint, SeriesRow } from './rows';
import { DAY_MS, HOUR_MS, latencyOf } from './series';

const LONGEST_INCIDENT_MS = 30 * DAY_MS;

/** Reads it in one go. */
export async function readRange(
  from: EpochMs,
  to: EpochMs,
  services: readonly ServiceId[],
): Promise<RangeData> {
  const spanMs = to - from > 14 * DAY_MS ? DAY_MS : HOUR_MS;
  const [rows, incidents, gaps] = await Promise.all([
    Promise.all(services.map((service) => seriesOf(service, from, to))),
    incidentsBetween(from - LONGEST_INCIDENT_MS, to),
    gapsBetween(from, to),
  ]);
  return {
    from,
    to,
    spanMs,
    services: services.map((service, index) => ({
      service,
      points: (rows[index] ?? []).map((row) => pointOf(row, spanMs)),
      uptime: uptimeOf(rows[index] ?? []),
    })),
    incidents: incidents.filter(({ closedAt }) => (closedAt ?? to) > from),
    gaps,
  };
}

async function gapsBetween(from: EpochMs, to: EpochMs): Promise<GapRow[]> {
  const database = await openDatabase().catch(() => null);
  const rows = (await database?.getAll('gaps', IDBKeyRange.upperBound(to)).catch(() => [])) ?? [];
  return rows.filter((row) => row.to > from);
}

function pointOf(row: SeriesRow, spanMs: number): SeriesPoint {
  const { from, counts, kinds, pageLoads, pageLoadsFailed, latencies } = row;
  return { from, spanMs, counts, kinds, pageLoads, pageLoadsFailed, latency: latencyIn(latencies) };
}

function latencyIn(latencies: SeriesRow['latencies']): SeriesPoint['latency'] {
  const buckets = Object.entries(latencies)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const at = (share: number) => {
    let left = total * share;
    for (const [bucket, count] of buckets) {
      left -= count;
      if (left <= 0) return latencyOf(bucket);
    }
    return latencyOf(buckets.at(-1)?.[0] ?? 0);
  };
  return { p50: at(0.5), p90: at(0.9) };
}

function uptimeOf(rows: readonly SeriesRow[]): number | null {
  let good = 0;
  let all = 0;
  for (const { counts } of rows) {
    good += (counts.up ?? 0) + (counts.slow ?? 0);
    all += (counts.up ?? 0) + (counts.slow ?? 0) + (counts.down ?? 0);
  }
  return all === 0 ? null : good / all;
}

/** Reads one incident; null when there is none of that name, or the log cannot be read. */
export async function readIncident(id: string): Promise<IncidentRow | null> {
  try {
    return (await (await openDatabase()).get('incidents', id)) ?? null;
  } catch {
    return null;
  }
}
