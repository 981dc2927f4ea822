/** What the popup needs only before the first tick or for a click. It holds the catalogue, so the first paint does without. */

import { catalogue } from '@/utils/catalogue/find';
import { siteOfUrl } from '@/utils/catalogue/guest';
import { sitesOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { emptyState } from '@/utils/incidents/initial-state';
import { viewOf } from '@/utils/incidents/view';
import type { EpochMs, Settings, View } from '@/utils/model';

/** Before the first tick there is nothing stored: the view of an empty state says so. */
export function firstView(settings: Settings, now: EpochMs): View {
  return viewOf(emptyState(0), watchedOf(settings, catalogue), settings, {}, now);
}

/** Lists what to ask leave for. */
export function sitesFor(settings: Settings): ReturnType<typeof sitesOf> {
  return sitesOf(watchedOf(settings, catalogue), settings);
}

/** Names a site as views name it: a service of the catalogue, or the host itself. */
export function siteIdAt(url: string): string | null {
  const site = siteOfUrl(url, catalogue);
  return site.ok ? site.id : null;
}
