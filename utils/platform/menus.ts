/** Our entries in the page's, the link's and the toolbar button's menus. Browser. */
import browser from 'webextension-polyfill';

export interface MenuEntry {
  id: string;
  title: string;
  where: 'page' | 'link' | 'button';
  /** The entry that holds it. */
  parent?: string;
}

/** What was clicked; addresses are null where the browser does not say. */
export interface MenuClick {
  entry: string;
  link: string | null;
  page: string | null;
}

const CONTEXT = { page: 'page', link: 'link', button: 'action' } as const;

let showing: Promise<void> = Promise.resolve();

/** Replaces all our entries, one call after the other. Chrome keeps them over restarts, Firefox does not. */
export function showMenus(entries: readonly MenuEntry[]): Promise<void> {
  showing = showing.catch(() => {}).then(() => replaceAll(entries));
  return showing;
}

async function replaceAll(entries: readonly MenuEntry[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, where, parent } of entries) {
    browser.contextMenus.create({
      id,
      title,
      contexts: [CONTEXT[where]],
      ...(parent !== undefined && { parentId: parent }),
    });
  }
}

/** Calls back at each click. To be called synchronously when the worker starts. */
export function onMenuClicked(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    // The click itself grants activeTab: on the browser's own error page only the tab knows the address.
    listener({
      entry: String(info.menuItemId),
      link: info.linkUrl ?? null,
      page: tab?.url ?? info.pageUrl ?? null,
    });
  });
}
