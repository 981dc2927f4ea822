/** The list of favourites that a person edits: add by name or address, move, remove. */
import { useState } from 'preact/hooks';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { services } from '@/utils/catalogue/find';
import { serviceIdOf } from '@/utils/catalogue/target';
import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Parts } from './Parts';
import { useSpeech } from './words';

const PROBLEMS = {
  empty: m.page_add_problem_empty,
  'not-a-url': m.page_add_problem_not_a_url,
  scheme: m.page_add_problem_scheme,
  credentials: m.page_add_problem_credentials,
  host: m.page_add_problem_host,
  port: m.page_add_problem_port,
  'too-long': m.page_add_problem_too_long,
  duplicate: m.page_add_problem_duplicate,
} as const;

type Problem = keyof typeof PROBLEMS;

/** Makes a favourite of what was typed: a service's name, or an address. */
function favouriteOf(text: string): Favourite | Problem {
  const wanted = text.trim().toLowerCase();
  const service = services.find(
    (one) => one.id === wanted || one.name.toLowerCase() === wanted || one.nameAr === text.trim(),
  );
  if (service !== undefined) return { id: service.id };
  const custom = parseCustomUrl(text);
  return custom.ok ? { url: custom.url, name: custom.host } : custom.problem;
}

/** Gives the name of a favourite. */
export function favouriteName(favourite: Favourite, arabic: boolean): string {
  if (!('id' in favourite)) return favourite.name;
  const service = services.find((one) => one.id === favourite.id);
  return (arabic ? service?.nameAr : null) ?? service?.name ?? favourite.id;
}

/** Draws the list with its buttons. */
export function FavouriteList({
  favourites,
  onChange,
}: {
  favourites: readonly Favourite[];
  onChange: (favourites: Favourite[]) => void;
}) {
  const { tongue } = useSpeech();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = (event: Event) => {
    event.preventDefault();
    const made = favouriteOf(text);
    if (typeof made === 'string') return setProblem(made);
    if (favourites.some((one) => serviceIdOf(one) === serviceIdOf(made))) return setProblem('duplicate');
    setProblem(null);
    setText('');
    onChange([...favourites, made]);
  };
  return (
    <div class="panel">
      <form class="field" onSubmit={add}>
        <input
          type="text"
          name="add"
          list="known"
          value={text}
          aria-label={m.page_add({}, tongue)}
          placeholder={m.page_add_hint({}, tongue)}
          aria-describedby="add-problem"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <datalist id="known">
          {services.map((one) => (
            <option key={one.id} value={(tongue.locale === 'ar' ? one.nameAr : null) ?? one.name} />
          ))}
        </datalist>
        <button type="submit">{m.page_add_button({}, tongue)}</button>
      </form>
      <p id="add-problem" class="theirs" role="status">
        {problem === null ? '' : PROBLEMS[problem]({}, tongue)}
      </p>
      {favourites.length === 0 && <p class="soft">{m.page_none_yet({}, tongue)}</p>}
      <ol class="list sorted">
        {favourites.map((favourite, index) => (
          <Item
            key={serviceIdOf(favourite)}
            favourite={favourite}
            index={index}
            all={favourites}
            onChange={onChange}
          />
        ))}
      </ol>
    </div>
  );
}

function Item({
  favourite,
  index,
  all,
  onChange,
}: {
  favourite: Favourite;
  index: number;
  all: readonly Favourite[];
  onChange: (favourites: Favourite[]) => void;
}) {
  const { tongue } = useSpeech();
  const service = favouriteName(favourite, tongue.locale === 'ar');
  const move = (by: number) => {
    const rest = all.filter((one) => one !== favourite);
    onChange([...rest.slice(0, index + by), favourite, ...rest.slice(index + by)]);
  };
  const label = (say: typeof m.page_remove) => say({ service }, tongue);
  return (
    <li>
      <span class="grow">
        <bdi>{service}</bdi>
        {'id' in favourite && (
          <Parts
            favourite={favourite}
            name={service}
            onChange={(next) => onChange(all.map((one) => (one === favourite ? next : one)))}
          />
        )}
      </span>
      <button
        type="button"
        class="icon"
        disabled={index === 0}
        aria-label={label(m.page_move_up)}
        onClick={() => move(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="icon"
        disabled={index === all.length - 1}
        aria-label={label(m.page_move_down)}
        onClick={() => move(1)}
      >
        ↓
      </button>
      <button
        type="button"
        class="icon"
        aria-label={label(m.page_remove)}
        onClick={() => onChange(all.filter((one) => one !== favourite))}
      >
        ✕
      </button>
    </li>
  );
}
