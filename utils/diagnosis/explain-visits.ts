/** The person's own visits in words. Pure. */

import type { EpochMs, FavouriteView } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { sayTime, type Tongue } from './locale';

/** Says how many of the visits failed since the trouble began; null when none did. */
export function visitsWords(visits: FavouriteView['visits'], tongue: Tongue, now: EpochMs): string | null {
  if (visits === null || visits.failed === 0) return null;
  const { failed, all, since } = visits;
  return m.live_visits({ failed, all, time: sayTime(since, now, tongue) }, tongue);
}
