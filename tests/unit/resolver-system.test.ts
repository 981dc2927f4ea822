import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Wire } from '@/utils/model';
import { askPortalState } from '@/utils/probes/portal-state';
import { askSystemDns } from '@/utils/probes/system-dns';

/** The browser's side; Chrome has neither API. */
const browser = vi.hoisted(() => ({
  dns: undefined as { resolve: (...asked: unknown[]) => Promise<unknown> } | undefined,
  captivePortal: undefined as { getState: () => Promise<string> } | undefined,
}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

const NOW = 1_633_362_000_000;
const wire: Wire = {
  now: () => NOW,
  fetch: () => Promise.reject(new Error('nothing goes over the wire')),
};

beforeEach(() => {
  browser.dns = undefined;
  browser.captivePortal = undefined;
});

describe("the browser's own resolver", () => {
  const ask = () => askSystemDns({ kind: 'system-dns', host: 'web.whatsapp.com', service: 'whatsapp' }, wire);

  it('is asked past its cache', async () => {
    const asked: unknown[] = [];
    browser.dns = {
      resolve: async (...args) => {
        asked.push(...args);
        return { addresses: ['157.240.1.60'] };
      },
    };
    expect(await ask()).toEqual([
      {
        source: 'resolver',
        service: 'whatsapp',
        host: 'web.whatsapp.com',
        resolver: 'system',
        at: NOW,
        outcome: 'ok',
        tookMs: 0,
        answer: 'address',
        ede: [],
        checkingDisabled: false,
      },
    ]);
    expect(asked).toEqual(['web.whatsapp.com', ['bypass_cache']]);
  });

  it('that finds no address has failed, without saying why', async () => {
    browser.dns = { resolve: () => Promise.reject(new Error('NS_ERROR_UNKNOWN_HOST')) };
    expect(await ask()).toMatchObject([{ outcome: 'failed', answer: null }]);
  });

  it('that never answers is given up', async () => {
    vi.useFakeTimers();
    browser.dns = { resolve: () => new Promise(() => {}) };
    const asked = ask();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await asked).toMatchObject([{ outcome: 'timeout', answer: null }]);
    vi.useRealTimers();
  });

  it('is skipped where the browser has none to offer', async () => {
    expect(await ask()).toMatchObject([{ outcome: 'skipped', answer: null, tookMs: null }]);
  });
});

describe("the browser's opinion on a portal", () => {
  const ask = () => askPortalState({ kind: 'portal-state' }, wire);

  it.each([
    ['locked_portal', 'locked', 'ok'],
    ['unlocked_portal', 'unlocked', 'ok'],
    ['not_captive', 'none', 'ok'],
    ['unknown', null, 'skipped'],
  ])('%s is %s', async (said, state, outcome) => {
    browser.captivePortal = { getState: async () => said };
    expect(await ask()).toEqual([{ source: 'portal', at: NOW, outcome, tookMs: null, state }]);
  });

  it('is none where the check is turned off or missing', async () => {
    expect(await ask()).toMatchObject([{ outcome: 'skipped', state: null }]);
    browser.captivePortal = { getState: () => Promise.reject(new Error('disabled')) };
    expect(await ask()).toMatchObject([{ outcome: 'skipped', state: null }]);
  });
});
