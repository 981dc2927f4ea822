/** Tells the background that settings changed: here, in another browser of the person, or by policy. Browser. */
import browser from 'webextension-polyfill';

/** Calls back when settings were written. To be called synchronously when the worker starts. */
export function onSettingsChanged(listeners: { here: () => void; elsewhere: () => void }): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || (area === 'local' && 'settings' in changes)) listeners.here();
    if (area === 'sync') listeners.elsewhere();
  });
}
