/** Reading and replacing packed rows within a transaction. Disk. */
import type { Writing } from './database';
import { unpack } from './pack';
import type { PackRow, SeriesRow } from './rows';
import { countSizes, packBytes } from './sizes';

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
