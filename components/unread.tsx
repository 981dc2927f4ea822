/** What a page says while it cannot read what the person chose. */
import { render } from 'preact';
import { m } from '@/utils/words/messages';
import type { Tongue } from '@/utils/words/tongue';
import { speak } from './words';

/** Draws that alone: on defaults in place of what was chosen a page would ask for what is long known. */
export function sayUnread(tongue: Tongue): void {
  speak(tongue, document.documentElement);
  render(
    <main class="sheet">
      <p class="card" role="alert">
        {m.memory_settings_unreadable({}, tongue)}
      </p>
    </main>,
    document.body,
  );
}
