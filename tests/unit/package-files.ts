/** The files of the package, for code that reads them as the browser would let it. */
import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';

/** Answers `fetch` with the files in public/, and with nothing else. */
export function servePackage(): void {
  vi.stubGlobal('fetch', async (url: string) => {
    const path = /(?:words\/[\w-]+|catalogue)\.json$/.exec(url)?.[0];
    if (path === undefined) throw new TypeError(`${url} is no file of the package.`);
    return new Response(await readFile(new URL(`../../public/${path}`, import.meta.url)));
  });
}
