/** Joins the pipe to this browser: wire, disk, clock, toolbar. */
import type { Catalogue } from '@/utils/catalogue/catalogue';
import { controls } from '@/utils/catalogue/controls';
import { guestWatched } from '@/utils/catalogue/guest';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Edges } from '@/utils/edges';
import { stateOf } from '@/utils/incidents/read-state';
import { hasSystemDns } from '@/utils/platform/firefox-network';
import { isAway, savesData } from '@/utils/platform/resting';
import { gather } from '@/utils/probes/gather';
import { createWire } from '@/utils/probes/wire';
import { touchSession } from '@/utils/store/session';
import { knownSettings } from '@/utils/store/settings';
import { readRecord } from '@/utils/store/state';
import { allowedOf } from './allowed';
import { readCatalogue } from './catalogue';
import { keep, type Shown } from './keep';
import { localTime } from './local-time';

/** The alarm's period until the first tick sets its own. */
export const FIRST_PERIOD_MS = 60_000;

/** Makes the edges of the shipped extension. `shown` follows what is shown. */
export function createEdges(shown: Shown): Edges {
  const wire = createWire();
  /** Every tick reads before it resolves anybody. */
  let catalogue: Catalogue | null = null;
  return {
    now: () => wire.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    random: Math.random,
    online: () => navigator.onLine,
    local: () => localTime(new Date()),
    resting: async () => (savesData() === true ? true : isAway()),
    resolve: (guests) => {
      const known = catalogue;
      return known === null ? [] : guests.flatMap((guest) => guestWatched(guest, known) ?? []);
    },
    gather: async (ask) => {
      const seen = await gather(ask, wire);
      // An extension call as each question ends keeps the worker alive (docs/decisions.md, 15).
      await touchSession({ lastAnswerAt: wire.now() });
      return seen;
    },
    read: async () => {
      const [state, settings, known] = await Promise.all([
        readRecord(stateOf),
        knownSettings(),
        readCatalogue(),
      ]);
      catalogue = known;
      return { state, ...(await allowedOf(settings, watchedOf(settings, known))) };
    },
    keep: (step) => keep(step, shown),
    controls: controls.map((control) => ({ ...control, id: control.target.id })),
    systemDns: hasSystemDns(),
  };
}
