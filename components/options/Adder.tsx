/** Adding a favourite by name, by address, or several at once. */
import { useState } from 'preact/hooks';
import { services } from '@/utils/catalogue/find';
import { serviceIdOf } from '@/utils/catalogue/target';
import { sayNames } from '@/utils/diagnosis/locale';
import type { Favourite, ServiceId } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Complaints, Finder, useAddField } from '../AddField';
import { favouriteName } from '../favourite-name';
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
  const [added, setAdded] = useState<readonly ServiceId[]>([]);
  const { complaint, onSubmit, field, meant } = useAddField({
    favourites,
    onAdd: (fresh) => {
      onAdd(fresh);
      setAdded(fresh.map(serviceIdOf));
    },
  });
  // What was removed again is not said any more.
  const names = favourites
    .filter((one) => added.includes(serviceIdOf(one)))
    .map((one) => favouriteName(one, tongue));
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
      <p role="status" class="small">
        {names.length > 0 && m.options_added({ services: sayNames(names, tongue) }, tongue)}
      </p>
      <Complaints id="add-problem" complaint={complaint} onMeant={meant} />
    </>
  );
}
