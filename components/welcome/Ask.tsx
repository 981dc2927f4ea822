/** The sources as one unticked choice for each kind of data, and nothing before "allow". */
import { useState } from 'preact/hooks';
import type { SourceChoices } from '@/utils/model';
import { DEFAULT_SETTINGS, SOURCE_NAMES } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { ManagedNote } from '../MemoryNotes';
import { Sources } from '../Sources';
import { useSpeech } from '../words';
import { Decision } from './Decision';

/** The section of the options that says so. */
const PRIVACY = 'options.html#privacy';

/** Draws the choices and the two answers. */
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
      <Decision
        name="sources"
        answer={answered}
        allow={m.welcome_allow_ticked({}, tongue)}
        without={m.welcome_no_sources({}, tongue)}
        disabled={none}
        stale={SOURCE_NAMES.some((name) => ticked[name] !== sources[name])}
        onAllow={() => onAllow(ticked)}
        onLater={() => {
          setTicked(DEFAULT_SETTINGS.sources);
          onLater();
        }}
      />
    </>
  );
}
