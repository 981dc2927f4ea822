/** Choosing what is shown: the range, one step back or on, and the filters. */

import type { ServiceId } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { boundsOf, firstDayOf, moved, type Place, SPANS, type Span } from './place';
import { sayRange } from './say';

const NAMES: Readonly<Record<Span, typeof m.history_day>> = {
  day: m.history_day,
  week: m.history_week,
  month: m.history_month,
  year: m.history_year,
};

type Go = (change: Partial<Place>) => void;

/** Draws the range and how to move it. */
export function RangeBar({ place, go }: { place: Place; go: Go }) {
  const { tongue, now } = useSpeech();
  const bounds = boundsOf(place.span, place.at, firstDayOf(tongue.tag));
  return (
    <div class="range">
      <fieldset class="segments">
        <legend class="hidden">{m.history_range({}, tongue)}</legend>
        {SPANS.map((span) => (
          <button
            key={span}
            type="button"
            data-words={NAMES[span]({}, tongue)}
            aria-pressed={span === place.span}
            onClick={() => go({ span })}
          >
            {NAMES[span]({}, tongue)}
          </button>
        ))}
      </fieldset>
      <div class="step">
        <button
          type="button"
          class={bounds.to <= now ? '' : 'not-yet'}
          disabled={bounds.to > now}
          onClick={() => go({ at: now })}
        >
          {m.history_now({}, tongue)}
        </button>
        <Step name="earlier" onClick={() => go({ at: moved(place.span, place.at, -1) })} />
        <h2 aria-live="polite">
          <bdi>{sayRange(place.span, bounds, tongue)}</bdi>
        </h2>
        <Step
          name="later"
          off={bounds.to > now}
          onClick={() => go({ at: Math.min(now, moved(place.span, place.at, 1)) })}
        />
      </div>
    </div>
  );
}

function Step({ name, off, onClick }: { name: 'earlier' | 'later'; off?: boolean; onClick: () => void }) {
  const { tongue } = useSpeech();
  const label = name === 'earlier' ? m.history_earlier({}, tongue) : m.history_later({}, tongue);
  return (
    <button
      type="button"
      class={`icon ${name}`}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
    </button>
  );
}

/** Draws the filters: one service, one side, and words. */
export function Filters({
  place,
  go,
  services,
  nameOf,
}: {
  place: Place;
  go: Go;
  services: readonly ServiceId[];
  nameOf: (id: ServiceId) => string;
}) {
  const { tongue } = useSpeech();
  return (
    <div class="filters">
      <label>
        <span class="small soft">{m.history_service({}, tongue)}</span>
        <select
          name="service"
          value={place.service ?? ''}
          onChange={(event) => go({ service: event.currentTarget.value || null })}
        >
          <option value="">{m.history_all_services({}, tongue)}</option>
          {services.map((id) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="small soft">{m.history_side({}, tongue)}</span>
        <select
          name="side"
          value={place.side ?? ''}
          onChange={(event) => go({ side: (event.currentTarget.value || null) as Place['side'] })}
        >
          <option value="">{m.history_both_sides({}, tongue)}</option>
          <option value="theirs">{m.chain_their_side({}, tongue)}</option>
          <option value="yours">{m.chain_your_side({}, tongue)}</option>
        </select>
      </label>
      <label class="wide">
        <span class="small soft">{m.history_search({}, tongue)}</span>
        <input
          type="search"
          name="text"
          value={place.text}
          onInput={(event) => go({ text: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}
