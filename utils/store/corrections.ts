/** What people said was otherwise: situations kept for replay, the newest of each kind. Disk; never throws. */
import { openDatabase } from './database';

/** Where they are. */
export const CORRECTIONS = 'corrections';
const KEPT = 50;

/** Adds one; the oldest is forgotten. What is stored and is no list is put aside by starting anew. */
export async function addCorrection(correction: object): Promise<void> {
  try {
    const database = await openDatabase();
    const transaction = database.transaction('records', 'readwrite');
    const before = await transaction.store.get(CORRECTIONS);
    const list: unknown[] = Array.isArray(before) ? before : [];
    await transaction.store.put([...list, correction].slice(-KEPT), CORRECTIONS);
    await transaction.done;
  } catch {
    // Without a disk the word of the person still counts; only the replay is lost.
  }
}
