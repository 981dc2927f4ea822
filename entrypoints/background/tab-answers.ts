/** On the browser's own error page the toolbar button of that tab carries the answer. */
import type { FavouriteFinder } from '@/utils/catalogue/belonging';
import { favouriteFinder } from '@/utils/catalogue/belonging';
import type { KeptStep } from '@/utils/incidents/step';
import type { ServiceId } from '@/utils/model';
import { clearTabAnswer, hostInTab, showTabAnswer } from '@/utils/platform/tab-action';
import { readFailedTabs, writeFailedTabs } from '@/utils/store/session';
import { readCatalogue } from './catalogue';
import { guard } from './guard';
import { tabAnswer } from './words';

export interface TabAnswers {
  /** This tab shows an error page in place of a favourite; painted with the next step. */
  remember(tabId: number, service: ServiceId): void;
  /** This tab shows its page. */
  clear(tabId: number): void;
  /** Paints what is known now on every such tab. */
  paint(step: KeptStep): Promise<void>;
}

/** Starts with the tabs that an earlier worker painted. */
export function createTabAnswers(): TabAnswers {
  const tabs = new Map<number, ServiceId>();
  let restored: Promise<void> | null = null;

  function restore(): Promise<void> {
    restored ??= readFailedTabs().then((kept) => {
      for (const [tab, service] of kept) if (!tabs.has(tab)) tabs.set(tab, service);
    });
    return restored;
  }

  async function forget(tabId: number): Promise<void> {
    await restore();
    if (!tabs.delete(tabId)) return;
    await Promise.all([clearTabAnswer(tabId), writeFailedTabs([...tabs])]);
  }

  async function paintOne(tabId: number, service: ServiceId, find: FavouriteFinder, step: KeptStep) {
    const host = await hostInTab(tabId);
    // It went elsewhere, where its button was given its usual look by the browser.
    if (host === null || find(host)?.id !== service) return forget(tabId);
    const answer = await tabAnswer(service, step);
    if (answer !== null) await showTabAnswer(tabId, answer.title, answer.icon);
  }

  return {
    remember(tabId, service) {
      tabs.set(tabId, service);
      guard(restore().then(() => writeFailedTabs([...tabs])));
    },
    clear: (tabId) => guard(forget(tabId)),
    async paint(step) {
      await restore();
      if (tabs.size === 0) return;
      const find = favouriteFinder(step.watched, await readCatalogue());
      await Promise.all([...tabs].map(([tab, service]) => paintOne(tab, service, find, step)));
    },
  };
}
