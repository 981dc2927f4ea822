/** What the background knows as soon as it starts: Firefox's is a page, and Chrome's, which is none, remembers nothing. Browser. */

/** Null where nothing is remembered. */
export function remembered(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(name) ?? null;
  } catch {
    return null;
  }
}

/** Tells whether the next start will know it. */
export function remember(name: string, value: string): boolean {
  try {
    globalThis.localStorage?.setItem(name, value);
    return remembered(name) === value;
  } catch {
    return false;
  }
}
