/** The sources as one unticked choice for each kind of data, and nothing before "allow". */
import { useState } from 'preact/hooks';
import type { SourceChoices } from '@/utils/model';
import { SOURCE_NAMES } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { ManagedNote } from '../MemoryNotes';
import { Sources } from '../Sources';
import { useSpeech } from '../words';

/** The section of the options that says so. */
const PRIVACY = 'options.html#privacy';

/** Draws the choices and two buttons of one size. */
export function Ask({
  sources,
  off,
  answered,
  onAllow,
  onLater,
}: {
  sources: SourceChoices;
  /** Those that an organisation switched off. */
  off: readonly (keyof SourceChoices)[];
  answered: boolean | null;
  onAllow: (sources: SourceChoices) => void;
  onLater: () => void;
}) {
  const { tongue } = useSpeech();
  const [ticked, setTicked] = useState(sources);
  const none = Object.values(ticked).every((on) => !on);
  const offered = SOURCE_NAMES.filter((name) => !off.includes(name));
  const all = offered.every((name) => ticked[name]);
  return (
    <>
      <p>
        {m.page_sources_why({}, tongue)} <a href={PRIVACY}>{m.privacy_link({}, tongue)}</a>
      </p>
      {off.length > 0 && <ManagedNote />}
      <div class="kinds">
        {offered.length > 1 && (
          <label class="check">
            <input
              type="checkbox"
              name="all-sources"
              checked={all}
              indeterminate={!all && !none}
              onChange={() =>
                setTicked({ ...ticked, ...Object.fromEntries(offered.map((name) => [name, !all])) })
              }
            />
            <b>{m.welcome_all_sources({}, tongue)}</b>
          </label>
        )}
        <Sources sources={ticked} off={off} onChange={(name, on) => setTicked({ ...ticked, [name]: on })} />
      </div>
      <div class="choice">
        <button
          type="button"
          class="main"
          data-action="allow-sources"
          disabled={none}
          onClick={() => onAllow(ticked)}
        >
          {m.welcome_allow_ticked({}, tongue)}
        </button>
        <button
          type="button"
          data-action="later-sources"
          onClick={() => {
            setTicked(sources);
            onLater();
          }}
        >
          {m.page_not_now({}, tongue)}
        </button>
      </div>
      <p role="status" class="small">
        {answered === null ? '' : answered ? m.page_granted({}, tongue) : m.welcome_no_sources({}, tongue)}
      </p>
    </>
  );
}
