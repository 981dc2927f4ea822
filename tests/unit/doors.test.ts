/** The menus and the address bar, through stand-ins: a test can drive real ones in Firefox only. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAddressBar } from '@/entrypoints/background/address-bar';
import { localTime, tomorrow } from '@/entrypoints/background/local-time';
import { followMenu, refreshMenus } from '@/entrypoints/background/menus';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { withWatched } from '@/utils/incidents/advance';
import { emptyState } from '@/utils/incidents/initial-state';
import type { Reason } from '@/utils/incidents/step';
import { viewOf } from '@/utils/incidents/view';
import { onAddressBar } from '@/utils/platform/address-bar';
import { type MenuClick, onMenuClicked, showMenus } from '@/utils/platform/menus';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { readSettings, writeSettings } from '@/utils/store/settings';
import { writeView } from '@/utils/store/snapshot';
import { servePackage } from './package-files';

const NOW = Date.now();

/** What the browser keeps of our entries. */
interface Entry {
  id?: string;
  title?: string;
  contexts?: string[];
  parentId?: string;
}

class Signal<T extends unknown[]> {
  private readonly listeners: ((...args: T) => void)[] = [];
  addListener = (listener: (...args: T) => void) => void this.listeners.push(listener);
  clear(): void {
    this.listeners.splice(0);
  }
  fire(...args: T): void {
    for (const listener of this.listeners) listener(...args);
  }
}

const entries: Entry[] = [];
const opened: string[] = [];
const reasons: Reason[] = [];
/** A view that says the same is written again only after a while. */
let writtenAt = NOW;
const clicked = new Signal<[object, object | undefined]>();
const bar = {
  started: new Signal<[]>(),
  changed: new Signal<[string, (all: unknown[]) => void]>(),
  entered: new Signal<[string, string]>(),
};
let defaultSuggestion = '';
const tick = async (reason: Reason) => void reasons.push(reason);

beforeEach(() => {
  fakeBrowser.reset();
  for (const signal of [clicked, bar.started, bar.changed, bar.entered]) signal.clear();
  for (const list of [entries, opened, reasons]) list.splice(0);
  const contextMenus = {
    removeAll: async () => void entries.splice(0),
    create: (entry: Entry) => {
      if (entries.some(({ id }) => id === entry.id)) throw new Error(`Duplicate id ${entry.id}`);
      entries.push(entry);
    },
    onClicked: clicked,
  };
  const omnibox = {
    onInputStarted: bar.started,
    onInputChanged: bar.changed,
    onInputEntered: bar.entered,
    setDefaultSuggestion: ({ description }: { description: string }) => {
      defaultSuggestion = description;
    },
  };
  Object.assign(browser, { contextMenus, omnibox });
  vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url }) => {
    opened.push(`new ${url}`);
    return {} as never;
  });
  vi.spyOn(browser.tabs, 'update').mockImplementation((async ({ url }: { url: string }) => {
    opened.push(`here ${url}`);
    return {};
  }) as never);
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en');
  servePackage();
});

const titles = () => entries.map(({ title }) => title);

describe('the menus', () => {
  it('ask on pages and links, and pause from the toolbar button', async () => {
    await refreshMenus();
    expect(entries.map(({ id, contexts, parentId }) => [id, contexts?.[0], parentId])).toEqual([
      ['page', 'page', undefined],
      ['link', 'link', undefined],
      ['pause', 'action', undefined],
      ['pause-hour', 'action', 'pause'],
      ['pause-tomorrow', 'action', 'pause'],
      ['pause-ever', 'action', 'pause'],
    ]);
  });

  it('are made anew one after the other, however often they are asked for', async () => {
    await Promise.all([refreshMenus(), refreshMenus(), refreshMenus()]);
    expect(entries).toHaveLength(6);
    await showMenus([]);
    expect(entries).toEqual([]);
  });

  it('speak the chosen language, and offer to watch again while paused', async () => {
    await writeSettings({ ...DEFAULT_SETTINGS, language: 'ar', pausedUntil: NOW + 60_000 });
    await refreshMenus();
    expect(titles()).toEqual(['عطل عند الجميع؟', 'هل هذا الرابط متعطل عند الجميع؟', 'العودة إلى المراقبة']);
  });

  const click = (entry: string, rest: Partial<MenuClick> = {}) =>
    followMenu({ entry, link: null, page: null, ...rest }, tick);

  it('pause for an hour, until tomorrow, for good, and watch again', async () => {
    await click('pause-hour');
    expect((await readSettings()).pausedUntil).toBeGreaterThanOrEqual(NOW + 3_600_000);
    await click('pause-tomorrow');
    const until = (await readSettings()).pausedUntil ?? 0;
    expect(until).toBeGreaterThan(NOW);
    expect(until).toBeLessThan(NOW + 32 * 3_600_000);
    await click('pause-ever');
    expect(new Date((await readSettings()).pausedUntil ?? 0).getUTCFullYear()).toBe(9999);
    await click('resume');
    expect((await readSettings()).pausedUntil).toBeNull();
  });

  it('look the page or the link up without its path, and open the answer', async () => {
    await click('page', { page: 'https://shop.example/secret?x=1' });
    await click('link', { link: 'http://other.example:8080/secret', page: 'https://shop.example/' });
    expect(opened.map((one) => one.replace(/\S*popup/, 'popup'))).toEqual([
      'new popup.html?site=shop.example',
      `new popup.html?site=${encodeURIComponent('http://other.example:8080')}`,
    ]);
    const guests = reasons.map(
      ({ change }) => Object.values(change?.(emptyState(1), [], NOW).guests ?? {})[0],
    );
    expect(guests.map((guest) => guest?.origin)).toEqual([
      'https://shop.example',
      'http://other.example:8080',
    ]);
    expect(JSON.stringify(guests)).not.toContain('secret');
  });

  it('check a favourite, and make no guest of it', async () => {
    await writeSettings({ ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }] });
    await click('page', { page: 'https://github.com/a/b' });
    expect(reasons).toEqual([{ wanted: ['github'], seen: [] }]);
  });

  it('open the popup where there is no site', async () => {
    await click('page', { page: 'chrome://settings/' });
    await click('link', { link: null });
    expect(opened).toHaveLength(2);
    expect(opened.every((one) => one.endsWith('popup.html'))).toBe(true);
    expect(reasons).toEqual([]);
  });

  it('know the failed address on the browser’s own error page from its tab', () => {
    const clicks: MenuClick[] = [];
    onMenuClicked((one) => clicks.push(one));
    clicked.fire(
      { menuItemId: 'page', pageUrl: 'chrome-error://chromewebdata/' },
      { url: 'https://shop.example/' },
    );
    clicked.fire(
      { menuItemId: 'link', pageUrl: 'https://a.example/', linkUrl: 'https://b.example/' },
      undefined,
    );
    expect(clicks).toEqual([
      { entry: 'page', link: null, page: 'https://shop.example/' },
      { entry: 'link', link: 'https://b.example/', page: 'https://a.example/' },
    ]);
  });
});

describe('the address bar', () => {
  const typed = async (text: string) => {
    const suggested: { content: string; description: string }[] = [];
    let answered = false;
    bar.changed.fire(text, (all) => {
      suggested.push(...(all as typeof suggested));
      answered = true;
    });
    await vi.waitFor(() => expect(answered).toBe(true));
    return suggested;
  };

  beforeEach(async () => {
    onAddressBar(createAddressBar(tick));
    await writeSettings({
      ...DEFAULT_SETTINGS,
      favourites: [{ id: 'github' }, { url: 'https://lab.example/x', name: 'R&D <lab>' }],
    });
    writtenAt += 60_000;
    const stored = await readSettings();
    const watched = watchedOf(stored, catalogue);
    const state = withWatched(
      emptyState(1),
      watched.map(({ id }) => id),
      NOW,
    );
    const github = state.services.github;
    if (github === undefined) throw new Error('No GitHub.');
    const services = { ...state.services, github: { ...github, health: 'up' as const } };
    await writeView(viewOf({ ...state, services }, watched, stored, {}, writtenAt));
  });

  it('says how the favourites are when nothing is typed', async () => {
    bar.started.fire();
    await vi.waitFor(() => expect(defaultSuggestion).toBe('Your services: 1 of 2 answer.'));
    const all = await typed('');
    expect(all.map(({ content }) => content).sort()).toEqual(['github.com', 'lab.example']);
    expect(all.find(({ content }) => content === 'github.com')?.description).toMatch(/^GitHub · /);
  });

  it('suggests from the catalogue, with what is known', async () => {
    const all = await typed('git');
    expect(all[0]?.content).toBe('github.com');
    expect(all.length).toBeLessThanOrEqual(6);
    expect(all.some(({ description }) => description.startsWith('GitLab · gitlab.com'))).toBe(true);
  });

  it('asks about what is typed where the browser puts it in, since its own words would come a letter late', async () => {
    vi.spyOn(browser.runtime, 'getURL').mockReturnValue('chrome-extension://abc/');
    await typed('git');
    expect(defaultSuggestion).toBe('Is %s down for everyone?');
    vi.spyOn(browser.runtime, 'getURL').mockReturnValue('moz-extension://abc/');
    await typed('git');
    expect(defaultSuggestion).toBe('Is it down for everyone? Type a site or a service.');
  });

  it('writes names so that Chrome reads them as text', async () => {
    vi.spyOn(browser.runtime, 'getURL').mockReturnValue('chrome-extension://abc/');
    const all = await typed('lab.');
    expect(all[0]?.description).toMatch(/^R&#38;D &#60;lab&#62; · /);
    vi.spyOn(browser.runtime, 'getURL').mockReturnValue('moz-extension://abc/');
    expect((await typed('lab.'))[0]?.description).toMatch(/^R&D <lab> · /);
  });

  it('looks up what is entered, in the tab that was meant', async () => {
    bar.entered.fire('shop.example/secret', 'currentTab');
    await vi.waitFor(() => expect(reasons).toHaveLength(1));
    bar.entered.fire('whatsapp', 'newForegroundTab');
    await vi.waitFor(() => expect(reasons).toHaveLength(2));
    bar.entered.fire('', 'currentTab');
    await vi.waitFor(() => expect(opened).toHaveLength(3));
    expect(reasons.map(({ wanted }) => wanted)).toEqual([['shop.example'], ['whatsapp']]);
    expect(opened.map((one) => one.replace(/ \S*popup/, ' popup'))).toEqual([
      'here popup.html?site=shop.example',
      'new popup.html?site=web.whatsapp.com',
      'here popup.html',
    ]);
  });
});

describe('the wall clock', () => {
  it('is read as the person sees it', () => {
    expect(localTime(new Date(2026, 0, 15, 23, 5))).toEqual({ minute: 23 * 60 + 5, weekday: 4 });
  });

  it('ends a pause in the morning', () => {
    expect(new Date(tomorrow(new Date(2026, 0, 31, 23, 59)))).toEqual(new Date(2026, 1, 1, 7));
    expect(new Date(tomorrow(new Date(2026, 0, 31, 0, 1)))).toEqual(new Date(2026, 1, 1, 7));
  });
});
