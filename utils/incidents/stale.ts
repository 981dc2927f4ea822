/** What a stored view is still worth when nobody has watched for a while: sleep, or a browser that was closed. Pure. */
import { NOT_WATCHED } from '@/utils/diagnosis/sentence';
import type { EpochMs, FavouriteView, View } from '@/utils/model';
import { isPaused } from './paused';
import { quietLead } from './quiet-lead';
import { restedInterval } from './resting';
import { NO_VERDICT } from './state';

/** So many intervals without a tick, five minutes at least, and what was true then is no answer now. */
const INTERVALS = 3;
const AT_LEAST_MS = 300_000;

/** Tells whether nobody has watched for so long that nothing is known. */
export function isStale(
  { lastTickAt, intervalSeconds, resting }: Pick<View, 'lastTickAt' | 'intervalSeconds' | 'resting'>,
  now: EpochMs,
): boolean {
  const usualMs = intervalSeconds * 1_000;
  const intervalMs = resting ? restedInterval(usualMs) : usualMs;
  return lastTickAt !== null && now - lastTickAt > Math.max(AT_LEAST_MS, INTERVALS * intervalMs);
}

/** Gives the view as it may be shown now: an old one claims nothing, nor one of a paused watch of the favourites. */
export function viewAt(view: View, now: EpochMs): View {
  if (isPaused(view, now)) {
    // Guests are asked all the same.
    const verdict = { ...NO_VERDICT, rule: NOT_WATCHED };
    return { ...view, favourites: view.favourites.map((one) => ({ ...unknownAgain(one), verdict })) };
  }
  if (!isStale(view, now)) return view;
  return {
    ...view,
    lead: quietLead('cannot-tell', NO_VERDICT, 'woke-up'),
    favourites: view.favourites.map(unknownAgain),
    guests: view.guests.map(unknownAgain),
    answering: 0,
  };
}

function unknownAgain(one: FavouriteView): FavouriteView {
  return { ...one, health: 'unknown', verdict: NO_VERDICT, since: null, stillWork: [] };
}
