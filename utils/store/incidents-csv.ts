/** Incidents as a table that any spreadsheet opens (RFC 4180). Pure. */
import type { EpochMs } from '@/utils/model';
import type { IncidentRow } from './rows';

const HEADER = [
  'id',
  'started',
  'ended',
  'duration_seconds',
  'services',
  'verdict',
  'scope',
  'confidence',
  'phases',
  'told',
] as const;

/** Writes one line per incident, with times in UTC (ISO 8601). */
export function incidentsCsv(rows: readonly IncidentRow[]): string {
  return [HEADER, ...rows.map(cellsOf)].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function cellsOf(row: IncidentRow): string[] {
  return [
    row.id,
    isoOf(row.openedAt),
    isoOf(row.closedAt),
    row.closedAt === null ? '' : String(Math.round((row.closedAt - row.openedAt) / 1_000)),
    row.members.map((member) => member.service).join(' '),
    row.verdict.name,
    row.scope,
    row.verdict.confidence,
    turnsOf(row).join(' '),
    isoOf(row.toldAt),
  ];
}

/** What it was called, one after the other; told more surely it is still called the same. */
function turnsOf({ phases }: IncidentRow): string[] {
  const names = phases.map(({ verdict }) => verdict);
  return names.filter((name, index) => name !== names[index - 1]);
}

function isoOf(at: EpochMs | null): string {
  return at === null ? '' : new Date(at).toISOString();
}

/** A cell that a spreadsheet would take for a formula is marked as text. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
