/** Deleting everything, with what will be lost said first, and a way to keep it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { gapOf, sayDuration, sayTogether } from '@/utils/diagnosis/locale';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { Check } from './Section';

const BECAME = {
  busy: m.options_reset_busy,
  done: m.options_reset_done,
  failed: m.options_reset_failed,
} as const;

/** Draws the button and, once it was pressed, the question. */
export function Reset({
  favourites,
  historyMs,
  inAccount,
  onAsk,
  onExport,
  onWipe,
}: {
  favourites: number;
  /** How far the log goes back; null when it is empty or not read yet. */
  historyMs: number | null;
  /** The browser's account holds a copy of favourites and settings. */
  inAccount: boolean;
  /** The question is put: what would be lost is counted anew. */
  onAsk: () => void;
  /** Gives whether the history is in what was saved. */
  onExport: () => Promise<boolean>;
  /** `everywhere`: the copy in the browser's account too. */
  onWipe: (everywhere: boolean) => Promise<void>;
}) {
  const { tongue } = useSpeech();
  const [state, setState] = useState<'closed' | 'asked' | 'busy' | 'done' | 'failed'>('closed');
  const [saved, setSaved] = useState(true);
  const [everywhere, setEverywhere] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (state === 'asked') question.current?.focus();
  }, [state]);
  if (state !== 'asked') {
    return (
      <>
        <p>{m.options_reset_why({}, tongue)}</p>
        <button
          type="button"
          data-action="reset"
          disabled={state === 'busy'}
          onClick={() => {
            onAsk();
            setState('asked');
          }}
        >
          {m.options_reset({}, tongue)}
        </button>
        <p role="status">{state === 'closed' ? '' : BECAME[state]({}, tongue)}</p>
      </>
    );
  }
  const history =
    historyMs === null
      ? m.options_reset_no_history({}, tongue)
      : m.options_reset_history({ duration: sayDuration(historyMs, tongue) }, tongue);
  return (
    <fieldset class="question" aria-labelledby="reset-question">
      <p id="reset-question" ref={question} tabIndex={-1}>
        <b>{m.options_reset_sure({}, tongue)}</b>
        {gapOf(tongue)}
        {sayTogether([m.options_reset_lost({ count: favourites }, tongue), history], tongue)}
      </p>
      {inAccount && (
        <Check
          name="everywhere"
          on={everywhere}
          hint={m.options_reset_synced_hint({}, tongue)}
          onChange={setEverywhere}
        >
          {m.options_reset_synced({}, tongue)}
        </Check>
      )}
      <div class="choice">
        <button type="button" onClick={() => void onExport().then(setSaved)}>
          {m.options_export_first({}, tongue)}
        </button>
        <button
          type="button"
          class="danger"
          data-action="wipe"
          onClick={() => {
            setState('busy');
            void onWipe(everywhere).then(
              () => setState('done'),
              () => setState('failed'),
            );
          }}
        >
          {m.options_reset_yes({}, tongue)}
        </button>
        <button type="button" onClick={() => setState('closed')}>
          {m.options_reset_no({}, tongue)}
        </button>
      </div>
      <p role="alert">{saved ? '' : m.page_export_no_history({}, tongue)}</p>
    </fieldset>
  );
}
