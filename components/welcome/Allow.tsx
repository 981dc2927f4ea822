/** The browser's question about sites, with its frightening words explained before it comes. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** Draws the explanation, a drawing of the prompt, and two buttons of one size. */
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
      <div class="choice">
        <button type="button" class="main" data-action="allow-sites" disabled={count === 0} onClick={onAllow}>
          {count === 0 ? m.page_allow({}, tongue) : m.welcome_allow_sites({ count }, tongue)}
        </button>
        <button type="button" data-action="later-sites" onClick={onLater}>
          {m.page_not_now({}, tongue)}
        </button>
      </div>
      <p role="status" class="small">
        {granted === null ? '' : granted ? m.page_granted({}, tongue) : m.page_refused({}, tongue)}
      </p>
    </>
  );
}
