/** How often, what that costs, and a pause from everything. */

import { pausedLine } from '@/utils/diagnosis/explain-lead';
import { FOR_GOOD } from '@/utils/diagnosis/locale';
import type { Settings } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { bytesADay, sayBytes } from './data-use';
import { IntervalOptions } from './IntervalOptions';

const HOUR_MS = 3_600_000;

/** Draws it. */
export function Watching({
  settings,
  set,
}: {
  settings: Settings;
  set: (change: Partial<Settings>) => void;
}) {
  const { tongue } = useSpeech();
  return (
    <>
      <label class="field">
        {m.page_interval({}, tongue)}
        <select
          name="interval"
          value={settings.intervalSeconds}
          onChange={(event) => set({ intervalSeconds: Number(event.currentTarget.value) })}
        >
          <IntervalOptions />
        </select>
      </label>
      {settings.favourites.length > 0 && (
        <p class="soft" data-use>
          {m.options_data_use({ size: sayBytes(bytesADay(settings), tongue) }, tongue)}
        </p>
      )}
      <Pause pausedUntil={settings.pausedUntil} onChange={(pausedUntil) => set({ pausedUntil })} />
    </>
  );
}

function Pause({
  pausedUntil,
  onChange,
}: {
  pausedUntil: number | null;
  onChange: (until: number | null) => void;
}) {
  const { tongue, now } = useSpeech();
  if (pausedUntil !== null && pausedUntil > now) {
    return (
      <p class="field">
        <span>{pausedLine(pausedUntil, now, tongue)}</span>
        <button type="button" class="main" onClick={() => onChange(null)}>
          {m.page_resume({}, tongue)}
        </button>
      </p>
    );
  }
  return (
    <fieldset class="field">
      <legend>{m.options_pause_all({}, tongue)}</legend>
      <button type="button" onClick={() => onChange(Date.now() + HOUR_MS)}>
        {m.page_pause_hour({}, tongue)}
      </button>
      <button type="button" onClick={() => onChange(new Date().setHours(24, 0, 0, 0))}>
        {m.page_pause_tomorrow({}, tongue)}
      </button>
      <button type="button" onClick={() => onChange(FOR_GOOD)}>
        {m.page_pause_long({}, tongue)}
      </button>
    </fieldset>
  );
}
