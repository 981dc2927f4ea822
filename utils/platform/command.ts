/** What pages ask the background to do. Browser. */
import browser from 'webextension-polyfill';
import type { Command } from '@/utils/model';

/**
 * Sends a command from a page; resolves when it is done, to false where nobody can tell. Rejects when it came to
 * nothing. A worker that is just starting gets it too.
 */
export async function sendCommand(command: Command): Promise<boolean> {
  try {
    await browser.runtime.sendMessage(command);
    return true;
  } catch (reason) {
    if (!isCutOff(reason)) throw reason;
    return false;
  }
}

/** The worker was ended while it answered: what became of the command is in the view. */
function isCutOff(reason: unknown): boolean {
  const said = reason instanceof Error ? reason.message : String(reason);
  return /message (channel|port) closed before a response|asynchronous response/i.test(said);
}

/** Receives commands in the background. To be called synchronously when the worker starts. */
export function onCommand(run: (command: Command) => Promise<void>): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (!isCommand(message)) return undefined;
    return run(message).then(() => true);
  });
}

function isCommand(message: unknown): message is Command {
  return typeof message === 'object' && message !== null && 'command' in message;
}
