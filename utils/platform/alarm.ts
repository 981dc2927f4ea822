/** The alarm that wakes the worker, one for a look that must not be late, and those that clear a notification. Browser. */
import browser from 'webextension-polyfill';
import type { EpochMs } from '@/utils/model';

const TICK = 'tick';
const LOOK = 'look';
const CLEAR = 'clear ';
/** One that is set anew may come no sooner than in half a minute: a small difference is not worth that. */
const SAME_LOOK_MS = 4_000;

/** An alarm that was seen to run is looked at again after this long. */
const TRUSTED_MS = 60_000;

let seen: { periodMs: number; at: EpochMs } | null = null;

/**
 * Makes sure that the tick alarm runs at this period. An alarm that already does is left alone: creating one
 * again restarts its countdown, and one that is re-created at every wake never fires.
 */
export async function ensureTickAlarm(periodMs: number, { onlyIfMissing = false } = {}): Promise<void> {
  const now = Date.now();
  if (seen?.periodMs === periodMs && Math.abs(now - seen.at) < TRUSTED_MS) return;
  const periodInMinutes = periodMs / 60_000;
  const alarm = await browser.alarms.get(TICK);
  if (alarm === undefined || !runs(alarm, onlyIfMissing ? null : periodInMinutes, now)) {
    browser.alarms.create(TICK, { delayInMinutes: periodInMinutes, periodInMinutes });
  }
  seen = onlyIfMissing ? null : { periodMs, at: now };
}

/** One that was set while the clock ran ahead would come when the clock gets there: perhaps in a year. */
function runs(alarm: browser.Alarms.Alarm, periodInMinutes: number | null, now: EpochMs): boolean {
  const every = alarm.periodInMinutes ?? 0;
  const comes = alarm.scheduledTime - now <= 2 * every * 60_000;
  return comes && (periodInMinutes === null || every === periodInMinutes);
}

let lookAt = 0;

/** Makes sure that the worker is woken at a time, even if it is gone by then. */
export async function ensureLook(at: EpochMs): Promise<void> {
  if (Math.abs(at - lookAt) <= SAME_LOOK_MS) return;
  lookAt = at;
  const alarm = await browser.alarms.get(LOOK);
  if (Math.abs(at - (alarm?.scheduledTime ?? 0)) > SAME_LOOK_MS) browser.alarms.create(LOOK, { when: at });
}

/** Clears a notification later, even if the worker is gone by then. */
export function clearLater(notification: string, at: EpochMs): void {
  browser.alarms.create(CLEAR + notification, { when: at });
}

/** It is news again: it stays. */
export async function clearNever(notification: string): Promise<void> {
  await browser.alarms.clear(CLEAR + notification);
}

/** Calls back at each alarm. To be called synchronously when the worker starts. */
export function onAlarm(listeners: { tick: () => void; clear: (notification: string) => void }): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === TICK || name === LOOK) listeners.tick();
    else if (name.startsWith(CLEAR)) listeners.clear(name.slice(CLEAR.length));
  });
}
