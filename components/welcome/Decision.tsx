/** The two answers to one question, of one size. The one that holds is marked, and either can be given again. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** Draws the two buttons and, under them, what holds now. `stale`: what would be allowed is no longer what was. */
export function Decision({
  name,
  answer,
  allow,
  without,
  disabled = false,
  stale = false,
  onAllow,
  onLater,
}: {
  /** Ends the name of both actions. */
  name: string;
  answer: boolean | null;
  /** What the first button says. */
  allow: string;
  /** What still works, for when the answer was no. */
  without: string;
  disabled?: boolean;
  stale?: boolean;
  onAllow: () => void;
  onLater: () => void;
}) {
  const { tongue } = useSpeech();
  const settled = answer !== null && !stale;
  return (
    <>
      <div class={settled ? 'choice settled' : 'choice'}>
        <button
          type="button"
          class="main"
          data-action={`allow-${name}`}
          aria-pressed={settled && answer === true}
          disabled={disabled}
          onClick={onAllow}
        >
          {allow}
        </button>
        <button type="button" data-action={`later-${name}`} aria-pressed={answer === false} onClick={onLater}>
          {answer === true ? m.page_take_back({}, tongue) : m.page_not_now({}, tongue)}
        </button>
      </div>
      <p role="status" class="small">
        {answer === null ? '' : answer ? m.page_granted({}, tongue) : without}
      </p>
    </>
  );
}
