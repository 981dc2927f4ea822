/** What was chosen, with the first answers as they come in. */
import { useEffect, useState } from 'preact/hooks';
import { serviceIdOf } from '@/utils/catalogue/target';
import { statusWord } from '@/utils/diagnosis/explain-row';
import type { Favourite, FavouriteView } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { favouriteName } from '../favourite-name';
import { Named } from '../Named';
import { ServiceMark } from '../ServiceMark';
import { Shape, toneOf } from '../Shape';
import { useSpeech } from '../words';

/** A pause in choosing, after which the number is said. */
const PAUSE_MS = 800;

/** Draws them; each can be taken away again. */
export function Chosen({
  favourites,
  seen,
  onRemove,
}: {
  favourites: readonly Favourite[];
  seen: readonly FavouriteView[];
  onRemove: (favourite: Favourite) => void;
}) {
  const { tongue } = useSpeech();
  return (
    <div class="chosen">
      <Count count={favourites.length} />
      <ul>
        {favourites.map((favourite) => {
          const id = serviceIdOf(favourite);
          const view = seen.find((one) => one.id === id);
          const name = favouriteName(favourite, tongue);
          const asked = view !== undefined && view.verdict.rule !== 'not-asked';
          return (
            <li key={id} data-chosen={id} data-health={view?.health ?? 'unknown'}>
              <ServiceMark id={id} name={name} />
              <span class="who">
                <Named name={name} />
                <span class="small soft">
                  {asked && <Shape tone={toneOf(view)} />}
                  {asked ? statusWord(view, tongue) : m.status_checking({}, tongue)}
                </span>
              </span>
              <button
                type="button"
                class="icon"
                aria-label={m.page_remove({ service: name }, tongue)}
                onClick={() => onRemove(favourite)}
              >
                ✕
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Said politely, once per pause and not per key. */
function Count({ count }: { count: number }) {
  const { tongue } = useSpeech();
  const [said, setSaid] = useState(count);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(count), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <>
      <p class="small soft" aria-hidden="true">
        {count === 0 ? m.welcome_choose_first({}, tongue) : m.page_chosen({ count }, tongue)}
      </p>
      <p class="hidden" role="status">
        {m.page_chosen({ count: said }, tongue)}
      </p>
    </>
  );
}
