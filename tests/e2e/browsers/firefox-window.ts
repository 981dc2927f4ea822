/** What a person does in Firefox's own window, as script with the browser's own rights. Text only. */

/** Gives the address of what is shown in the end, which for a page that failed is Firefox's own. */
export const openPrivately = (url: string) => `(async () => {
  const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
  const opened = await BrowserWindowTracker.promiseOpenWindow({ private: true });
  const { gBrowser } = opened;
  const ended = new Promise((done) => {
    gBrowser.addTabsProgressListener({
      onStateChange(tab, progress, request, flags) {
        const { STATE_STOP, STATE_IS_WINDOW } = Ci.nsIWebProgressListener;
        const isOver = flags & STATE_STOP && flags & STATE_IS_WINDOW && progress.isTopLevel;
        if (isOver && tab.currentURI.spec !== 'about:blank') done();
      },
    });
  });
  const triggeringPrincipal = Services.scriptSecurityManager.createNullPrincipal({});
  gBrowser.selectedBrowser.fixupAndLoadURIString(${JSON.stringify(url)}, { triggeringPrincipal });
  await ended;
  const { documentURI } = gBrowser.selectedBrowser;
  opened.close();
  return documentURI.spec;
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
