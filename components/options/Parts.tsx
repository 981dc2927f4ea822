/** Which parts or regions of a service matter to the person, by the names that its status page uses. */

import { serviceById } from '@/utils/catalogue/find';
import type { Favourite } from '@/utils/model';
import { PART_LENGTH, PARTS_AT_MOST } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

type Catalogued = Extract<Favourite, { id: string }>;

/** Draws the field, by name; nothing for a service without a status page. */
export function Parts({
  favourite,
  name,
  onChange,
}: {
  favourite: Catalogued;
  name: string;
  onChange: (favourite: Catalogued) => void;
}) {
  const { tongue } = useSpeech();
  const service = serviceById(favourite.id);
  if (service === undefined || service.feed === null) return null;
  const change = (text: string) => {
    const named = text.split(',').flatMap((one) => one.trim().slice(0, PART_LENGTH).trim() || []);
    const components = named.slice(0, PARTS_AT_MOST);
    const { components: _, ...rest } = favourite;
    onChange(components.length === 0 ? rest : { ...rest, components });
  };
  return (
    <div class="parts">
      <label class="field">
        {m.page_parts_of({ service: name }, tongue)}
        <input
          type="text"
          name={`parts-${favourite.id}`}
          value={favourite.components?.join(', ') ?? ''}
          placeholder={service.feed.components?.join(', ')}
          aria-describedby={`hint-${favourite.id}`}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </label>
      <span id={`hint-${favourite.id}`} class="small soft">
        {m.page_parts_hint({}, tongue)}
      </span>
      <a class="small" href={service.feed.page} target="_blank" rel="noreferrer">
        {m.page_parts_page({}, tongue)}
      </a>
    </div>
  );
}
