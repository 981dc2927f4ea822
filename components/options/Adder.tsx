/** Adding a favourite by name, by address, or several at once. */
import { services } from '@/utils/catalogue/find';
import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Complaints, useAddField } from '../AddField';
import { nameOf, useSpeech } from '../words';

/** Draws the field. */
export function Adder({
  favourites,
  onAdd,
}: {
  favourites: readonly Favourite[];
  onAdd: (favourites: Favourite[]) => void;
}) {
  const { tongue } = useSpeech();
  const { complaint, onSubmit, field, meant } = useAddField({ favourites, onAdd });
  return (
    <>
      <form class="finder" onSubmit={onSubmit}>
        <input
          type="text"
          name="add"
          list="known"
          autoComplete="off"
          aria-label={m.page_add({}, tongue)}
          aria-describedby="add-hint add-problem"
          {...field}
        />
        <datalist id="known">
          {services.map((one) => (
            <option key={one.id} value={nameOf(one, tongue)} />
          ))}
        </datalist>
        <button type="submit" class="main">
          {m.page_add_button({}, tongue)}
        </button>
      </form>
      <p id="add-hint" class="small soft">
        {m.page_add_hint({}, tongue)}
      </p>
      <Complaints id="add-problem" complaint={complaint} onMeant={meant} />
    </>
  );
}
