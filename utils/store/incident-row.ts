/** An incident as the database keeps it: found by the months it touches, and grown by what happens to it. Pure. */
import type { IncidentRow, StoredIncident } from './rows';
import { monthOf } from './spans';

/** Stands among the months of an incident that is still open. */
export const OPEN = 0;
const NOTICES_AT_MOST = 50;
const PHASES_AT_MOST = 50;
const EVIDENCE_AT_MOST = 24;
/** Twenty years: who lists every month up to a moment that makes no sense never comes to an end. */
const MONTHS_AT_MOST = 240;

/** Adds what the index needs. */
export function indexed(row: IncidentRow): StoredIncident {
  const last = monthOf(row.closedAt ?? row.openedAt);
  const months = [monthOf(row.openedAt)];
  while ((months.at(-1) ?? last) < last && months.length < MONTHS_AT_MOST)
    months.push(nextMonth(months.at(-1) ?? last));
  return { ...row, months: row.closedAt === null ? [OPEN, ...months] : months };
}

function nextMonth(month: number): number {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** Takes off what only the index needs. */
export function plain({ months: _months, ...row }: StoredIncident): IncidentRow {
  return row;
}

/** A newer row of the same incident, with the phases, notices and evidence of both, each once. */
export function grown(before: IncidentRow | undefined, row: IncidentRow): IncidentRow {
  if (before === undefined) return row;
  const notices = distinct([...before.notices, ...row.notices], ({ at, kind }) => `${at} ${kind}`);
  const evidence = distinct([...before.evidence, ...row.evidence], ({ at, service }) => `${at} ${service}`);
  const phases = distinct([...before.phases, ...row.phases], ({ at, verdict }) => `${at} ${verdict}`);
  return {
    ...row,
    phases: phases.slice(-PHASES_AT_MOST),
    notices: notices.slice(-NOTICES_AT_MOST),
    // What was known when it was confirmed is never lost to what came later.
    evidence: [...evidence.slice(0, 1), ...evidence.slice(1).slice(1 - EVIDENCE_AT_MOST)],
  };
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
