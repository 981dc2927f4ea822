/** The log's rows of one step, written within its transaction. Disk. */
import type { EpochMs, SampleRow } from '@/utils/model';
import type { Writing } from './database';
import { grown, indexed, OPEN, plain } from './incident-row';
import { incidentBytes } from './row-bytes';
import type { GapRow, IncidentRow, SeriesRow } from './rows';
import { add, emptyRow, HOUR_MS, isSound } from './series';
import { countSizes } from './sizes';
import { isWhole } from './sound-rows';
import { startOf } from './spans';

/** Adds what happened to incidents to what is known of them. */
export async function addIncidents(transaction: Writing, rows: readonly IncidentRow[]): Promise<void> {
  if (rows.length === 0) return;
  const store = transaction.objectStore('incidents');
  let bytes = 0;
  for (const row of rows) {
    const before = await store.get(row.id);
    const after = indexed(grown(before !== undefined && isWhole(before) ? plain(before) : undefined, row));
    bytes += incidentBytes(after) - incidentBytes(before);
    await store.put(after);
  }
  await countSizes(transaction, { incidents: bytes });
}

let swept = false;

/** An incident whose state was lost or came from another browser would stay open for ever. Once per worker. */
export async function closeForgotten(
  transaction: Writing,
  open: readonly string[] | undefined,
  now: EpochMs,
): Promise<void> {
  if (swept || open === undefined) return;
  const store = transaction.objectStore('incidents');
  for (const row of await store.index('months').getAll(IDBKeyRange.only(OPEN))) {
    if (open.includes(row.id) || !isWhole(row)) continue;
    const ends = row.members.flatMap(({ restoredAt }) => restoredAt ?? []);
    const last = Math.max(...row.phases.map(({ at }) => at), ...ends);
    const closedAt = Math.max(row.openedAt, Math.min(last, now));
    await store.put(indexed({ ...plain(row), closedAt }));
  }
  swept = true;
}

/** Two spans of one kind with less than this between them are one. */
const TOUCHING_MS = 1_000;

/** Adds times in which nobody watched, each to the one that it goes on from. */
export async function addGaps(transaction: Writing, gaps: readonly GapRow[]): Promise<void> {
  const store = transaction.objectStore('gaps');
  for (const gap of gaps) {
    const last = (await store.openCursor(IDBKeyRange.upperBound(gap.from), 'prev'))?.value;
    const touches = last !== undefined && last.why === gap.why && last.to >= gap.from - TOUCHING_MS;
    await store.put(touches ? { ...last, to: Math.max(last.to, gap.to) } : gap);
  }
}

/** Nobody can have been away in a time that has not come: a clock that ran ahead said so, and was set back. */
export async function cutGaps(transaction: Writing, now: EpochMs): Promise<void> {
  const last = await transaction.objectStore('gaps').openCursor(IDBKeyRange.upperBound(now, true), 'prev');
  if (last !== null && last.value.to > now) await last.update({ ...last.value, to: now });
}

/** Adds answers to the young rows of their hours, or corrects them there. */
export async function addSamples(transaction: Writing, samples: readonly SampleRow[]): Promise<void> {
  const store = transaction.objectStore('series');
  for (const [from, group] of Map.groupBy(samples, ({ at }) => startOf(at, HOUR_MS))) {
    const known = (await store.index('from').getAll(from)).filter(isSound);
    const rows = new Map(known.map((row) => [row.service, row]));
    const changed = new Map<string, SeriesRow>();
    for (const sample of group) {
      const { service, was } = sample;
      const before = changed.get(service) ?? rows.get(service);
      // There is nothing to correct in an hour that was packed meanwhile.
      if (before === undefined && was !== undefined) continue;
      const row = before ?? emptyRow(service, from, true);
      add(row, sample);
      changed.set(service, row);
    }
    await Promise.all([...changed.values()].map(async (row) => store.put(row)));
  }
}
