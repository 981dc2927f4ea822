/** Which site the popup may be asked about: the one named in its address, else the one in the current tab. */
import type { Site } from '@/components/Here';
import { isPrivateHost } from '@/utils/catalogue/private-host';
import { currentTabUrl } from '@/utils/platform/current-tab';

/** Finds it; null where the browser hides it, or where there is no site (a new tab, a page of the browser). */
export async function findSite(search: string): Promise<Site | null> {
  const named = new URLSearchParams(search).get('site');
  if (named !== null) return siteOf(named.includes('://') ? named : `https://${named}/`, true);
  const url = await currentTabUrl();
  return url === null ? null : siteOf(url, false);
}

function siteOf(text: string, named: boolean): Site | null {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return null;
  const host = url.hostname;
  // Never more than the site: a path may be private.
  return { url: `${url.origin}/`, host, id: host, isPrivate: isPrivateHost(host), named };
}
