/** The view that pages paint from, on a disk that takes it and on one that does not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState } from '@/utils/incidents/initial-state';
import { viewOf } from '@/utils/incidents/view';
import type { View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const START = Date.UTC(2026, 0, 15, 12);

const viewAt = (at: number, problem: View['problem'] = null): View => ({
  ...viewOf(emptyState(1), [], DEFAULT_SETTINGS, {}, at),
  at,
  problem,
});

async function snapshot() {
  vi.resetModules();
  return import('@/utils/store/snapshot');
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('a view', () => {
  it('is seen by pages also where the disk does not take it, and says so', async () => {
    const { writeView, readView, watchView } = await snapshot();
    const seen: View['problem'][] = [];
    watchView(({ problem }) => seen.push(problem));
    await writeView(viewAt(START));
    const full = vi.spyOn(browser.storage.local, 'set').mockRejectedValue(new Error('No space left'));
    await writeView(viewAt(START + 1_000, 'disk-full'));
    expect((await readView())?.problem).toBe('disk-full');
    full.mockRestore();
    await writeView(viewAt(START + 2_000));
    expect((await readView())?.problem).toBeNull();
    expect(seen).toEqual([null, 'disk-full', null]);
    expect(await browser.storage.session.get(null)).toEqual({});
  });

  it('of an earlier worker that was left in memory is not taken for the newest', async () => {
    const first = await snapshot();
    vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error('No space left'));
    await first.writeView(viewAt(START, 'disk-full'));
    const next = await snapshot();
    await next.writeView(viewAt(START + 60_000));
    expect((await next.readView())?.problem).toBeNull();
  });

  it.each([
    ['without an answer', { lead: null }],
    ['with an answer that says nothing', { lead: { headline: 'all-up' } }],
    ['with rows that are none', { favourites: [null, 7] }],
    ['with half a row', { favourites: [{ id: 'whatsapp', verdict: {} }] }],
  ])('%s is none, and pages are not told of it', async (_, rubbish) => {
    const { readView, watchView } = await snapshot();
    const told = vi.fn();
    watchView(told);
    await browser.storage.local.set({ view: { ...viewAt(START), ...rubbish } });
    expect(await readView()).toBeNull();
    await browser.storage.local.set({ view: { ...viewAt(START), guests: 'none' } });
    expect((await readView())?.guests).toEqual([]);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
