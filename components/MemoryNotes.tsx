/** What a person is to know of what is saved, one line each. */

import type { View } from '@/utils/model';
import type { SyncState } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

/** Says that what happens is not being saved; draws nothing while it is. */
export function ProblemNote({ problem }: { problem: View['problem'] | undefined }) {
  const { tongue } = useSpeech();
  if (problem === null || problem === undefined) return null;
  const words =
    problem === 'disk-full' ? m.memory_disk_full({}, tongue) : m.memory_log_unreadable({}, tongue);
  return (
    <div class="note" data-problem={problem}>
      <span>{words}</span>
    </div>
  );
}

/** Says how syncing goes. */
export function SyncNote({ state }: { state: SyncState }) {
  const { tongue } = useSpeech();
  const words = {
    on: m.memory_sync_on,
    full: m.memory_sync_full,
    waiting: m.memory_sync_waiting,
    unavailable: m.memory_sync_off,
  } as const;
  return state === 'off' ? null : <p role="status">{words[state]({}, tongue)}</p>;
}

/** Marks a choice that an administrator made. */
export function ManagedNote() {
  const { tongue } = useSpeech();
  return <span class="soft">{m.memory_managed({}, tongue)}</span>;
}
