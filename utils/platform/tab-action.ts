/** The toolbar button of one tab. Browser; a tab that is gone is no error. */
import browser from 'webextension-polyfill';
import { hostOf } from './page-load';

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

/**
 * Gives a tab's button its usual look again. The browser does that itself with every page that a tab shows; only an
 * answer that came a moment later is still there. A title of the tab's own would stay when everybody's changes, and
 * Chrome cannot take one away: an empty one is the product's name.
 */
export async function clearTabAnswer(tabId: number): Promise<void> {
  const { action } = browser;
  const titles = await Promise.all([action.getTitle({ tabId }), action.getTitle({})]).catch(() => null);
  if (titles === null || titles[0] === titles[1]) return;
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${size}.png`]));
  await Promise.all([
    action.setTitle({ tabId, title: '' }),
    action.setIcon({ tabId, path: path as Record<string, string> }),
  ]).catch(() => {});
}

/** Names the host that a tab shows, or failed to show; null when the tab is gone or is not ours to see. */
export async function hostInTab(tabId: number): Promise<string | null> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url === undefined ? null : hostOf(tab.url);
}
