/** What the timeline draws, as stretches of time. Pure. */
import { isOwnLine } from '@/utils/diagnosis/side';
import type { EpochMs, ServiceId } from '@/utils/model';
import { INTERVALS } from '@/utils/store/choices';
import type { GapRow, IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import type { Tone } from '../Shape';
import { blockedStretches, type OwnLine, toldOwn } from './own-line';
import { type Side, sideOfIncident, toneOfIncident } from './place';
import { joined, lengthOf, merged, type Stretch, without } from './stretches';

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
  /** Share (0 to 1) of the watched time in which it was not down; null when nobody watched. */
  uptime: number | null;
}

/** Answers as far apart as the longest interval are one watch: the log itself says when nobody watched. */
export const JOIN_MS = Math.max(...INTERVALS) * 1_500;

function answersIn({ counts }: SeriesPoint): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** Makes the lanes of all services that are in the data. */
export function lanesOf(data: RangeData, now: EpochMs): Lane[] {
  const end = Math.min(data.to, now);
  const own = toldOwn(data, now);
  return data.services.map(({ service, points, since }) => {
    const seen = begun(since, watchedIn(points.filter(answersIn), end, data.gaps));
    const watched = without(seen, data.gaps.filter(isBlind));
    const blocks = data.incidents.flatMap((incident) => blocksOf(incident, service, now));
    const slow = joined(points.filter(isSlow), end);
    return { service, watched, slow, blocks, uptime: uptimeOf(watched, blocks, own) };
  });
}

/** A point begins before the first answer in it. */
function begun(since: EpochMs | null, [first, ...later]: readonly Stretch[]): Stretch[] {
  if (first === undefined) return [];
  return [{ ...first, from: Math.min(first.to, Math.max(first.from, since ?? first.from)) }, ...later];
}

/** What is left out of the share: faults of one's own, what nobody could place, and work that was announced. */
function uptimeOf(
  watched: readonly Stretch[],
  blocks: readonly Block[],
  own: readonly Stretch[],
): number | null {
  const unsaid = blocks.filter(({ tone }) => tone === 'yours' || tone === 'unknown' || tone === 'planned');
  const seen = without(watched, [...own, ...unsaid]);
  if (seen.length === 0) return null;
  const down = blocks.filter(({ tone }) => tone === 'theirs');
  return lengthOf(without(seen, down)) / lengthOf(seen);
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
  if (isOwnLine(incident.scope)) return [];
  return incident.members
    .filter((member) => member.service === service)
    .map(({ since, restoredAt }) => ({
      incident,
      side: sideOfIncident(incident),
      tone: toneOfIncident(incident),
      from: since,
      to: restoredAt ?? incident.closedAt ?? now,
    }));
}

/** Gives what the log tells of one's own device or line. */
export function ownBlocks({ incidents }: RangeData, now: EpochMs): Block[] {
  return incidents
    .filter(({ scope }) => isOwnLine(scope))
    .map((incident) => ({
      incident,
      side: 'yours',
      tone: 'yours',
      from: incident.openedAt,
      to: incident.closedAt ?? now,
    }));
}

/** So many checks of a service without an answer are no chance. */
const UNANSWERED_SHARE = 0.01;

/** Tells whether a service often gave no answer, whatever incidents say of it. */
export function isUnanswered({ services }: Pick<RangeData, 'services'>): boolean {
  return services.some(({ points }) => {
    const checks = points.reduce((sum, point) => sum + answersIn(point), 0);
    const down = points.reduce((sum, { counts }) => sum + (counts.down ?? 0), 0);
    return down > checks * UNANSWERED_SHARE;
  });
}

export interface Totals {
  checks: number;
  outages: number;
  ownFaults: number;
  /** Mean of the lanes' shares; null when nobody watched. */
  uptime: number | null;
  /** How long anything was watched (ms). */
  watched: number;
}

/** Counts what the summary says of a range, the lanes of it and one's own line. */
export function totalsOf(data: RangeData, lanes: readonly Lane[], own: OwnLine, now: EpochMs): Totals {
  const known = lanes.flatMap(({ uptime }) => uptime ?? []);
  return {
    checks: data.services.reduce((sum, { checks }) => sum + checks, 0),
    outages: data.incidents.filter((row) => toneOfIncident(row) === 'theirs').length,
    ownFaults: merged([...own.stretches, ...blockedStretches(data, now)]).length,
    uptime: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length,
    watched: lengthOf(own.watched),
  };
}

/** Finds the places of values without a neighbour: no line runs through them, and they would not be seen. */
export function aloneIn(values: readonly (number | null | undefined)[]): number[] {
  return values.flatMap((value, at) =>
    value != null && values[at - 1] == null && values[at + 1] == null ? [at] : [],
  );
}
