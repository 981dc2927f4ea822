/** The page that a network's sign-in page answers in place of. Browser. */
import browser from 'webextension-polyfill';

/** Plain http, so that the network can answer; one of the controls. */
const PLAIN_PAGE = 'http://detectportal.firefox.com/success.txt';

/** Opens it: Firefox's own such page where it names one. */
export async function openPortalPage(): Promise<void> {
  await browser.tabs.create({ url: (await canonicalUrl()) ?? PLAIN_PAGE });
}

async function canonicalUrl(): Promise<string | null> {
  if (browser.captivePortal === undefined) return null;
  const setting = await browser.captivePortal.canonicalURL.get({}).catch(() => null);
  const url: unknown = setting?.value;
  return typeof url === 'string' && url.startsWith('http://') ? url : null;
}
