/** Adding a favourite by name, by address, or several at once. */
import { services } from '@/utils/catalogue/find';
import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Complaints, Finder, useAddField } from '../AddField';
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
      <Finder
        type="text"
        name="add"
        list="known"
        label={m.page_add({}, tongue)}
        describedBy="add-hint add-problem"
        {...{ onSubmit, field }}
      >
        <datalist id="known">
          {services.map((one) => (
            <option key={one.id} value={nameOf(one, tongue)} />
          ))}
        </datalist>
      </Finder>
      <p id="add-hint" class="small soft">
        {m.page_add_hint({}, tongue)}
      </p>
      <Complaints id="add-problem" complaint={complaint} onMeant={meant} />
    </>
  );
}
