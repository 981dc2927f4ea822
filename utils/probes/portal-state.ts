/** Does the browser itself believe that a network's sign-in page is in the way? Firefox only; never throws. */
import type { Ask, PortalObservation, Wire } from '@/utils/model';
import { readPortalState } from '@/utils/platform/firefox-network';

const STATES: Readonly<Record<string, PortalObservation['state']>> = {
  locked_portal: 'locked',
  unlocked_portal: 'unlocked',
  not_captive: 'none',
};

/** Asks the browser for its opinion; state null where it has none. */
export async function askPortalState(
  _ask: Extract<Ask, { kind: 'portal-state' }>,
  wire: Wire,
): Promise<PortalObservation[]> {
  const said = await readPortalState();
  const state = (said === null ? undefined : STATES[said]) ?? null;
  return [
    { source: 'portal', at: wire.now(), outcome: state === null ? 'skipped' : 'ok', tookMs: null, state },
  ];
}
