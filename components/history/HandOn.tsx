/** Handing an incident on: as text for a chat or a ticket, or as a page of its own. */
import { useState } from 'preact/hooks';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** Draws the two ways. `onHandOn` says whether it was done. */
export function HandOn({ onHandOn }: { onHandOn: (as: 'page' | 'text') => Promise<boolean> }) {
  const { tongue } = useSpeech();
  const [copied, setCopied] = useState(false);
  return (
    <p class="hand-on">
      <button type="button" data-action="copy-report" onClick={() => void onHandOn('text').then(setCopied)}>
        {m.history_copy_report({}, tongue)}
      </button>
      <button type="button" data-action="save-report" onClick={() => void onHandOn('page')}>
        {m.history_save_report({}, tongue)}
      </button>
      <span role="status" class="small well">
        {copied ? m.history_copied({}, tongue) : ''}
      </span>
    </p>
  );
}
