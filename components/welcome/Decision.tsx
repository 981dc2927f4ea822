/** The two answers to one question, of one size; once one is given, only the other is left to give. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** Draws the buttons and, after a no, what still works. `stale`: what would be allowed is no longer what was. */
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
  const buttons = useRef<HTMLDivElement>(null);
  const settled = answer !== null && !stale;
  // Whoever pressed the one that goes away stays where they are.
  useLayoutEffect(() => {
    const pressed = buttons.current?.querySelector<HTMLElement>(':scope > [hidden]');
    if (pressed != null && pressed === document.activeElement)
      buttons.current?.querySelector<HTMLElement>(':scope > :not([hidden])')?.focus();
  }, [settled, answer]);
  return (
    <div class={settled ? 'decision settled' : 'decision'}>
      <div class="choice" ref={buttons}>
        <button
          type="button"
          class="main"
          data-action={`allow-${name}`}
          hidden={settled && answer}
          disabled={disabled}
          onClick={onAllow}
        >
          {allow}
        </button>
        <button type="button" data-action={`later-${name}`} hidden={answer === false} onClick={onLater}>
          {answer === true ? m.page_take_back({}, tongue) : m.page_not_now({}, tongue)}
        </button>
      </div>
      <p role="status" class={answer === true ? 'hidden' : 'small'}>
        {answer === null ? '' : answer ? m.page_granted({}, tongue) : without}
      </p>
    </div>
  );
}
