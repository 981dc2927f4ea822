/** Where a network answers with its sign-in page, that page is one click away. */
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

/** Draws the button. */
export function PortalButton({ open }: { open: (() => void) | undefined }) {
  const { tongue } = useSpeech();
  return (
    <p class="acts">
      <button type="button" class="main" onClick={open}>
        {m.popup_open_portal({}, tongue)}
      </button>
    </p>
  );
}
