/** Favourites and settings that follow the person through the browser's own account. Disk; never throws. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { EpochMs, Settings } from '@/utils/model';
import type { SyncState } from './choices';
import { readOwnSettings, replaceOwnSettings, writeSettings } from './settings';
import {
  applied,
  itemsFromParts,
  itemsOf,
  joined,
  noteChanges,
  PART,
  partsOf,
  type SyncItems,
  sameItems,
} from './sync-plan';

/** What this browser last knew, and how the last attempt went. */
const KNOWN = 'syncKnown';
const STATE = 'syncState';

let running: Promise<void> = Promise.resolve();

/** Joins what is here with what other browsers wrote; one at a time. */
export function syncNow(now: EpochMs): Promise<void> {
  running = running.then(() => syncOnce(now)).catch(() => {});
  return running;
}

/** Tries again if the browser had asked for a pause. */
export async function syncAgain(now: EpochMs): Promise<void> {
  if ((await readSyncState()) === 'waiting') await syncNow(now);
}

async function syncOnce(now: EpochMs): Promise<void> {
  const settings = await readOwnSettings();
  if (!settings.sync) {
    // Joining again later begins anew, so that nothing that happened in between is taken for a removal.
    await browser.storage.local.remove([KNOWN, STATE]);
    return;
  }
  const state = await exchange(settings, now);
  if (state !== null) await browser.storage.local.set({ [STATE]: state });
}

/** Null: something was changed here meanwhile, which will be heard of and begins it anew. */
async function exchange(settings: Settings, now: EpochMs): Promise<SyncState | null> {
  const stored = await readRemote();
  if (stored === null) return 'unavailable';
  const theirs = itemsFromParts(stored);
  const local = await browser.storage.local.get(KNOWN);
  const known = local[KNOWN] == null ? null : itemsOf(local[KNOWN]);
  const mine = known === null ? firstItems(settings, theirs, now) : noteChanges(known, settings, now);
  const all = joined(mine, theirs);
  const next = applied(settings, all);
  const settled = noteChanges(all, next, now);
  // The settings first: what is known and not yet here would be taken for a change that was made here.
  const isNews = JSON.stringify(next) !== JSON.stringify(settings);
  if (isNews && !(await replaceOwnSettings(settings, next))) return null;
  await browser.storage.local.set({ [KNOWN]: settled });
  return sameItems(settled, theirs) ? 'on' : writeRemote(settled, stored);
}

/** A browser that joins brings its favourites; the settings of those that were there before hold. */
function firstItems(settings: Settings, theirs: SyncItems, now: EpochMs): SyncItems {
  if (Object.keys(theirs).length === 0) return noteChanges({}, settings, now);
  const items = noteChanges({}, settings, 0);
  for (const [name, item] of Object.entries(items)) {
    if (theirs[name] !== undefined && theirs[name].value === undefined) items[name] = { ...item, at: now };
  }
  return items;
}

async function readRemote(): Promise<Record<string, unknown> | null> {
  try {
    return await browser.storage.sync.get(null);
  } catch {
    return null;
  }
}

/** Writes only the parts that changed: the browser counts writes. */
async function writeRemote(items: SyncItems, stored: Record<string, unknown>): Promise<SyncState> {
  const parts = partsOf(items);
  const changed = Object.entries(parts).filter(([key, part]) => !sameItems(itemsOf(stored[key]), part));
  const surplus = Object.keys(stored).filter((key) => key.startsWith(PART) && !(key in parts));
  try {
    if (changed.length > 0) await browser.storage.sync.set(Object.fromEntries(changed));
    if (surplus.length > 0) await browser.storage.sync.remove(surplus);
    return 'on';
  } catch (problem) {
    return /MAX_WRITE|per (minute|hour)|too many/i.test(String(problem)) ? 'waiting' : 'full';
  }
}

const stateSchema = v.picklist(['on', 'full', 'waiting', 'unavailable']);

/** How syncing goes. */
export async function readSyncState(): Promise<SyncState> {
  const stored = await browser.storage.local.get(STATE).catch((): Record<string, unknown> => ({}));
  const result = v.safeParse(stateSchema, stored[STATE]);
  return result.success ? result.output : 'off';
}

/** Calls back whenever that changes. */
export function watchSyncState(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'sync' || (area === 'local' && STATE in changes)) listener();
  });
}

/** Whether the browser's account holds anything of ours. */
export async function isInAccount(): Promise<boolean> {
  const stored = await readRemote();
  return stored !== null && Object.keys(stored).length > 0;
}

/**
 * Deletes it there, and syncs no more from here, which would put it there again; so would another browser that still
 * syncs. Rejects when the account does not let go of it.
 */
export async function leaveAccount(): Promise<void> {
  await writeSettings({ sync: false }).catch(() => {});
  await browser.storage.sync.clear();
}
