/** How large the log is, counted as it is written: the browser tells only the size of everything together. Disk. */
import { openDatabase, type Writing } from './database';
import type { PackRow } from './rows';

const SIZES = 'sizes';

export interface Sizes {
  packs: number;
  months: number;
  incidents: number;
}

/** What a row takes besides its bytes: key, names of fields, index. */
const ROW_BYTES = 120;
/** What an hour's row of one service takes while it is young. */
const YOUNG_BYTES = 700;

/** Estimates what a packed row takes; 0 for one that is not there. */
export function packBytes(row: PackRow | undefined): number {
  if (row === undefined) return 0;
  const names = [...row.services, ...row.kinds].reduce((sum, name) => sum + name.length + 3, 0);
  return ROW_BYTES + names + row.data.length;
}

/** Estimates what an incident takes; 0 for one that is not there. */
export function incidentBytes(row: object | undefined): number {
  return row === undefined ? 0 : ROW_BYTES + JSON.stringify(row).length;
}

/** Counts what a transaction adds and takes away. */
export async function countSizes(transaction: Writing, change: Partial<Sizes>): Promise<void> {
  const records = transaction.objectStore('records');
  const before = sizesOf(await records.get(SIZES));
  const after: Sizes = {
    packs: Math.max(0, before.packs + (change.packs ?? 0)),
    months: Math.max(0, before.months + (change.months ?? 0)),
    incidents: Math.max(0, before.incidents + (change.incidents ?? 0)),
  };
  await records.put(after, SIZES);
}

/** Reads the sizes within a transaction. */
export async function sizesIn(transaction: Writing): Promise<Sizes> {
  return sizesOf(await transaction.objectStore('records').get(SIZES));
}

function sizesOf(value: unknown): Sizes {
  const raw = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  const count = (name: string) => (typeof raw[name] === 'number' ? (raw[name] as number) : 0);
  return { packs: count('packs'), months: count('months'), incidents: count('incidents') };
}

/** Estimates how many bytes the log takes on disk; 0 when it cannot be read. */
export async function storedBytes(): Promise<number> {
  try {
    const transaction = (await openDatabase()).transaction(['records', 'series', 'gaps']);
    const [sizes, young, gaps] = await Promise.all([
      transaction.objectStore('records').get(SIZES),
      transaction.objectStore('series').count(),
      transaction.objectStore('gaps').count(),
    ]);
    const { packs, months, incidents } = sizesOf(sizes);
    return packs + months + incidents + young * YOUNG_BYTES + gaps * ROW_BYTES;
  } catch {
    return 0;
  }
}
