/**
 * Part of `npm run words`: makes what the product is built from out of utils/catalogue/services.json. The background
 * reads the whole catalogue from the package (public/catalogue.json) and holds only the host names that its listeners
 * must know at once (utils/catalogue/hosts.json), by site, so that none has to be worked out whenever it starts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The product's own function, bundled, since old Nodes read no TypeScript. */
async function siteFunction() {
  const bundle = await rolldown({ input: `${root}utils/catalogue/same-site.ts`, tsconfig: false });
  const { output } = await bundle.generate({ format: 'esm' });
  const { siteOf } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
  return siteOf;
}

/** `alone`: sites of one service only, each with what stands before it in its hosts; `shared`: hosts of all others. */
function bySite(services, siteOf) {
  const sites = services.flatMap(({ hosts }) => [...new Set(hosts.map(siteOf))]);
  const ofMany = new Set(sites.filter((site, index) => sites.indexOf(site) !== index));
  const alone = {};
  const shared = [];
  for (const host of new Set(services.flatMap(({ hosts }) => hosts))) {
    const site = siteOf(host);
    if (ofMany.has(site)) shared.push(host);
    else alone[site] = [...(alone[site] ?? []), host.slice(0, -site.length)];
  }
  return {
    alone: Object.fromEntries(Object.entries(alone).map(([site, starts]) => [site, starts.join(' ')])),
    shared,
  };
}

/** Writes both files. */
export async function writeCatalogue() {
  const list = JSON.parse(readFileSync(`${root}utils/catalogue/services.json`, 'utf8'));
  writeFileSync(`${root}public/catalogue.json`, JSON.stringify(list));
  writeFileSync(
    `${root}utils/catalogue/hosts.json`,
    JSON.stringify(bySite(list.services, await siteFunction())),
  );
}

/** Vitest's global set-up. */
export const setup = writeCatalogue;

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeCatalogue();
