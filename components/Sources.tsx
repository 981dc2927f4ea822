/** The sources, one unticked choice per kind of data, each with what it learns. */

import type { SourceChoices } from '@/utils/model';
import { SOURCE_NAMES } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

const WORDS = {
  resolvers: [m.page_source_resolvers, m.page_source_resolvers_learns],
  providerReports: [m.page_source_providerReports, m.page_source_providerReports_learns],
  vantages: [m.page_source_vantages, m.page_source_vantages_learns],
  routing: [m.page_source_routing, m.page_source_routing_learns],
} as const;

/** Draws the four choices. `onChange` is called within the click, so that the browser may be asked. */
export function Sources({
  sources,
  off = [],
  waiting = [],
  onChange,
}: {
  sources: SourceChoices;
  /** Those that an organisation switched off. */
  off?: readonly (keyof SourceChoices)[];
  /** Those that are switched on, and that the browser does not let us read yet. */
  waiting?: readonly (keyof SourceChoices)[];
  onChange: (name: keyof SourceChoices, on: boolean) => void;
}) {
  const { tongue } = useSpeech();
  return (
    <>
      {SOURCE_NAMES.map((name) => (
        <label class="check" key={name}>
          <input
            type="checkbox"
            name={name}
            checked={sources[name]}
            disabled={off.includes(name)}
            onChange={(event) => onChange(name, event.currentTarget.checked)}
          />
          <span>
            <b>{WORDS[name][0]({}, tongue)}</b>
            <br />
            <span class="small soft">{WORDS[name][1]({}, tongue)}</span>
            {waiting.includes(name) && (
              <span class="small hint" data-waiting={name}>
                {m.options_source_waiting({}, tongue)}
              </span>
            )}
          </span>
        </label>
      ))}
    </>
  );
}
