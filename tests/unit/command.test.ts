/** What pages ask of a worker that may be gone before it answers. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { sendCommand } from '@/utils/platform/command';

const failing = (message: string) =>
  vi.spyOn(browser.runtime, 'sendMessage').mockRejectedValue(new Error(message));

afterEach(() => vi.restoreAllMocks());

describe('a command', () => {
  it.each([
    'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
    'The message port closed before a response was received.',
  ])('is no fault when the worker ends during it: %s', async (message) => {
    failing(message);
    await expect(sendCommand({ command: 'check-now', service: null })).resolves.toBe(false);
  });

  it('that nobody could hear is one', async () => {
    failing('Extension context invalidated.');
    await expect(sendCommand({ command: 'check-now', service: null })).rejects.toThrow('invalidated');
  });
});
