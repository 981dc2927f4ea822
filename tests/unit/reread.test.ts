// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rereading } from '@/entrypoints/dashboard/reread';

const seen = (state: 'visible' | 'hidden') => {
  Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  seen('visible');
});
afterEach(() => vi.useRealTimers());

it('reads at once, and once more after a while for everything that came in between', async () => {
  const read = vi.fn(() => Promise.resolve());
  const again = rereading(read);
  for (let step = 0; step < 8; step += 1) again();
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(read).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads nothing while nobody looks, and then what is newest', async () => {
  const read = vi.fn(() => Promise.resolve());
  const again = rereading(read);
  seen('hidden');
  again();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).not.toHaveBeenCalled();
  seen('visible');
  expect(read).toHaveBeenCalledTimes(1);
});
