/** May we read answers from this host? Browser; the permissions API only. */
import browser from 'webextension-polyfill';

/** Finds which of these match patterns were granted; none when the browser cannot say. */
export async function grantedAmong(origins: readonly string[]): Promise<ReadonlySet<string>> {
  const contains = (wanted: readonly string[]) =>
    browser.permissions.contains({ origins: [...wanted] }).catch(() => false);
  // Usually all were: one question then.
  if (await contains(origins)) return new Set(origins);
  const answers = await Promise.all(origins.map((origin) => contains([origin])));
  return new Set(origins.filter((_, index) => answers[index]));
}

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
