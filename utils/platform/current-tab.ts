/** The page that the person looks at. Browser; needs `activeTab`, which opening the popup grants. */
import browser from 'webextension-polyfill';

/** Gives the address of the current tab, also of one that shows the browser's own error page; null when hidden. */
export async function currentUrl(): Promise<string | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true }).catch(() => []);
  // While a page is still loading, or failed before anything came, only this one is known.
  return tab?.pendingUrl || tab?.url || null;
}
