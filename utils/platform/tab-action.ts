/** The toolbar button of one tab. Browser; a tab that is gone is no error. */
import browser from 'webextension-polyfill';
import { placeOf } from './page-load';

export type TabIcon = 'theirs' | 'yours' | 'doubt';

const SIZES = [16, 32] as const;

/** Puts an answer on the button of one tab; the badge with its number stays everybody's. */
export async function showTabAnswer(tabId: number, title: string, icon: TabIcon): Promise<void> {
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${icon}-${size}.png`]));
  await Promise.all([
    browser.action.setTitle({ tabId, title }),
    browser.action.setIcon({ tabId, path: path as Record<string, string> }),
  ]).catch(() => {});
}

/** Gives a tab's button its usual look again, which follows whatever all others show. */
export async function clearTabAnswer(tabId: number): Promise<void> {
  const { action } = browser;
  try {
    await Promise.all([action.setTitle({ tabId, title: null }), action.setIcon({ tabId })]);
  } catch {
    await overpaint(tabId).catch(() => {});
  }
}

/**
 * Chrome takes a tab's own title away with every page that the tab shows, and never else. What was painted a moment too
 * late is painted over; the product's name, which stands for an empty title, is never out of date.
 */
async function overpaint(tabId: number): Promise<void> {
  const { action } = browser;
  const [own, all] = await Promise.all([action.getTitle({ tabId }), action.getTitle({})]);
  if (own === all) return;
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${size}.png`]));
  await Promise.all([
    action.setTitle({ tabId, title: '' }),
    action.setIcon({ tabId, path: path as Record<string, string> }),
  ]);
}

/** Names the host and port that a tab shows, or failed to show; null when the tab is gone or is not ours to see. */
export async function placeInTab(tabId: number): Promise<ReturnType<typeof placeOf> | null> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url === undefined ? null : placeOf(tab.url);
}
