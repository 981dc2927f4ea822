/** A page of a favourite that failed to open, or broke: an observation, and a reason to ask at once. */

import { isSameSite } from '@/utils/catalogue/same-site';
import { watchedOf } from '@/utils/catalogue/watched';
import type { HttpObservation, Watched } from '@/utils/model';
import type { PageLoad } from '@/utils/platform/page-load';
import { errorTypeOf } from '@/utils/probes/net-errors';
import { readSettings } from '@/utils/store/settings';
import type { createTick } from '@/utils/tick';

/** Errors that only say that somebody gave up, or that a download began (docs/decisions.md, 18). */
const NOT_A_FAILURE: ReadonlySet<string> = new Set(['abandoned', 'local.refused', 'local.network_changed']);

/** Hands a failed load of a favourite to the tick. Other hosts and good loads leave no trace. */
export async function observePageLoad(load: PageLoad, tick: ReturnType<typeof createTick>): Promise<void> {
  const errorType = load.cause === null ? null : errorTypeOf(load.cause);
  const broken = load.status !== null && load.status >= 500;
  if (!broken && (errorType === null || NOT_A_FAILURE.has(errorType))) return;
  const host = new URL(load.url).hostname;
  const settings = await readSettings();
  const watched = watchedOf(settings).find((one) => isOf(one, host));
  if (watched === undefined) return;
  const seen: HttpObservation = {
    source: 'page-load',
    target: watched.id,
    at: load.at,
    outcome: 'failed',
    tookMs: null,
    errorType: broken ? 'http.error' : errorType,
    status: load.status,
    landed: null,
    genuine: null,
    retryAfterMs: null,
    serverDate: null,
    ip: load.ip,
    limited: false,
  };
  await tick({ wanted: [watched.id], seen: [seen] });
}

function isOf(watched: Watched, host: string): boolean {
  return watched.target.hosts.some((own) => isSameSite(own, host));
}
