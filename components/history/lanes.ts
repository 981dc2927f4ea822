/** What the timeline draws, as stretches of time. Pure. */
import type { EpochMs, ServiceId } from '@/utils/model';
import { INTERVALS } from '@/utils/store/choices';
import type { GapRow, IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import type { Tone } from '../Shape';
import { type Side, sideOf, toneOfIncident } from './place';

export interface Stretch {
  from: EpochMs;
  to: EpochMs;
}

/** One stretch in which a service was down, blocked or out of reach. */
export interface Block extends Stretch {
  incident: IncidentRow;
  side: Side | null;
  tone: Tone;
}

export interface Lane {
  service: ServiceId;
  watched: readonly Stretch[];
  slow: readonly Stretch[];
  blocks: readonly Block[];
  uptime: number | null;
}

const LOCAL = new Set(['device', 'network', 'resolver']);
/** Answers as far apart as the longest interval are one watch: the log itself says when nobody watched. */
export const JOIN_MS = Math.max(...INTERVALS) * 1_500;

function answersIn({ counts }: SeriesPoint): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function joined(points: readonly SeriesPoint[], end: EpochMs, joinMs = 0): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { from, spanMs } of points) {
    const last = stretches.at(-1);
    const to = Math.min(from + spanMs, end);
    if (last !== undefined && from - last.to <= Math.max(joinMs, spanMs / 2)) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

/** Takes the times in which nobody watched out of the stretches. */
function without(stretches: readonly Stretch[], gaps: readonly GapRow[]): Stretch[] {
  return gaps.reduce<Stretch[]>(
    (left, gap) =>
      left.flatMap((one) =>
        gap.to <= one.from || gap.from >= one.to
          ? [one]
          : [
              { from: one.from, to: gap.from },
              { from: gap.to, to: one.to },
            ].filter(({ from, to }) => to > from),
      ),
    [...stretches],
  );
}

/** Makes the lanes of all services that are in the data. */
export function lanesOf(data: RangeData, now: EpochMs): Lane[] {
  const end = Math.min(data.to, now);
  return data.services.map(({ service, points, uptime }) => ({
    service,
    uptime,
    watched: without(watchedIn(points.filter(answersIn), end, data.gaps), data.gaps.filter(isBlind)),
    slow: joined(points.filter(isSlow), end),
    blocks: data.incidents.flatMap((incident) => blocksOf(incident, service, now)),
  }));
}

/** Who rests looks less often, and yet watches: its answers reach from one to the next. */
function watchedIn(points: readonly SeriesPoint[], end: EpochMs, gaps: readonly GapRow[]): Stretch[] {
  const seen = joined(points, end, JOIN_MS);
  const first = seen[0]?.from ?? end;
  const last = seen.at(-1)?.to ?? first;
  const rests = gaps
    .filter((gap) => !isBlind(gap))
    .map(({ from, to }) => ({ from: Math.max(from, first), to: Math.min(to, last) }))
    .filter(({ from, to }) => to > from);
  return merged([...seen, ...rests]);
}

function isBlind({ why }: GapRow): boolean {
  return why !== 'resting';
}

/** Slow for at least a tenth of the time. */
function isSlow(point: SeriesPoint): boolean {
  return (point.counts.slow ?? 0) * 10 > answersIn(point);
}

function blocksOf(incident: IncidentRow, service: ServiceId, now: EpochMs): Block[] {
  if (LOCAL.has(incident.scope)) return [];
  return incident.members
    .filter((member) => member.service === service)
    .map(({ since, restoredAt }) => ({
      incident,
      side: sideOf(incident.scope),
      tone: toneOfIncident(incident),
      from: since,
      to: restoredAt ?? incident.closedAt ?? now,
    }));
}

/** Lists the stretches in which anything was watched, and with it one's own connection. */
export function watchedStretches(lanes: readonly Lane[]): Stretch[] {
  return merged(lanes.flatMap(({ watched }) => watched));
}

/** Lists the stretches in which one's own connection was at fault. */
export function ownStretches(data: RangeData, now: EpochMs): Stretch[] {
  const seen = data.services
    .flatMap(({ points }) => points.filter(({ counts }) => (counts.yours ?? 0) > 0))
    .sort((a, b) => a.from - b.from);
  const told = data.incidents
    .filter(({ scope }) => LOCAL.has(scope))
    .map(({ openedAt, closedAt }) => ({ from: openedAt, to: closedAt ?? now }));
  return merged([...joined(seen, now), ...told]);
}

/** Joins stretches that touch. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

export interface Totals {
  checks: number;
  outages: number;
  ownFaults: number;
  uptime: number | null;
  /** First answer in the range; null when there is none. */
  since: EpochMs | null;
}

/** Counts what the summary says. */
export function totalsOf(data: RangeData, now: EpochMs): Totals {
  const points = data.services.flatMap((one) => one.points.filter(answersIn));
  const known = data.services.flatMap(({ uptime }) => uptime ?? []);
  return {
    checks: points.reduce((sum, point) => sum + answersIn(point), 0),
    outages: data.incidents.filter((row) => toneOfIncident(row) === 'theirs').length,
    ownFaults: ownStretches(data, now).length,
    uptime: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length,
    since: points.length === 0 ? null : Math.min(...points.map(({ from }) => from)),
  };
}
