/** May we read answers from this host? Browser; the permissions API only. */
import browser from 'webextension-polyfill';

/** Tells whether the host of a URL was granted; false when the browser cannot say. */
export async function isHostGranted(url: string): Promise<boolean> {
  try {
    const { protocol, hostname } = new URL(url);
    // A match pattern knows no port.
    return await browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  } catch {
    return false;
  }
}
