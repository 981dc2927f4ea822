/** Language, and marks or letters. */

import type { Language, Settings } from '@/utils/model';
import { LANGUAGES } from '@/utils/words/languages';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { Choice } from './Section';

/** Draws it. */
export function Look({ settings, set }: { settings: Settings; set: (change: Partial<Settings>) => void }) {
  const { tongue } = useSpeech();
  return (
    <>
      <label class="field">
        {m.page_language({}, tongue)}
        <select
          name="language"
          value={settings.language}
          onChange={(event) => set({ language: event.currentTarget.value as Language })}
        >
          <option value="browser">{m.page_language_browser({}, tongue)}</option>
          {LANGUAGES.map(({ locale, endonym, direction }) => (
            <option key={locale} value={locale} lang={locale} dir={direction}>
              {endonym}
            </option>
          ))}
        </select>
      </label>
      <Choice
        name="marks"
        legend={m.options_marks({}, tongue)}
        value={settings.marks}
        options={[
          ['brands', m.options_marks_brands({}, tongue)],
          ['letters', m.options_marks_letters({}, tongue)],
        ]}
        onChange={(marks) => set({ marks })}
      />
    </>
  );
}
