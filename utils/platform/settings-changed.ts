/** Tells the background that a page changed the settings. Browser. */
import browser from 'webextension-polyfill';

/** Calls back when settings were written. To be called synchronously when the worker starts. */
export function onSettingsChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'settings' in changes) listener();
  });
}
