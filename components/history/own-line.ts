/** When one's own device or line was at fault, and for how much of the time. Pure. */
import { isOwnLine } from '@/utils/diagnosis/side';
import type { EpochMs, ServiceId } from '@/utils/model';
import type { IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import type { Lane } from './lanes';
import { sideOfIncident } from './place';
import { joined, lengthOf, merged, type Stretch } from './stretches';

export interface OwnLine {
  /** When anything was watched, and with it one's own connection. */
  watched: readonly Stretch[];
  /** When it was at fault. */
  stretches: readonly Stretch[];
  /** How long it was at fault (ms); the stretches are as coarse as the points of the range. */
  lasted: number;
  /** Share (0 to 1) of the watched time in which it was all right; null when nobody watched. */
  share: number | null;
}

/** Says of a range and its lanes how one's own connection was. */
export function ownLineOf(data: RangeData, lanes: readonly Lane[], now: EpochMs): OwnLine {
  const told = toldOwn(data, now);
  const faults = faultsIn(data, now).filter((point) => !isTold(point, told));
  const watched = merged(lanes.flatMap((lane) => lane.watched));
  const watchedMs = lengthOf(watched);
  const lasted = timeOf(faults) + lengthOf(merged(told));
  return {
    watched,
    stretches: merged([...joined(faults, now), ...told]),
    lasted,
    share: watchedMs === 0 ? null : Math.max(0, 1 - lasted / watchedMs),
  };
}

/** Lists the stretches in which services were blocked on the way, while the line itself was all right. */
export function blockedStretches({ incidents }: RangeData, now: EpochMs): Stretch[] {
  return incidents.filter(isBlock).map((row) => stretchOf(row, now));
}

/** Lists the stretches of which an incident tells that one's own device or line was at fault. */
export function toldOwn({ incidents }: RangeData, now: EpochMs): Stretch[] {
  return incidents.filter(({ scope }) => isOwnLine(scope)).map((row) => stretchOf(row, now));
}

/** The log knows of it to the second. */
function isTold({ from, spanMs }: SeriesPoint, told: readonly Stretch[]): boolean {
  return told.some((one) => one.from < from + spanMs && one.to > from);
}

function stretchOf({ openedAt, closedAt }: IncidentRow, now: EpochMs): Stretch {
  return { from: openedAt, to: closedAt ?? now };
}

function isBlock(row: IncidentRow): boolean {
  return sideOfIncident(row) === 'yours' && !isOwnLine(row.scope);
}

/** The points in which a fault of one's own was seen, oldest first: by a service that was not merely blocked then. */
function faultsIn(data: RangeData, now: EpochMs): SeriesPoint[] {
  return data.services
    .flatMap(({ service, points }) => points.filter((point) => isFault(point, service, data, now)))
    .sort((a, b) => a.from - b.from);
}

function isFault(point: SeriesPoint, service: ServiceId, { incidents }: RangeData, now: EpochMs): boolean {
  if ((point.counts.yours ?? 0) === 0) return false;
  return !incidents.some(
    (row) =>
      isBlock(row) &&
      row.members.some((member) => member.service === service) &&
      row.openedAt < point.from + point.spanMs &&
      (row.closedAt ?? now) > point.from,
  );
}

/** Adds up points; what several services saw at once was one fault. */
function timeOf(points: readonly SeriesPoint[]): number {
  const longest = new Map<EpochMs, number>();
  for (const point of points)
    longest.set(point.from, Math.max(longest.get(point.from) ?? 0, faultTimeIn(point)));
  return [...longest.values()].reduce((sum, one) => sum + one, 0);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What fails is asked twice a minute for ten minutes, and then once. */
const CLOSE_LOOKS = 20;

/** Gives how long it was in one point: short ones count minutes, longer ones every look. */
function faultTimeIn({ counts, spanMs }: SeriesPoint): number {
  const looks = counts.yours ?? 0;
  const minutes = spanMs < HOUR_MS ? looks : looks - Math.min(looks, CLOSE_LOOKS) / 2;
  return Math.min(spanMs, minutes * MINUTE_MS);
}
