/** The keyword in the address bar. Browser; texts go in plain and are made safe here. */
import browser from 'webextension-polyfill';

export interface Suggested {
  /** What is entered when it is chosen. */
  content: string;
  text: string;
}

export interface AddressBarListeners {
  /** Gives the text of the first line when the keyword was typed. */
  started: () => Promise<string>;
  changed: (typed: string) => Promise<{ first: string; others: readonly Suggested[] }>;
  entered: (typed: string, where: 'here' | 'new-tab') => void;
}

/** Chrome reads its descriptions as XML, Firefox shows them as they are. */
function described(text: string): string {
  if (!isChrome()) return text;
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

/**
 * What stands in the first line for the letters that are typed, since a line that is set while somebody types is shown
 * with the next letter only; null where the browser puts nothing in.
 */
export function typedLetters(): string | null {
  return isChrome() ? '%s' : null;
}

function isChrome(): boolean {
  return browser.runtime.getURL('').startsWith('chrome-extension:');
}

/** Calls back while somebody types after the keyword. To be called synchronously when the worker starts. */
export function onAddressBar({ started, changed, entered }: AddressBarListeners): void {
  const { omnibox } = browser;
  // Firefox for Android has no such keyword.
  if (omnibox === undefined) return;
  const first = (text: string) => omnibox.setDefaultSuggestion({ description: described(text) });
  omnibox.onInputStarted.addListener(() => {
    void started().then(first);
  });
  omnibox.onInputChanged.addListener((typed, suggest) => {
    void changed(typed).then((answer) => {
      first(answer.first);
      suggest(answer.others.map(({ content, text }) => ({ content, description: described(text) })));
    });
  });
  omnibox.onInputEntered.addListener((typed, disposition) => {
    entered(typed, disposition === 'currentTab' ? 'here' : 'new-tab');
  });
}
