/** The favourites of the popup: trouble first and families together, those that are fine folded. */

import { isolated, type Tongue } from '@/utils/diagnosis/locale';
import type { FavouriteView } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Favourite } from './Favourite';
import { Fold } from './Fold';
import { Turn } from './Icon';
import { usePopupSituation } from './popup-actions';
import { Shape, toneOf } from './Shape';
import { useSpeech } from './words';

/** From so many troubled members on, a family folds into one row. */
const FOLD_FROM = 3;
/** So few that are fine need no fold while nothing else is wrong. */
const UNFOLDED = 12;

/** Tells whether there is nothing to say about it. */
export function isFine(favourite: FavouriteView): boolean {
  return favourite.health === 'up' && favourite.verdict.name === 'ok';
}

/** Lists what is in trouble, worst first; a family stands together. */
export function Troubled({ favourites }: { favourites: readonly FavouriteView[] }) {
  if (favourites.length === 0) return null;
  const groups = new Map<string, FavouriteView[]>();
  for (const one of favourites) {
    // Only what is down on their side is down together; one's own fault hits everything alike.
    const key = one.verdict.scope === 'global' ? (one.family ?? one.id) : one.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return (
    <ul class="list">
      {[...groups].map(([key, members]) =>
        members.length < FOLD_FROM ? (
          members.map((one) => <Favourite key={one.id} favourite={one} />)
        ) : (
          <Together key={key} members={members} />
        ),
      )}
    </ul>
  );
}

function Together({ members }: { members: readonly FavouriteView[] }) {
  const { tongue } = useSpeech();
  const [first] = members;
  if (first === undefined) return null;
  return (
    <li>
      <details class="fold together" open>
        <summary>
          <Turn />
          <span>
            <Shape tone={toneOf(first)} />
            {m.page_family_down(
              { family: isolated(first.familyName ?? first.name), count: members.length },
              tongue,
            )}
          </span>
        </summary>
        <ul class="list">
          {members.map((one) => (
            <Favourite key={one.id} favourite={one} />
          ))}
        </ul>
      </details>
    </li>
  );
}

/** What hides its answer can be reached, and is not known to be fine. */
function sayFine(favourites: readonly FavouriteView[], alone: boolean, tongue: Tongue): string {
  const count = favourites.length;
  if (favourites.some(({ limited }) => limited)) return m.page_reachable({ count }, tongue);
  return alone ? m.page_all_fine({ count }, tongue) : m.page_others_fine({ count }, tongue);
}

/** Folds what is fine into one line. `alone`: nothing else is in the list. */
export function Fine({ favourites, alone }: { favourites: readonly FavouriteView[]; alone: boolean }) {
  const { tongue } = useSpeech();
  const { unfolded } = usePopupSituation();
  if (favourites.length === 0) return null;
  const count = favourites.length;
  const rows = (
    <ul class="list">
      {favourites.map((one) => (
        <Favourite key={one.id} favourite={one} />
      ))}
    </ul>
  );
  if (alone && count <= UNFOLDED) return rows;
  return (
    // One that the person was reading when it came to be folded stays in sight.
    <Fold class="fold" opened={favourites.some(({ id }) => unfolded.has(id))}>
      <summary>
        <Turn />
        <span>
          <Shape tone="well" />
          {sayFine(favourites, alone, tongue)}
        </span>
      </summary>
      {rows}
    </Fold>
  );
}
