/** Waits for something to become true in a running browser, and says what was seen when it does not. */

export interface Patience {
  /** Longest wait, in ms. */
  within: number;
  /** Time between two looks, in ms. */
  every?: number;
}

/**
 * Reads again and again until the value is the wanted one, and resolves to it. A read that throws counts as a
 * value. Rejects after `within` with every change that was seen and when.
 */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
  wanted: (value: T) => boolean,
  { within, every = 400 }: Patience,
): Promise<T> {
  const startedAt = Date.now();
  const changes: string[] = [];
  let last = '';
  for (;;) {
    const [value, shown] = await look(read);
    if (shown !== last) changes.push(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s: ${shown}`);
    last = shown;
    if (value !== null && wanted(value.read)) return value.read;
    if (Date.now() - startedAt > within) {
      throw new Error(`Not within ${within / 1000} s: ${what}. Seen:\n${changes.slice(-20).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

async function look<T>(read: () => T | Promise<T>): Promise<[{ read: T } | null, string]> {
  try {
    const value = await read();
    return [{ read: value }, JSON.stringify(value)?.slice(0, 1500) ?? String(value)];
  } catch (error) {
    return [null, `(${error instanceof Error ? error.message : String(error)})`];
  }
}
