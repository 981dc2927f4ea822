/** What a person should see, as conditions to wait for. */
import type { Driver } from './browsers/driver.ts';
import { favouriteIn, type PopupSeen } from './browsers/popup-reader.ts';
import { until } from './until.ts';

/** Confirmed, right badge, at an interval of 30 s (within 75 s). */
const CONFIRMED_WITHIN_MS = 75_000;
/** After a page load that failed. */
export const AFTER_PAGE_LOAD_MS = 20_000;
/** Two minutes of doubt, and the next tick after them. */
export const UNDECIDED_WITHIN_MS = 170_000;
/** Recovery burst, the hold after a short outage, and one more check. */
export const RECOVERED_WITHIN_MS = 180_000;

/** A short form of what is on the screen, so that a failed wait can be read. */
interface Glance {
  badge: string;
  headline: string | null;
  services: Record<string, string>;
}

/** Waits until badge, headline and the favourites' states are as wanted, and resolves to the whole popup. */
export async function untilSeen(
  driver: Driver,
  what: string,
  wanted: (glance: Glance, seen: PopupSeen) => boolean,
  within: number = CONFIRMED_WITHIN_MS,
): Promise<PopupSeen> {
  let seen: PopupSeen | null = null;
  await until(
    what,
    async () => {
      seen = await driver.popup();
      return glanceOf(await driver.badge(), seen);
    },
    (glance) => seen !== null && wanted(glance, seen),
    { within },
  );
  if (seen === null) throw new Error('Nothing was read.');
  return seen;
}

/** Waits until every favourite is up and nothing is on the badge. */
export function untilAllWell(driver: Driver, within: number = CONFIRMED_WITHIN_MS): Promise<PopupSeen> {
  return untilSeen(
    driver,
    'everything is up',
    ({ badge, headline, services }) =>
      badge === '' &&
      headline === 'all-up' &&
      Object.keys(services).length > 0 &&
      Object.values(services).every((state) => state.startsWith('up')),
    within,
  );
}

/** Says whether all these services are shown as down for everyone. */
export function areDownForEveryone(seen: PopupSeen, services: readonly string[]): boolean {
  return services.every((service) => {
    const favourite = favouriteIn(seen, service);
    return favourite?.health === 'down' && favourite.scope === 'global';
  });
}

function glanceOf(badge: string, seen: PopupSeen): Glance {
  const services = seen.favourites.map(({ service, health, scope, verdict }) => [
    service,
    `${health} ${scope} ${verdict}`,
  ]);
  return { badge, headline: seen.headline, services: Object.fromEntries(services) };
}
