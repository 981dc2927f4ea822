/** Beginnings: installed, started, allowed more or less. Browser. */
import browser from 'webextension-polyfill';

/** Calls back once at each beginning. To be called synchronously when the worker starts. */
export function onBeginning(listeners: {
  installed: (first: boolean) => void;
  started: () => void;
  permissions: () => void;
}): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listeners.installed(reason === 'install'));
  browser.runtime.onStartup.addListener(listeners.started);
  browser.permissions.onAdded.addListener(listeners.permissions);
  browser.permissions.onRemoved.addListener(listeners.permissions);
}

/** Opens one of our pages in a tab: a new one, or the one in front. */
export async function openPage(page: string, where: 'new-tab' | 'here' = 'new-tab'): Promise<void> {
  const url = browser.runtime.getURL(page);
  await (where === 'here' ? browser.tabs.update({ url }) : browser.tabs.create({ url }));
}

/** Gives the language of the browser's own interface, as a BCP 47 tag. */
export function browserLanguage(): string {
  return browser.i18n.getUILanguage();
}
