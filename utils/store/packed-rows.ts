/** Reading and replacing packed rows within a transaction. Disk. */
import type { EpochMs } from '@/utils/model';
import type { Reading, Writing } from './database';
import { ROLLED } from './migrate';
import { unpack } from './pack';
import { packBytes } from './row-bytes';
import type { PackRow, SeriesRow } from './rows';
import { isMoment } from './series';
import { countSizes } from './sizes';

/** Up to which day the months are complete; 0 when that is not known. */
export async function rolledUntil(transaction: Pick<Reading | Writing, 'objectStore'>): Promise<EpochMs> {
  return momentIn(transaction, ROLLED);
}

/** Reads a moment that is kept by name; 0 for what is none. */
export async function momentIn(
  transaction: Pick<Reading | Writing, 'objectStore'>,
  name: string,
): Promise<EpochMs> {
  const known = await transaction.objectStore('records').get(name);
  return isMoment(known) ? known : 0;
}

/** Gives the rows in a pack; one that cannot be read is kept aside. */
export async function rowsOf(
  transaction: Writing,
  row: PackRow | undefined,
  spanMs: number,
): Promise<SeriesRow[]> {
  if (row === undefined) return [];
  try {
    return unpack(row, spanMs);
  } catch {
    await transaction.objectStore('records').put(row, 'unreadable-pack');
    return [];
  }
}

/** Names a row among those of one length. */
export function keyOf({ service, from }: SeriesRow): string {
  return `${from} ${service}`;
}

/** Puts one packed row in another's place, and counts what that changes. */
export async function replacePack(
  transaction: Writing,
  store: 'packs' | 'months',
  before: PackRow | undefined,
  after: PackRow,
): Promise<void> {
  await transaction.objectStore(store).put(after);
  await countSizes(transaction, { [store]: packBytes(after) - packBytes(before) });
}
