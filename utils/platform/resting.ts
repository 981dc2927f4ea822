/** Whether anybody is there, and whether data is dear. Browser. */
import browser from 'webextension-polyfill';

/** Without a hand on mouse or keyboard for so long, nobody is there. */
const AWAY_S = 900;

/** Whether nobody is there or the screen is locked; null when the browser does not tell. Never throws. */
export async function isAway(): Promise<boolean | null> {
  try {
    return (await browser.idle.queryState(AWAY_S)) !== 'active';
  } catch {
    return null;
  }
}

/** Calls back whenever that changes. To be called synchronously when the worker starts. */
export function onAwayChanged(listener: () => void): void {
  browser.idle.setDetectionInterval(AWAY_S);
  browser.idle.onStateChanged.addListener(() => listener());
}

/** Whether the person asked for less data; null where the browser does not know (Firefox). */
export function savesData(): boolean | null {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData ?? null;
}
