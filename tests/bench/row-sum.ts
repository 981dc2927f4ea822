/** How large the log is where no browser keeps it. */
import { serialize } from 'node:v8';
import { openDatabase, STORES } from '@/utils/store/database';

/** Bytes of all rows as the browser would write them, each with its key. */
export async function bytesOnDisk(): Promise<number> {
  const database = await openDatabase();
  let bytes = 0;
  for (const name of STORES) {
    for (const row of await database.getAll(name)) bytes += serialize(row).length + 60;
  }
  return bytes;
}
