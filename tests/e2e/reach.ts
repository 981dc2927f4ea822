/** Sets truths in the lab and waits for the verdicts they deserve; a wrong side on the way is an error. */
import { expect } from 'vitest';
import type { Truth } from '../lab/truth.ts';
import { favouriteIn } from './browsers/popup-reader.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** From the first request that could fail; a browser's own DNS cache may hide a fault for a minute before. */
const VERDICT_WITHIN_MS = 90_000;
const CACHED_WITHIN_MS = VERDICT_WITHIN_MS + 75_000;

export interface Expected {
  host: string;
  truth: Partial<Truth>;
  verdicts: readonly string[];
  /** Sides that may be named on the way; nothing but these and "not known". */
  scopes: readonly string[];
}

/** A fault of the service's own, which everyone sees. */
export function everywhere(host: string, truth: Partial<Truth>, ...verdicts: string[]): Expected {
  return { host, truth, verdicts, scopes: ['global'] };
}

/** Sets every truth at once, and waits until each service has its verdict. Keys are service ids. */
export async function reachAll(
  { driver, lab }: World,
  table: Readonly<Record<string, Expected>>,
): Promise<void> {
  const wrong = new Set<string>();
  for (const { host, truth } of Object.values(table)) lab.set(host, truth);
  await driver.checkNow();
  await until(
    'every verdict is reached',
    async () => {
      const seen = await driver.popup();
      return Object.entries(table).map(([id, { verdicts, scopes }]) => {
        const favourite = favouriteIn(seen, id);
        const scope = favourite?.scope ?? '';
        if (!['none', 'unknown', ...scopes].includes(scope)) wrong.add(`${id}: ${scope}`);
        return `${id} ${favourite?.verdict}${verdicts.includes(favourite?.verdict ?? '') ? '' : ' …'}`;
      });
    },
    (all) => all.every((one) => !one.endsWith('…')),
    { within: CACHED_WITHIN_MS },
  );
  expect([...wrong]).toEqual([]);
}
