/** Whether a row from the disk is whole enough to be shown and built upon: one bad row never costs the others. Pure. */
import type { GapRow, IncidentRow } from './rows';
import { isMoment } from './series';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMomentOrNull = (value: unknown) => value === null || isMoment(value);
const isWord = (value: unknown) => typeof value === 'string';

function areAll(value: unknown, isOne: (one: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((one) => isFields(one) && isOne(one));
}

/** Tells whether an incident has all that pages and later steps read of it. */
export function isWhole(row: IncidentRow): boolean {
  return (
    isWord(row.id) &&
    isWord(row.scope) &&
    isFields(row.verdict) &&
    isWord(row.verdict.name) &&
    isMoment(row.openedAt) &&
    [row.closedAt, row.toldAt].every(isMomentOrNull) &&
    areAll(
      row.members,
      (one) => isWord(one.service) && isMoment(one.since) && isMomentOrNull(one.restoredAt),
    ) &&
    areAll(row.phases, (one) => isMoment(one.at) && isWord(one.verdict)) &&
    areAll(row.notices, (one) => isMoment(one.at) && isWord(one.kind)) &&
    areAll(row.evidence, (one) => isWord(one.service) && areAll(one.lines, ({ said }) => isFields(said)))
  );
}

const REASONS: readonly unknown[] = ['asleep', 'closed', 'paused', 'resting'] satisfies GapRow['why'][];

/** Tells whether a time in which nobody watched is one. */
export function isGap(row: GapRow): boolean {
  return isMoment(row.from) && isMoment(row.to) && REASONS.includes(row.why);
}
