/** Asking for, and knowing of, optional permissions. Browser. */
import browser from 'webextension-polyfill';

interface Wanted {
  origins?: string[];
  permissions?: string[];
  /** Firefox's kinds of data that leave the browser. */
  data_collection?: string[];
}

/**
 * Asks the browser's own prompt. Must be the first thing that a click does: after an await the gesture is gone.
 * False when it was refused, or cannot be asked here.
 */
export function askPermission(wanted: Wanted): Promise<boolean> {
  return browser.permissions.request(wanted as browser.Permissions.Permissions).catch(() => false);
}

/** Asks leave for sites, first thing in the click; for their sockets only where host patterns do not hold them: in Chrome. */
export function askForSites(sites: { origins: string[]; sockets: string[] }): Promise<boolean> {
  return askPermission({ origins: asksAboutData() ? sites.origins : [...sites.origins, ...sites.sockets] });
}

/** Gives leave for sites back; false when the browser keeps it. */
export function dropSites(sites: { origins: string[]; sockets: string[] }): Promise<boolean> {
  const origins = asksAboutData() ? sites.origins : [...sites.origins, ...sites.sockets];
  return dropPermission({ origins });
}

/** Gives leave back; false when the browser keeps it. */
export function dropPermission(given: Pick<Wanted, 'origins' | 'permissions'>): Promise<boolean> {
  return browser.permissions.remove(given as browser.Permissions.Permissions).catch(() => false);
}

/** Tells whether all of it was granted. */
export function hasPermission(wanted: Wanted): Promise<boolean> {
  return browser.permissions.contains(wanted as browser.Permissions.AnyPermissions).catch(() => false);
}

/**
 * Asks leave for the hosts of sources, first thing in the click; in Firefox together with its own question about data
 * that leaves the browser. Chrome has no such question and knows no such permission: our own switch is the answer there.
 */
export function askToSend(origins: string[]): Promise<boolean> {
  if (!asksAboutData()) return askPermission({ origins });
  return askPermission({ origins, data_collection: ['browsingActivity', 'locationInfo'] });
}

/** Only Firefox has the question, and only Firefox tells its own name. */
export function asksAboutData(): boolean {
  return 'getBrowserInfo' in browser.runtime;
}

/** Calls back with the kinds of data that may no longer leave. To be called synchronously when the worker starts. */
export function onDataWithdrawn(listener: (kinds: readonly string[]) => void): void {
  browser.permissions.onRemoved.addListener((removed) => {
    const kinds = (removed as Wanted).data_collection ?? [];
    if (kinds.length > 0) listener(kinds);
  });
}
