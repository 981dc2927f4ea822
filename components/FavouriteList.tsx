/** The favourites in the person's order: add, move by hand or by button, set each up, remove. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { serviceIdOf } from '@/utils/catalogue/target';
import type { Favourite, ServiceId } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { favouriteName } from './favourite-name';
import { Adder } from './options/Adder';
import { Details } from './options/Details';
import { ServiceMark } from './ServiceMark';
import { useSpeech } from './words';

interface ListProps {
  favourites: readonly Favourite[];
  /** The interval that holds where none was chosen. */
  intervalSeconds: number;
  /** Those that an organisation set: they cannot be removed. */
  fixed: readonly ServiceId[];
  /** Within the click, so that the browser may be asked. */
  onAdd: (fresh: Favourite[]) => void;
  onChange: (favourites: Favourite[]) => void;
}

function movedTo(all: readonly Favourite[], from: number, to: number): Favourite[] {
  const rest = all.filter((_, index) => index !== from);
  const one = all[from];
  return one === undefined ? [...all] : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** Draws the list. */
export function FavouriteList({ favourites, intervalSeconds, fixed, onAdd, onChange }: ListProps) {
  const { tongue } = useSpeech();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const [filter, setFilter] = useState('');
  const [gone, setGone] = useState<{ favourite: Favourite; index: number } | null>(null);
  const move = (from: number, to: number) => {
    const favourite = favourites[from];
    if (favourite === undefined || to < 0 || to >= favourites.length || to === from) return;
    onChange(movedTo(favourites, from, to));
    const service = favouriteName(favourite, tongue);
    setSaid(m.options_moved({ service, place: to + 1 }, tongue));
  };
  const remove = (favourite: Favourite, index: number) => {
    onChange(favourites.filter((one) => one !== favourite));
    setGone({ favourite, index });
  };
  const bringBack = () => {
    if (gone !== null) onChange(favourites.toSpliced(gone.index, 0, gone.favourite));
    setGone(null);
  };
  // It may have been added again meanwhile, here or on another page.
  const canComeBack =
    gone !== null && favourites.every((one) => serviceIdOf(one) !== serviceIdOf(gone.favourite));
  const wanted = filter.trim().toLowerCase();
  return (
    <>
      <Adder favourites={favourites} onAdd={onAdd} />
      <Removed favourite={canComeBack ? gone.favourite : null} onUndo={bringBack} />
      {favourites.length === 0 && <p class="soft">{m.page_none_yet({}, tongue)}</p>}
      {favourites.length > MANY && (
        <input
          type="search"
          name="filter"
          class="filter"
          value={filter}
          aria-label={m.options_filter({}, tongue)}
          placeholder={m.options_filter({}, tongue)}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <p class="hidden" role="status">
        {said}
      </p>
      <ol class="list sorted">
        {favourites.map((favourite, index) => {
          const id = serviceIdOf(favourite);
          const name = favouriteName(favourite, tongue);
          if (!`${name} ${id}`.toLowerCase().includes(wanted)) return null;
          return (
            <li
              key={id}
              data-favourite={id}
              data-dragged={dragged === index}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) move(dragged, index);
                setDragged(null);
              }}
            >
              <div class="line">
                <span
                  class="grip"
                  draggable
                  aria-hidden="true"
                  title={m.options_drag({}, tongue)}
                  onDragStart={(event) => {
                    event.dataTransfer?.setData('text/plain', id);
                    setDragged(index);
                  }}
                  onDragEnd={() => setDragged(null)}
                >
                  ⠿
                </span>
                <ServiceMark id={id} name={name} />
                <span class="grow">
                  <bdi>{name}</bdi>
                  {'url' in favourite && favourite.name !== id && <bdi class="small soft">{id}</bdi>}
                </span>
                <Tools
                  index={index}
                  last={favourites.length - 1}
                  name={name}
                  onMove={(to) => move(index, to)}
                >
                  {fixed.includes(id) ? null : () => remove(favourite, index)}
                </Tools>
              </div>
              <Details
                favourite={favourite}
                name={name}
                intervalSeconds={intervalSeconds}
                onChange={(next) => onChange(favourites.map((one) => (one === favourite ? next : one)))}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** What was removed last, and the way back; the button that removed it is gone, so this one has the focus. */
function Removed({ favourite, onUndo }: { favourite: Favourite | null; onUndo: () => void }) {
  const { tongue } = useSpeech();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [favourite]);
  return (
    <div class={favourite === null ? 'hidden' : 'field undo'}>
      <p role="status">
        {favourite !== null && m.options_removed({ service: favouriteName(favourite, tongue) }, tongue)}
      </p>
      {favourite !== null && (
        <button ref={button} type="button" data-action="undo-remove" onClick={onUndo}>
          {m.page_import_undo({}, tongue)}
        </button>
      )}
    </div>
  );
}

/** From so many favourites on, the list can be searched. */
const MANY = 12;

function Tools({
  index,
  last,
  name: service,
  onMove,
  children: remove,
}: {
  index: number;
  last: number;
  name: string;
  onMove: (to: number) => void;
  /** Removes it; null where it has to stay. */
  children: (() => void) | null;
}) {
  const { tongue } = useSpeech();
  const tools = [
    ['↑', m.page_move_up, index === 0, () => onMove(index - 1)],
    ['↓', m.page_move_down, index === last, () => onMove(index + 1)],
    ['✕', m.page_remove, remove === null, remove ?? (() => {})],
  ] as const;
  return (
    <>
      {tools.map(([sign, say, off, run]) => (
        <button
          key={sign}
          type="button"
          class="icon"
          disabled={off}
          aria-label={say({ service }, tongue)}
          title={say({ service }, tongue)}
          onClick={run}
        >
          {sign}
        </button>
      ))}
    </>
  );
}
