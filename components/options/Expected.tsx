/** What counts as a good answer of an address the person typed: any, one status, or a page that holds a text. */

import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

type Own = Extract<Favourite, { url: string }>;

const LOWEST = 100;
const HIGHEST = 599;
const LONGEST = 200;

/** Draws name, status and text; empty fields ask for nothing. */
export function Expected({ favourite, onChange }: { favourite: Own; onChange: (favourite: Own) => void }) {
  const { tongue } = useSpeech();
  const { expect, ...rest } = favourite;
  const set = (change: { status?: number | undefined; text?: string | undefined }) => {
    const next = { ...expect, ...change };
    const status =
      next.status !== undefined && next.status >= LOWEST && next.status <= HIGHEST ? next.status : undefined;
    const text = next.text?.trim().slice(0, LONGEST) || undefined;
    const wanted = { ...(status !== undefined && { status }), ...(text !== undefined && { text }) };
    onChange(Object.keys(wanted).length === 0 ? rest : { ...rest, expect: wanted });
  };
  return (
    <>
      <label class="field">
        {m.options_name({}, tongue)}
        <input
          type="text"
          value={favourite.name}
          maxLength={80}
          onChange={(event) =>
            onChange({ ...favourite, name: event.currentTarget.value.trim() || favourite.name })
          }
        />
      </label>
      <fieldset class="one-of">
        <legend>{m.options_expect({}, tongue)}</legend>
        <p class="small soft">{m.options_expect_hint({}, tongue)}</p>
        <label class="field">
          {m.options_expect_status({}, tongue)}
          <input
            type="number"
            min={LOWEST}
            max={HIGHEST}
            placeholder="200"
            value={expect?.status ?? ''}
            onChange={(event) => set({ status: Number(event.currentTarget.value) || undefined })}
          />
        </label>
        <label class="field">
          {m.options_expect_text({}, tongue)}
          <input
            type="text"
            maxLength={LONGEST}
            value={expect?.text ?? ''}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
        </label>
      </fieldset>
    </>
  );
}
