/** The incidents of a range as a table that spreadsheets read. */
import type { ServiceId } from '@/utils/model';
import type { RangeData } from '@/utils/store/rows';

/** A cell that begins like a formula is made text. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes one line for each service of each incident; times are UTC. */
export function csvOf(data: RangeData, nameOf: (id: ServiceId) => string): string {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const head = ['incident', 'service', 'name', 'began', 'ended', 'minutes', 'scope', 'verdict', 'told'];
  const rows = data.incidents.flatMap((row) =>
    row.members.map(({ service, since, restoredAt, verdict }) => {
      const end = restoredAt ?? row.closedAt;
      const minutes = end === null ? null : Math.round((end - since) / 60_000);
      return [
        row.id,
        service,
        nameOf(service),
        time(since),
        time(end),
        minutes,
        row.scope,
        verdict,
        time(row.toldAt),
      ];
    }),
  );
  return [head, ...rows].map((line) => line.map(cell).join(',')).join('\r\n');
}
