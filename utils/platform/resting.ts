/** Whether anybody is there, and whether data is dear. Browser. */
import browser from 'webextension-polyfill';
import { remember, remembered } from './remembered';

/** Without a hand on mouse or keyboard for so long, nobody is there. */
const AWAY_S = 900;

const AWAY = 'away';

let changed: (() => void) | null = null;

/** Whether nobody is there or the screen is locked; null when the browser does not tell. Never throws. */
export async function isAway(): Promise<boolean | null> {
  try {
    const away = (await browser.idle.queryState(AWAY_S)) !== 'active';
    hearWhile(!away);
    return away;
  } catch {
    return null;
  }
}

/** Calls back whenever that changes, as far as it is heard. To be called synchronously when the worker starts. */
export function onAwayChanged(listener: () => void): void {
  browser.idle.setDetectionInterval(AWAY_S);
  changed = () => listener();
  if (remembered(AWAY) !== 'yes') browser.idle.onStateChanged.addListener(changed);
}

/**
 * Firefox says whenever its background has ended that nobody is there, and so would start it twice a minute for as
 * long as that is so. There it is heard only while somebody is; who comes back is found by the next alarm.
 */
function hearWhile(isThere: boolean): void {
  const was = remembered(AWAY) !== 'yes';
  if (changed === null || was === isThere || !remember(AWAY, isThere ? 'no' : 'yes')) return;
  if (isThere) browser.idle.onStateChanged.addListener(changed);
  else browser.idle.onStateChanged.removeListener(changed);
}

/** Whether the person asked for less data; null where the browser does not know (Firefox). */
export function savesData(): boolean | null {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData ?? null;
}
