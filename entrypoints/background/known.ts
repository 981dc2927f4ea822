/** What listeners must know at once: whose host it is. Read once in a worker's life, and again after a change. */
import { type FavouriteFinder, favouriteFinder } from '@/utils/catalogue/belonging';
import { watchedOf } from '@/utils/catalogue/watched';
import type { EpochMs, ServiceId, View, Watched } from '@/utils/model';
import { readSettings } from '@/utils/store/settings';
import { readView } from '@/utils/store/snapshot';
import { readCatalogue } from './catalogue';
import { logged } from './guard';

export interface Known {
  find: FavouriteFinder;
  watched: readonly Watched[];
  pausedUntil: EpochMs | null;
  /** Services in any trouble, as last shown. */
  troubled: ReadonlySet<ServiceId>;
}

export interface Knowing {
  /** Runs with what is known: at once, or as soon as it is read. */
  with(work: (known: Known) => void): Promise<void> | null;
  forget(): void;
  /** Takes note of what was just shown. */
  shown(view: View): void;
}

/** Starts with nothing known. `learned` hears whether any favourite is of none of the catalogue's services. */
export function createKnowing(learned: (hasOwn: boolean) => void): Knowing {
  let known: Known | null = null;
  let reading: Promise<Known> | null = null;
  return {
    with(work) {
      if (known !== null) {
        work(known);
        return null;
      }
      reading ??= read(learned);
      const mine = reading;
      const taken = mine.then((one) => {
        // What was read before a change is not kept.
        if (reading === mine) known ??= one;
        work(one);
      });
      return taken.catch((problem: unknown) => {
        if (reading === mine) reading = null;
        logged(problem);
      });
    },
    forget() {
      known = null;
      reading = null;
    },
    shown(view) {
      learned(view.favourites.some(({ custom }) => custom));
      if (known !== null) known = { ...known, troubled: troubledIn(view) };
    },
  };
}

async function read(learned: (hasOwn: boolean) => void): Promise<Known> {
  const [settings, view, catalogue] = await Promise.all([readSettings(), readView(), readCatalogue()]);
  const watched = watchedOf(settings, catalogue);
  learned(watched.some(({ custom }) => custom));
  return {
    find: favouriteFinder(watched, catalogue),
    watched,
    pausedUntil: settings.pausedUntil,
    troubled: view === null ? new Set() : troubledIn(view),
  };
}

function troubledIn({ favourites }: View): Set<ServiceId> {
  return new Set(favourites.filter(({ health }) => health !== 'up').map(({ id }) => id));
}
