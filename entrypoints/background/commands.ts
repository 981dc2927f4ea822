/** What pages may ask for, one call each. */
import type { Command } from '@/utils/model';
import { showNotification } from '@/utils/platform/notification';
import type { createTick } from '@/utils/tick';
import { correct } from './correct';
import { wordsForTest } from './words';

/** Makes the receiver of commands. */
export function createCommands(tick: ReturnType<typeof createTick>): (command: Command) => Promise<void> {
  return async (command) => {
    switch (command.command) {
      case 'check-now':
        await tick({ wanted: command.service === null ? 'all' : [command.service], seen: [] });
        return;
      case 'test-notification': {
        const { title, message } = await wordsForTest();
        await showNotification('test', title, message, true);
        return;
      }
      case 'look-up':
      case 'tell-when-back':
      case 'mute':
      case 'acknowledge':
        return;
      case 'correct':
        await correct(command.service, command.says, tick);
        return;
      default:
        command satisfies never;
    }
  };
}
