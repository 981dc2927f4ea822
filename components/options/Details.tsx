/** What can be set for one favourite alone; folded until it is wanted. */

import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { Expected } from './Expected';
import { IntervalOptions } from './IntervalOptions';
import { Parts } from './Parts';
import { Check } from './Section';
import { sayInterval } from './say-interval';

/** Draws it. */
export function Details({
  favourite,
  name,
  intervalSeconds,
  onChange,
}: {
  favourite: Favourite;
  name: string;
  intervalSeconds: number;
  onChange: (favourite: Favourite) => void;
}) {
  const { tongue } = useSpeech();
  const { intervalSeconds: own, notify = true } = favourite;
  const setInterval = (value: string) => {
    const { intervalSeconds: _, ...rest } = favourite;
    onChange((value === '' ? rest : { ...rest, intervalSeconds: Number(value) }) as Favourite);
  };
  return (
    <details class="details">
      <summary class="small">
        <span aria-hidden="true">{m.options_set_up_short({}, tongue)}</span>
        <span class="hidden">{m.options_set_up({ service: name }, tongue)}</span>
        {own !== undefined && <span class="soft"> · {sayInterval(own, tongue)}</span>}
        {!notify && <span class="soft"> · {m.options_not_told({}, tongue)}</span>}
      </summary>
      <div class="details-body">
        <label class="field">
          {m.page_interval({}, tongue)}
          <select
            name={`interval-of-${name}`}
            value={own ?? ''}
            onChange={(event) => setInterval(event.currentTarget.value)}
          >
            <option value="">
              {m.options_as_all({ interval: sayInterval(intervalSeconds, tongue) }, tongue)}
            </option>
            <IntervalOptions />
          </select>
        </label>
        <Check
          name={`notify-of-${name}`}
          on={notify}
          onChange={(on) => onChange({ ...favourite, notify: on })}
        >
          {m.options_tell_of({ service: name }, tongue)}
        </Check>
        {'id' in favourite ? (
          <Parts favourite={favourite} name={name} onChange={onChange} />
        ) : (
          <Expected favourite={favourite} onChange={onChange} />
        )}
      </div>
    </details>
  );
}
