/** The browser's question about sites, with its frightening words explained before it comes. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { Decision } from './Decision';

/** Draws the explanation, a drawing of the prompt, and the two answers. */
export function Allow({
  count,
  granted,
  prompt,
  onAllow,
  onLater,
}: {
  count: number;
  granted: boolean | null;
  /** The words that this browser uses. */
  prompt: 'chrome' | 'firefox';
  onAllow: () => void;
  onLater: () => void;
}) {
  const { tongue } = useSpeech();
  const words =
    prompt === 'chrome' ? m.welcome_prompt_chrome({}, tongue) : m.welcome_prompt_firefox({}, tongue);
  return (
    <>
      <p>{m.welcome_allow_why({}, tongue)}</p>
      <div class="explained">
        <figure class="picture">
          <figcaption class="small soft">{m.welcome_prompt_picture({}, tongue)}</figcaption>
          <div class="prompt" aria-hidden="true">
            <b>{words}</b>
            <span class="fake-sites">
              <i />
              <i />
              <i />
            </span>
            <span class="fake-buttons">
              <span>{m.welcome_prompt_deny({}, tongue)}</span>
              <span class="marked">{m.page_allow({}, tongue)}</span>
            </span>
          </div>
        </figure>
        <p>{m.welcome_allow_words({ words }, tongue)}</p>
      </div>
      <Decision
        name="sites"
        answer={granted}
        allow={count === 0 ? m.page_allow({}, tongue) : m.welcome_allow_sites({ count }, tongue)}
        without={m.page_refused({}, tongue)}
        disabled={count === 0}
        onAllow={onAllow}
        onLater={onLater}
      />
    </>
  );
}
