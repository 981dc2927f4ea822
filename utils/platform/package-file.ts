/** Files of our own package. Browser. */
import browser from 'webextension-polyfill';

/** Reads a JSON file of the package. Rejects when it cannot be read. */
export async function readPackaged(path: string): Promise<unknown> {
  // biome-ignore lint/style/noRestrictedGlobals: a file of our own package, not the network.
  const response = await fetch(browser.runtime.getURL(path));
  return response.json();
}
