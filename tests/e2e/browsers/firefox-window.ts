/** What a person does in Firefox's own window, as script with the browser's own rights. Text only. */

/** Gives the address of what is shown in the end, which for a page that failed is Firefox's own. */
export const openPrivately = (url: string) => `(async () => {
  const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
  const front = Services.wm.getMostRecentWindow('navigator:browser');
  const until = async (what, isSo) => {
    for (let looks = 0; !isSo(); looks += 1) {
      if (looks > 200) throw new Error('The private window: not ' + what);
      await new Promise((done) => front.setTimeout(done, 100));
    }
  };
  const opened = BrowserWindowTracker.openWindow({ private: true });
  await until('begun', () => opened.gBrowserInit?.delayedStartupFinished);
  const shown = opened.gBrowser.selectedBrowser;
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  shown.fixupAndLoadURIString(${JSON.stringify(url)}, { triggeringPrincipal });
  await until('there', () => shown.currentURI.spec !== 'about:blank' && !shown.webProgress.isLoadingDocument);
  const { spec } = shown.documentURI;
  opened.close();
  return spec;
})()`;

/** Waits for the menu that a click opened, and chooses an entry by its words. */
export const chosenInMenu = (entry: string) => `(async () => {
  const view = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = view.document.getElementById('contentAreaContextMenu');
  if (menu.state !== 'open') {
    await new Promise((done) => menu.addEventListener('popupshown', done, { once: true }));
  }
  const entries = [...menu.querySelectorAll('menuitem')].filter((one) => !one.hidden);
  const chosen = entries.find((one) => one.label === ${JSON.stringify(entry)});
  if (chosen === undefined) throw new Error('The menu has ' + entries.map((one) => one.label).join());
  menu.activateItem(chosen);
  return true;
})()`;

/** Types into the address bar key by key, and presses Enter once what was typed is understood as a keyword. */
export const typedInAddressBar = (text: string) => `(async () => {
  const view = Services.wm.getMostRecentWindow('navigator:browser');
  view.focus();
  view.gURLBar.focus();
  view.gURLBar.select();
  const keys = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  keys.beginInputTransactionForTests(view);
  const press = (key, keyCode = 0) => {
    const event = new view.KeyboardEvent('', { key, keyCode });
    keys.keydown(event);
    keys.keyup(event);
  };
  for (const letter of ${JSON.stringify(text)}) press(letter);
  const isKeyword = () => view.gURLBar.view.getResultAtIndex?.(0)?.payload?.keyword !== undefined;
  while (!isKeyword()) await new Promise((done) => view.setTimeout(done, 50));
  press('Enter', view.KeyboardEvent.DOM_VK_RETURN);
  return view.gURLBar.value;
})()`;

/** Moves the extension's button to the toolbar, and gives the pictures that it has for the tab in front. */
export const iconOnToolbar = (extensionId: string) => `(() => {
  const view = Services.wm.getMostRecentWindow('navigator:browser');
  const widget = ${JSON.stringify(extensionId)}.toLowerCase().replace(/[^a-z0-9_-]/g, '_') + '-browser-action';
  view.CustomizableUI.addWidgetToArea(widget, 'nav-bar');
  const icon = view.document.getElementById(widget).querySelector('.toolbarbutton-icon');
  return view.getComputedStyle(icon).listStyleImage;
})()`;
