/** The alarm that wakes the worker. */
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

async function worker() {
  vi.resetModules();
  const [{ ensureTickAlarm }, { default: browser }] = await Promise.all([
    import('@/utils/platform/alarm'),
    import('webextension-polyfill'),
  ]);
  const comesIn = async () => ((await browser.alarms.get('tick'))?.scheduledTime ?? 0) - Date.now();
  return { ensureTickAlarm, browser, comesIn };
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 15, 12) });
  return () => vi.useRealTimers();
});

it('is left alone while it runs', async () => {
  const { ensureTickAlarm, browser, comesIn } = await worker();
  browser.alarms.create('tick', { delayInMinutes: 0.2, periodInMinutes: 1 });
  await ensureTickAlarm(MINUTE, { onlyIfMissing: true });
  await ensureTickAlarm(MINUTE);
  expect(await comesIn()).toBeLessThan(MINUTE / 2);
});

it.each([true, false])(
  'is set anew when the clock was a year ahead as it was set (%s)',
  async (onlyIfMissing) => {
    const { ensureTickAlarm, browser, comesIn } = await worker();
    browser.alarms.create('tick', { when: Date.now() + YEAR, periodInMinutes: 1 });
    await ensureTickAlarm(MINUTE, { onlyIfMissing });
    expect(await comesIn()).toBeLessThanOrEqual(MINUTE);
  },
);

it('is set anew in a worker that lives on when the browser has lost it', async () => {
  const { ensureTickAlarm, browser, comesIn } = await worker();
  await ensureTickAlarm(MINUTE);
  await browser.alarms.clear('tick');
  vi.setSystemTime(Date.now() + 2 * MINUTE);
  await ensureTickAlarm(MINUTE);
  expect(await comesIn()).toBeGreaterThan(0);
});

it('for a look is set once, and anew only for another time', async () => {
  vi.resetModules();
  const { ensureLook } = await import('@/utils/platform/alarm');
  const { default: browser } = await import('webextension-polyfill');
  const create = vi.spyOn(browser.alarms, 'create');
  const at = Date.now() + 36_000;
  await ensureLook(at);
  vi.resetModules();
  // A worker that is new finds the alarm of the one before.
  const next = await import('@/utils/platform/alarm');
  await next.ensureLook(at - 2_000);
  expect(create).toHaveBeenCalledTimes(1);
  await next.ensureLook(at + MINUTE);
  expect((await browser.alarms.get('look'))?.scheduledTime).toBe(at + MINUTE);
});
