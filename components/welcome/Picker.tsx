/** Choosing what to watch: a field for names, lists and addresses, and what most people know as a grid. */
import { useMemo, useState } from 'preact/hooks';
import { serviceById } from '@/utils/catalogue/find';
import { localFavourites } from '@/utils/catalogue/local';
import { serviceIdOf } from '@/utils/catalogue/target';
import { searchServices } from '@/utils/catalogue/typed';
import type { CatalogueService, Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Complaints, Finder, useAddField } from '../AddField';
import { isLongWorded, Named } from '../Named';
import { ServiceMark } from '../ServiceMark';
import { nameOf, useSpeech } from '../words';

/** Whole rows of two, four and five. */
const SHOWN = 20;

/** Draws the field and the grid. */
export function Picker({
  favourites,
  region,
  onChange,
}: {
  favourites: readonly Favourite[];
  /** The browser's own language tag: what is well known there comes first. */
  region: string;
  onChange: (favourites: Favourite[]) => void;
}) {
  const { tongue } = useSpeech();
  const [all, setAll] = useState(false);
  const { text, complaint, onSubmit, field, meant } = useAddField({
    favourites,
    onAdd: (fresh) => onChange([...favourites, ...fresh]),
  });
  const chosen = new Set(favourites.map(serviceIdOf));
  const known = useMemo(
    () =>
      localFavourites(region, (id) => serviceById(id) !== undefined).flatMap((id) => serviceById(id) ?? []),
    [region],
  );
  const isList = /[,;،；，、]/.test(text);
  const shown = pick(known, text.trim(), all, isList);
  return (
    <>
      <Finder
        type="search"
        name="search"
        label={m.welcome_search({}, tongue)}
        hint={m.welcome_search_hint({}, tongue)}
        describedBy="search-problem"
        {...{ onSubmit, field }}
      />
      <Complaints id="search-problem" complaint={complaint} onMeant={meant} />
      <fieldset class="tiles">
        <legend class="hidden">{m.page_services({}, tongue)}</legend>
        {shown.map((one) => (
          <Tile
            key={one.id}
            service={one}
            on={chosen.has(one.id)}
            onToggle={(on) =>
              onChange(
                on
                  ? [...favourites, { id: one.id }]
                  : favourites.filter((other) => serviceIdOf(other) !== one.id),
              )
            }
          />
        ))}
      </fieldset>
      {shown.length === 0 && complaint === null && (
        <p class="soft small">{m.welcome_none_found({}, tongue)}</p>
      )}
      {text.trim() === '' && (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? m.welcome_show_fewer({}, tongue) : m.welcome_show_all({}, tongue)}
        </button>
      )}
    </>
  );
}

function pick(known: readonly CatalogueService[], text: string, all: boolean, isList: boolean) {
  if (text !== '' && !isList) return searchServices(text).slice(0, all ? undefined : SHOWN);
  if (!all) return known.slice(0, SHOWN);
  return [...known, ...searchServices('').filter((one) => !known.includes(one))];
}

function Tile({
  service,
  on,
  onToggle,
}: {
  service: CatalogueService;
  on: boolean;
  onToggle: (on: boolean) => void;
}) {
  const { tongue } = useSpeech();
  const name = nameOf(service, tongue);
  return (
    <label class="tile">
      <input
        type="checkbox"
        name={service.id}
        checked={on}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <ServiceMark id={service.id} name={name} />
      <Named name={name} small={isLongWorded(name)} />
      <svg class="tick" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="m3 8.5 3.5 3.5L13 4.5"
          fill="none"
          stroke="currentColor"
          stroke-width="2.4"
          stroke-linecap="round"
        />
      </svg>
    </label>
  );
}
