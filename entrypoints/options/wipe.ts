/** Deletes everything under a watch that goes on, also for somebody who closes the page as soon as it looks done. */
import { wipeEverything, wipeLog } from '@/utils/store/import';

/** The favourites go only once the log is gone: the page may be closed as soon as none are to be seen. */
export async function wipe(resetSettings: () => Promise<void>, ticksEnd: () => Promise<void>): Promise<void> {
  // What fails here fails again below, and is said then.
  await wipeLog().catch(() => {});
  await resetSettings();
  await ticksEnd();
  // A tick that ran meanwhile wrote down again what it knew.
  await wipeEverything();
}
