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

/** Gives a tab's button its usual look again. */
export async function clearTabAnswer(tabId: number): Promise<void> {
  const title = await browser.action.getTitle({}).catch(() => '');
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${size}.png`]));
  await Promise.all([
    browser.action.setTitle({ tabId, title }),
    browser.action.setIcon({ tabId, path: path as Record<string, string> }),
  ]).catch(() => {});
}

/** Names the host that a tab shows, or failed to show; null when the tab is gone or is not ours to see. */
export async function hostInTab(tabId: number): Promise<string | null> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url === undefined ? null : hostOf(tab.url);
}
