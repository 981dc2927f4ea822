/** What pages may ask for, one call each. */
import { acknowledge } from '@/utils/incidents/blocks';
import { caredFor } from '@/utils/incidents/guests';
import { muted } from '@/utils/incidents/mutes';
import type { State } from '@/utils/incidents/state';
import { wished } from '@/utils/incidents/wishes';
import type { Command, EpochMs, ServiceId, Watched } from '@/utils/model';
import { showNotification } from '@/utils/platform/notification';
import type { createTick } from '@/utils/tick';
import { correct } from './correct';
import { lookUp } from './look-up';
import { wordsForTest } from './words';

/** Makes the receiver of commands. */
export function createCommands(tick: ReturnType<typeof createTick>): (command: Command) => Promise<void> {
  return async (command) => {
    switch (command.command) {
      case 'check-now':
        await checkNow(command.service, tick);
        return;
      case 'test-notification': {
        const { title, message } = await wordsForTest();
        await showNotification('test', title, message, true);
        return;
      }
      case 'look-up':
        await lookUp(command.url, tick);
        return;
      case 'tell-when-back': {
        const { service, on } = command;
        await tick({
          wanted: [],
          seen: [],
          change: (state, _watched, now) => wished(state, service, on, now),
        });
        return;
      }
      case 'mute': {
        const { service, until } = command;
        await tick({ wanted: [], seen: [], change: (state) => muted(state, service, until) });
        return;
      }
      case 'acknowledge': {
        const { service } = command;
        await tick({ wanted: [], seen: [], change: (state) => acknowledge(state, service) });
        return;
      }
      case 'correct':
        await correct(command.service, command.says, tick);
        return;
      default:
        command satisfies never;
    }
  };
}

async function checkNow(service: ServiceId | null, tick: ReturnType<typeof createTick>): Promise<void> {
  if (service === null) {
    await tick({ wanted: 'all', seen: [] });
    return;
  }
  const change = (state: State, _watched: readonly Watched[], now: EpochMs) => caredFor(state, service, now);
  await tick({ wanted: [service], seen: [], change });
}
