/** Before there is a history. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** Draws a calm line. `watching`: favourites are chosen, and time will do the rest; `past`: the range is over. */
export function Empty({ watching, past }: { watching: boolean; past: boolean }) {
  const { tongue } = useSpeech();
  const isOver = watching && past;
  return (
    <section class="card nothing">
      <svg viewBox="0 0 320 70" aria-hidden="true">
        <path class="road" d="M10 46h96l16-26M310 46h-96l-16 26" />
        <circle class="you" cx="10" cy="46" r="6" />
        <circle class="they" cx="310" cy="46" r="6" />
      </svg>
      {!isOver && <h2>{watching ? m.history_empty_title({}, tongue) : m.history_unset_title({}, tongue)}</h2>}
      <p class="soft">
        {(isOver ? m.history_nothing_then : watching ? m.history_empty : m.history_unset)({}, tongue)}
      </p>
      {!watching && (
        <a class="button main" href="welcome.html">
          {m.page_pick({}, tongue)}
        </a>
      )}
    </section>
  );
}
