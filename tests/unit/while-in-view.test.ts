// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whileInView } from '@/entrypoints/popup/while-in-view';

const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a popup that stays open', () => {
  it('asks again before the background lets a site go', () => {
    const ask = vi.fn();
    whileInView(ask);
    vi.advanceTimersByTime(4 * MINUTE_MS - 1);
    expect(ask).not.toHaveBeenCalled();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(ask).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20 * MINUTE_MS);
    expect(ask).toHaveBeenCalledTimes(6);
  });

  it('asks nobody while it is out of view, and at once when it is back', () => {
    const ask = vi.fn();
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    whileInView(ask);
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(ask).not.toHaveBeenCalled();
    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
