/** What is shown of a step: never at the price of the watch, and nothing lost that could not be kept. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState } from '@/utils/incidents/initial-state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Notice } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const START = Date.UTC(2026, 0, 15, 12);

const notice: Notice = {
  id: 'whatsapp-1',
  kind: 'opened',
  about: 'service',
  services: ['whatsapp'],
  back: [],
  family: null,
  verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'test', numbers: {} },
  everyone: false,
  since: START,
  until: null,
  alert: true,
};

const step = (change: Partial<KeptStep> = {}): KeptStep => ({
  before: emptyState(1),
  state: emptyState(1),
  seen: [],
  notices: [],
  settings: DEFAULT_SETTINGS,
  watched: [],
  guests: [],
  now: START,
  ...change,
});

async function worker() {
  vi.resetModules();
  const [{ keep }, { default: browser }] = await Promise.all([
    import('@/entrypoints/background/keep'),
    import('webextension-polyfill'),
  ]);
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en');
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://id/${path}`);
  return { keep, browser };
}

const shown = () => Promise.resolve();

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  vi.spyOn(console, 'error').mockReturnValue();
});

describe('what is shown', () => {
  it('never ends the watch, whatever the browser refuses', async () => {
    const { keep, browser } = await worker();
    vi.spyOn(browser.alarms, 'get').mockRejectedValue(new Error('no alarms'));
    await expect(keep(step(), shown)).resolves.toBeUndefined();
  });

  it('is told with the next step that could be kept', async () => {
    const { keep, browser } = await worker();
    const create = vi.spyOn(browser.notifications, 'create');
    const aside = vi.spyOn(browser.storage.session, 'set').mockRejectedValue(new Error('full'));
    const real = globalThis.indexedDB;
    globalThis.indexedDB = {
      open: () => {
        throw new Error('closed');
      },
    } as unknown as IDBFactory;
    await keep(step({ notices: [notice] }), shown);
    expect(create).not.toHaveBeenCalled();
    globalThis.indexedDB = real;
    aside.mockRestore();
    await keep(step(), shown);
    await keep(step(), shown);
    expect(create.mock.calls.map(([id]) => id)).toEqual(['whatsapp-1']);
  });

  it('stays when it is news again, though it was to go away', async () => {
    const { keep, browser } = await worker();
    await keep(step({ notices: [{ ...notice, kind: 'closed', until: START }] }), shown);
    const waiting = async () => (await browser.alarms.getAll()).map(({ name }) => name);
    expect(await waiting()).toContain('clear whatsapp-1');
    await keep(step({ notices: [{ ...notice, kind: 'updated' }] }), shown);
    expect(await waiting()).not.toContain('clear whatsapp-1');
  });
});
