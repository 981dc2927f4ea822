/** What only Firefox tells about the network. Browser; null where the API is missing, nothing throws. */
import browser from 'webextension-polyfill';

/** What the browser's own resolver says past its cache. */
export type SystemDns = { addresses: readonly string[] } | { error: string };

/** Resolves a host past the browser's cache; null where the browser cannot (Chrome). */
export async function resolvePastCache(host: string): Promise<SystemDns | null> {
  if (!browser.dns?.resolve) return null;
  try {
    const record = await browser.dns.resolve(host, ['bypass_cache']);
    return { addresses: record.addresses };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads Firefox's opinion on a captive portal, in its own words; null where it has none or the check is turned off. */
export async function readPortalState(): Promise<string | null> {
  try {
    return (await browser.captivePortal?.getState()) ?? null;
  } catch {
    return null;
  }
}

/** Tells whether this browser can resolve past its own cache. */
export function hasSystemDns(): boolean {
  return typeof browser.dns?.resolve === 'function';
}
