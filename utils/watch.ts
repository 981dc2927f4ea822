/** What one tick knows, what it may ask now, and how long it waits for the next question. */
import type { Edges } from '@/utils/edges';
import { wantedGuests } from '@/utils/incidents/guests';
import { isPaused } from '@/utils/incidents/paused';
import { nextUrgentAt, type PlanContext } from '@/utils/incidents/plan';
import type { State } from '@/utils/incidents/state';
import type { Reason } from '@/utils/incidents/step';
import type { EpochMs, Settings, Watched } from '@/utils/model';

/** Nothing new is asked after this; with the longest probe a tick stays under 25 s. */
const ASK_UNTIL_MS = 17_500;
/** What is wanted again a moment after it was asked is looked at again after this. */
const WANTED_WAIT_MS = 250;
/** A question that waits for room is looked at again after this. */
const MIN_WAIT_MS = 50;

/** What one tick knows. */
export interface Watch {
  edges: Edges;
  startedAt: EpochMs;
  settings: Settings;
  watched: readonly Watched[];
  state: State;
  /** As it was kept last; the beginning of a tick belongs to its first step. */
  kept: State;
  judged: PlanContext['judged'];
  wanted: Set<string>;
  /** Whose status pages are to be read again, until they are. */
  reread: Set<string>;
  waiting: boolean;
  /** Who is to be told of the next step that is kept. */
  told: (() => void)[];
  /** Somebody joined late. */
  late: Reason | null;
}

/** Nothing new is asked any more: time is up, or the clock was set back and time says nothing. */
export function isOver({ startedAt }: Watch, at: EpochMs, now: EpochMs): boolean {
  return now < startedAt || at - startedAt > ASK_UNTIL_MS;
}

/** Everything that may be asked now: while the watch is paused only what somebody looks up. */
export function askedNow(watch: Watch, now: EpochMs): readonly Watched[] {
  const guests = watch.edges.resolve(wantedGuests(watch.state, now));
  return isPaused(watch.settings, now) ? guests : [...watch.watched, ...guests];
}

/** When something urgent is due; what somebody wants and was asked a moment ago is looked at again soon. */
function nextAt({ state, settings, wanted }: Watch, asked: readonly Watched[], now: EpochMs): EpochMs | null {
  if (asked.length === 0) return null;
  const next = nextUrgentAt(state, asked, settings.sources, now);
  if (!asked.some((one) => wanted.has(one.id))) return next;
  return Math.min(next ?? Number.POSITIVE_INFINITY, now + WANTED_WAIT_MS);
}

/** How long to wait for something urgent; null when it is for a later tick. */
export function waitOf(watch: Watch): number | null {
  const now = watch.edges.now();
  const next = nextAt(watch, askedNow(watch, now), now);
  if (next === null || isOver(watch, Math.max(next, now), now)) return null;
  return Math.max(MIN_WAIT_MS, next - now);
}
