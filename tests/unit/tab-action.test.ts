/** The toolbar button of one tab, over the two ways in which browsers give it its usual look again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clearTabAnswer, showTabAnswer } from '@/utils/platform/tab-action';

interface Look {
  title?: string;
  path?: Record<string, string>;
}

/** One browser's button: what it shows for all, and what for single tabs. `resets`: null takes a tab's own away. */
const button = vi.hoisted(() => {
  const all = { title: 'All is well' };
  const tabs = new Map<number, Look>();
  const state = { all, tabs, resets: true };
  const change = (tabId: number, look: Look) => tabs.set(tabId, { ...tabs.get(tabId), ...look });
  const action = {
    getTitle: async ({ tabId }: { tabId?: number }) => tabs.get(tabId ?? -1)?.title ?? all.title,
    setTitle: ({ tabId, title }: { tabId: number; title: string | null }) => {
      if (title === null && !state.resets) throw new TypeError('No matching signature.');
      if (title === null) delete tabs.get(tabId)?.title;
      else change(tabId, { title });
      return Promise.resolve();
    },
    setIcon: ({ tabId, path }: { tabId: number; path?: Record<string, string> }) => {
      if (path === undefined && !state.resets) return Promise.reject(new Error('No icon.'));
      if (path === undefined) delete tabs.get(tabId)?.path;
      else change(tabId, { path });
      return Promise.resolve();
    },
  };
  return { ...state, state, action };
});
vi.mock('webextension-polyfill', () => ({ default: { action: button.action } }));

const titleOf = (tabId: number) => button.action.getTitle({ tabId });

beforeEach(() => {
  button.tabs.clear();
  button.all.title = 'All is well';
});

describe('the button of a tab', () => {
  it('carries the answer and a picture of its own', async () => {
    await showTabAnswer(7, 'WhatsApp is down for everyone', 'theirs');
    expect(await titleOf(7)).toBe('WhatsApp is down for everyone');
    expect(await titleOf(8)).toBe('All is well');
    const files = Object.values(button.tabs.get(7)?.path ?? {});
    expect(files).toHaveLength(2);
    for (const file of files) expect(existsSync(join('public', file)), file).toBe(true);
  });

  it.for([
    ['the browser takes its own away', true],
    ['only a new page takes its own away', false],
  ] as const)('says nothing that may grow old once it is cleared, where %s', async ([, resets]) => {
    button.state.resets = resets;
    await showTabAnswer(7, 'WhatsApp is down for everyone', 'theirs');
    await clearTabAnswer(7);
    button.all.title = 'GitHub is down for everyone';
    expect(['GitHub is down for everyone', '']).toContain(await titleOf(7));
    expect(Object.values(button.tabs.get(7)?.path ?? {}).join()).not.toContain('theirs');
  });

  it('is left alone where a new page has cleared it already', async () => {
    button.state.resets = false;
    await clearTabAnswer(7);
    button.all.title = 'GitHub is down for everyone';
    expect(await titleOf(7)).toBe('GitHub is down for everyone');
  });
});
