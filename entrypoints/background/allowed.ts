/** What was agreed to and may be asked without saying who we are: only hosts that the browser lets us read. */
import { allowedSources, originsOfSources, withAllowedFeeds } from '@/utils/catalogue/origins';
import type { Settings, Watched } from '@/utils/model';
import { grantedAmong } from '@/utils/platform/granted-hosts';

/** Leaves out the sources and status pages that were not allowed: the watch is as if they were switched off. */
export async function allowedOf(
  settings: Settings,
  watched: readonly Watched[],
): Promise<{ settings: Settings; watched: readonly Watched[] }> {
  const origins = originsOfSources(settings.sources, watched);
  if (origins.length === 0) return { settings, watched };
  const granted = await grantedAmong(origins);
  const sources = allowedSources(settings.sources, watched, granted);
  return { settings: { ...settings, sources }, watched: withAllowedFeeds(watched, granted) };
}
