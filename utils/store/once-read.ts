/** Settings for pages that change them. Disk. */
import type { Settings } from '@/utils/model';
import { knownSettings } from './settings';

const AGAIN_MS = 1_000;

/** Reads the settings for a page that changes them, again and again if need be; `unread` is called meanwhile. */
export async function settingsOnceRead(unread: () => Promise<void>): Promise<Settings> {
  for (;;) {
    try {
      return await knownSettings();
    } catch {
      await unread();
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
}
