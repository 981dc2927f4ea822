/**
 * Part of `npm run words`: makes what the product is built from out of utils/catalogue/services.json. The background
 * reads the whole catalogue from the package (public/catalogue.json) and holds only the host names that its listeners
 * must know at once (utils/catalogue/hosts.json), one list per service.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes both files. */
export function writeCatalogue() {
  const list = JSON.parse(readFileSync(`${root}utils/catalogue/services.json`, 'utf8'));
  writeFileSync(`${root}public/catalogue.json`, JSON.stringify(list));
  const hosts = list.services.map((service) => service.hosts);
  writeFileSync(`${root}utils/catalogue/hosts.json`, JSON.stringify(hosts));
}

/** Vitest's global set-up. */
export const setup = writeCatalogue;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeCatalogue();
