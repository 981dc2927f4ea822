/** What is kept, for how long, and where else. */

import type { Settings } from '@/utils/model';
import type { SyncState } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { SyncNote } from '../MemoryNotes';
import { useSpeech } from '../words';
import { sayBytes } from './data-use';
import { Check } from './Section';

/** Draws it. */
export function Keeping({
  settings,
  set,
  storedBytes,
  sync,
}: {
  settings: Settings;
  set: (change: Partial<Settings>) => void;
  /** Null while it is not known. */
  storedBytes: number | null;
  sync: SyncState;
}) {
  const { tongue } = useSpeech();
  return (
    <>
      <label class="field">
        {m.options_retention({}, tongue)}
        <select
          name="retention"
          value={settings.retention}
          onChange={(event) => set({ retention: event.currentTarget.value as Settings['retention'] })}
        >
          <option value="month">{m.options_retention_month({}, tongue)}</option>
          <option value="year">{m.options_retention_year({}, tongue)}</option>
          <option value="ever">{m.options_retention_ever({}, tongue)}</option>
        </select>
      </label>
      {/* Its place is kept until it is known. */}
      <p class="soft">
        {storedBytes === null ? '\u00a0' : m.options_stored({ size: sayBytes(storedBytes, tongue) }, tongue)}
      </p>
      <Check
        name="sync"
        on={settings.sync}
        hint={m.options_sync_hint({}, tongue)}
        onChange={(on) => set({ sync: on })}
      >
        {m.options_sync({}, tongue)}
      </Check>
      {settings.sync && <SyncNote state={sync} />}
    </>
  );
}
