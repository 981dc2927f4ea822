/** On the browser's own error page the toolbar button of that tab carries the answer. */
import type { FavouriteFinder } from '@/utils/catalogue/belonging';
import { favouriteFinder } from '@/utils/catalogue/belonging';
import type { KeptStep } from '@/utils/incidents/step';
import { clearTabAnswer, placeInTab, showTabAnswer } from '@/utils/platform/tab-action';
import { type FailedTab, readFailedTabs, writeFailedTabs } from '@/utils/store/session';
import { readCatalogue } from './catalogue';
import { guard } from './guard';
import { tabAnswer } from './words';

export interface TabAnswers {
  /** This tab failed to show a favourite, which is not believed yet. */
  expect(tabId: number): void;
  /** This tab shows an error page in place of a favourite; painted with the next step. */
  remember(tabId: number, failed: FailedTab): void;
  /** This tab shows its page. */
  clear(tabId: number): void;
  /** Paints what is known now on every such tab. */
  paint(step: KeptStep): Promise<void>;
}

/** Starts with the tabs that an earlier worker painted. `failing` hears whether any tab shows, or may show, an error. */
export function createTabAnswers(failing: (any: boolean) => void): TabAnswers {
  const tabs = new Map<number, FailedTab>();
  const expected = new Set<number>();
  let restored: Promise<void> | null = null;
  let isRestored = false;

  function restore(): Promise<void> {
    restored ??= readFailedTabs().then((kept) => {
      for (const [tab, failed] of kept) if (!tabs.has(tab)) tabs.set(tab, failed);
      isRestored = true;
    });
    return restored;
  }

  async function forget(tabId: number): Promise<void> {
    expected.delete(tabId);
    await restore();
    const wasPainted = tabs.delete(tabId);
    failing(tabs.size + expected.size > 0);
    if (wasPainted) await Promise.all([clearTabAnswer(tabId), writeFailedTabs([...tabs])]);
  }

  async function paintOne(tabId: number, failed: FailedTab, find: FavouriteFinder, step: KeptStep) {
    const place = await placeInTab(tabId);
    // It went elsewhere, where its button was given its usual look by the browser.
    if (place === null || find(place.host, place.port)?.id !== failed.service) return forget(tabId);
    const answer = await tabAnswer(failed, step);
    // Meanwhile it may have shown its page.
    if (answer !== null && tabs.get(tabId) === failed) await showTabAnswer(tabId, answer.title, answer.icon);
  }

  return {
    expect(tabId) {
      expected.add(tabId);
      failing(true);
    },
    remember(tabId, failed) {
      expected.delete(tabId);
      tabs.set(tabId, failed);
      guard(restore().then(() => writeFailedTabs([...tabs])));
    },
    clear(tabId) {
      // Said of every page that opens well.
      if (!isRestored || tabs.has(tabId) || expected.has(tabId)) guard(forget(tabId));
    },
    async paint(step) {
      await restore();
      failing(tabs.size + expected.size > 0);
      if (tabs.size === 0) return;
      const find = favouriteFinder(step.watched, await readCatalogue());
      await Promise.all([...tabs].map(([tab, failed]) => paintOne(tab, failed, find, step)));
    },
  };
}
