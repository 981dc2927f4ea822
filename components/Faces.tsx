/** What there is to watch, by the marks that people know: before anything is watched there is no way to draw. */
import { localFavourites } from '@/utils/catalogue/local';
import { Monogram } from './Monogram';
import { useSpeech } from './words';

/** One row of the popup. */
const SHOWN = 8;

/** Draws those that are best known where the person lives. */
export function Faces() {
  const { tongue, marks = {} } = useSpeech();
  const known = localFavourites(tongue.tag, (id) => Object.hasOwn(marks, id)).slice(0, SHOWN);
  return (
    <div class="faces" aria-hidden="true">
      {known.map((id) => (
        <Monogram key={id} id={id} name={id} />
      ))}
    </div>
  );
}
