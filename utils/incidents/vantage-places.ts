/** The places elsewhere that one measurement asks, near and far. Pure. */
import type { VantagePlace } from '@/utils/model';
import type { State } from './state';

/** Far places, one a continent, in the order they are asked; the last two only where no near one can be named. */
const FAR_PLACES: readonly VantagePlace[] = [
  { continent: 'NA', near: 'far', limit: 1 },
  { continent: 'EU', near: 'far', limit: 1 },
  { continent: 'AS', near: 'far', limit: 1 },
  { continent: 'SA', near: 'far', limit: 1 },
  { continent: 'AF', near: 'far', limit: 1 },
  { continent: 'OC', near: 'far', limit: 1 },
];
const NEAR = 2;
/** Where the first far place lies: who is there themselves begins with the next, since it would be no far one. */
const NORTH_AMERICA: ReadonlySet<string> = new Set('US CA MX CR CU DO GT PA'.split(' '));

/** Chooses so many far places beside the near ones; a near one that cannot be named is made up for by another. */
export function placesOf({ ownNetwork, network }: State, far: number): VantagePlace[] {
  const country = ownNetwork?.country ?? network?.country ?? null;
  const asn = ownNetwork?.asn ?? null;
  const near: VantagePlace[] = [];
  if (asn !== null) near.push({ asn, near: 'network', limit: 1 });
  if (country !== null) near.push({ country, near: 'country', limit: asn === null ? NEAR : 1 });
  const first = country !== null && NORTH_AMERICA.has(country) ? 1 : 0;
  return [...near, ...FAR_PLACES.slice(first, first + far + NEAR - testsOf(near))];
}

/** Counts the tests that a list of places costs. */
export function testsOf(places: readonly VantagePlace[]): number {
  return places.reduce((sum, place) => sum + place.limit, 0);
}
