/** The site in the current tab, known only after the person opened our popup or menu there (activeTab). Browser. */
import browser from 'webextension-polyfill';

/** Gives the address of the current tab, also on the browser's error page; null where it is not ours to know. */
export async function currentTabUrl(): Promise<string | null> {
  const [tab] = await browser.tabs
    .query({ active: true, currentWindow: true })
    .catch((): browser.Tabs.Tab[] => []);
  return tab?.url ?? null;
}
