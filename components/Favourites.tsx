/** The favourites of the popup: trouble first and families together, those of which there is nothing to say folded. */

import { isolated, type Tongue } from '@/utils/diagnosis/locale';
import { isOwnLine } from '@/utils/diagnosis/side';
import type { FavouriteView, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Favourite } from './Favourite';
import { Fold } from './Fold';
import { Turn } from './Icon';
import { usePopupSituation } from './popup-actions';
import { Shape, type Tone, toneOf } from './Shape';
import { useSpeech } from './words';

/** From so many troubled members on, a family folds into one row. */
const FOLD_FROM = 3;
/** So few that are fine need no fold while nothing else is wrong. */
const UNFOLDED = 12;

/** So many that cannot be judged are worth a row each. */
const UNJUDGED = 3;

/** Lists them all: those in trouble, those that cannot be judged while a fault of one's own lasts, and those that are fine. */
export function Favourites({ view }: { view: View }) {
  const { favourites } = view;
  const unjudged = favourites.filter((one) => isUnjudged(one, view));
  const folded = unjudged.length > UNJUDGED ? unjudged : [];
  return (
    <>
      <Troubled favourites={favourites.filter((one) => !isFine(one) && !folded.includes(one))} />
      <Unjudged favourites={folded} />
      <Fine favourites={favourites.filter(isFine)} alone={favourites.every(isFine)} />
    </>
  );
}

/** A fault of one's own hides how it is, and it was not known to be down before that. */
function isUnjudged({ id, health }: FavouriteView, { lead }: View): boolean {
  return health === 'unknown' && isOwnLine(lead.verdict.scope) && !lead.before?.services.includes(id);
}

/** Tells whether there is nothing to say about it. */
function isFine(favourite: FavouriteView): boolean {
  return favourite.health === 'up' && favourite.verdict.name === 'ok';
}

/** Lists what is in trouble, worst first; a family stands together. */
function Troubled({ favourites }: { favourites: readonly FavouriteView[] }) {
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
        <Rows favourites={members} />
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
function Fine({ favourites, alone }: { favourites: readonly FavouriteView[]; alone: boolean }) {
  const { tongue } = useSpeech();
  if (alone && favourites.length <= UNFOLDED) return <Rows favourites={favourites} />;
  return <Folded favourites={favourites} tone="well" title={sayFine(favourites, alone, tongue)} />;
}

function Unjudged({ favourites }: { favourites: readonly FavouriteView[] }) {
  const { tongue } = useSpeech();
  const title = m.page_unjudged({ count: favourites.length }, tongue);
  return <Folded favourites={favourites} tone="unknown" title={title} />;
}

function Rows({ favourites }: { favourites: readonly FavouriteView[] }) {
  if (favourites.length === 0) return null;
  return (
    <ul class="list">
      {favourites.map((one) => (
        <Favourite key={one.id} favourite={one} />
      ))}
    </ul>
  );
}

interface FoldedProps {
  favourites: readonly FavouriteView[];
  tone: Tone;
  title: string;
}

function Folded({ favourites, tone, title }: FoldedProps) {
  const { unfolded } = usePopupSituation();
  if (favourites.length === 0) return null;
  return (
    // One that the person was reading when it came to be folded stays in sight.
    <Fold class="fold" opened={favourites.some(({ id }) => unfolded.has(id))}>
      <summary>
        <Turn />
        <span>
          <Shape tone={tone} />
          {title}
        </span>
      </summary>
      <Rows favourites={favourites} />
    </Fold>
  );
}
