/** Hours, and whole days, in which nothing is told; what was held comes in one line after. */

import type { QuietHours } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { firstDayOf } from '../history/place';
import { useSpeech } from '../words';
import { Check } from './Section';

const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60, days: [] };
/** A Sunday. */
const SUNDAY = Date.UTC(2026, 0, 4, 12);
const DAY_MS = 86_400_000;

function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Draws it. */
export function QuietHoursChoice({
  quiet,
  onChange,
}: {
  quiet: QuietHours | null;
  onChange: (quiet: QuietHours | null) => void;
}) {
  const { tongue } = useSpeech();
  const first = firstDayOf(tongue.tag);
  const days = Array.from({ length: 7 }, (_, index) => (first + index) % 7);
  const dayName = new Intl.DateTimeFormat(tongue.tag, { weekday: 'long', timeZone: 'UTC' });
  return (
    <div>
      <Check
        name="quiet"
        on={quiet !== null}
        hint={m.options_quiet_hint({}, tongue)}
        onChange={(on) => onChange(on ? NIGHT : null)}
      >
        {m.options_quiet({}, tongue)}
      </Check>
      {quiet !== null && (
        <div class="indented">
          <p class="field">
            {(['from', 'to'] as const).map((end) => (
              <label class="field" key={end}>
                {end === 'from' ? m.options_quiet_from({}, tongue) : m.options_quiet_to({}, tongue)}
                <input
                  type="time"
                  name={`quiet-${end}`}
                  value={clockOf(quiet[end])}
                  onChange={(event) =>
                    onChange({ ...quiet, [end]: minutesOf(event.currentTarget.value) ?? quiet[end] })
                  }
                />
              </label>
            ))}
          </p>
          <fieldset class="one-of">
            <legend class="small">{m.options_quiet_days({}, tongue)}</legend>
            <div class="days">
              {days.map((day) => (
                <label class="check" key={day}>
                  <input
                    type="checkbox"
                    name={`quiet-day-${day}`}
                    checked={quiet.days.includes(day)}
                    onChange={(event) => {
                      const rest = quiet.days.filter((one) => one !== day);
                      onChange({
                        ...quiet,
                        days: event.currentTarget.checked ? [...rest, day].sort() : rest,
                      });
                    }}
                  />
                  <span>{dayName.format(SUNDAY + day * DAY_MS)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        </div>
      )}
    </div>
  );
}
