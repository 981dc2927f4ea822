/** Deletes everything under a watch that goes on, also for somebody who closes the page as soon as it looks done. */
import { wipeEverything, wipeLog } from '@/utils/store/import';

interface Steps {
  resetSettings: () => Promise<void>;
  /** Resolves when no tick runs that began before. */
  ticksEnd: () => Promise<void>;
  /** The copy in the browser's account, where it is to go too. */
  forgetInAccount: () => Promise<void>;
}

/**
 * The favourites go only once the log and the copy in the account are gone: the page may be closed as soon as none
 * are to be seen. Rejects when anything is left.
 */
export async function wipe({ resetSettings, ticksEnd, forgetInAccount }: Steps): Promise<void> {
  // What fails here fails again below, and is said then.
  await wipeLog().catch(() => {});
  await forgetInAccount().catch(() => {});
  await resetSettings().catch(() => {});
  await ticksEnd();
  // What ticked or synced meanwhile wrote down again what it knew.
  await wipeEverything();
  await forgetInAccount();
}
