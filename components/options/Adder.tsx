/** Adding a favourite by name, by address, or several at once. */
import { useState } from 'preact/hooks';
import { services } from '@/utils/catalogue/find';
import { serviceIdOf } from '@/utils/catalogue/target';
import { typedList } from '@/utils/catalogue/typed';
import type { Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { PROBLEMS, type Problem } from '../problems';
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
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = (event: Event) => {
    event.preventDefault();
    const known = new Set(favourites.map(serviceIdOf));
    const fresh: Favourite[] = [];
    const left: string[] = [];
    let first: Problem | null = null;
    for (const typed of typedList(text)) {
      if (typed.kind === 'problem') {
        left.push(typed.text);
        first ??= typed.problem;
      } else if (known.has(serviceIdOf(typed.favourite))) first ??= 'duplicate';
      else {
        known.add(serviceIdOf(typed.favourite));
        fresh.push(typed.favourite);
      }
    }
    setProblem(first);
    setText(first === 'duplicate' && fresh.length === 0 ? text : left.join(', '));
    if (fresh.length > 0) onAdd(fresh);
  };
  return (
    <>
      <form class="finder" onSubmit={add}>
        <input
          type="text"
          name="add"
          list="known"
          value={text}
          autoComplete="off"
          aria-label={m.page_add({}, tongue)}
          aria-describedby="add-hint add-problem"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
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
      <p id="add-problem" class="theirs" role="status">
        {problem === null ? '' : PROBLEMS[problem]({}, tongue)}
      </p>
    </>
  );
}
