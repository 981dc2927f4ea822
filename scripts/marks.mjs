/**
 * `node scripts/marks.mjs`: writes the brand marks of the catalogue's services to public/marks.json, the colour and the
 * path of each, from simple-icons. To be run after the map or simple-icons changed; the file is committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as icons from 'simple-icons';
import { ROOT } from './run.mjs';

const map = JSON.parse(await readFile(join(ROOT, 'assets/marks.json'), 'utf8'));
const catalogue = JSON.parse(await readFile(join(ROOT, 'utils/catalogue/services.json'), 'utf8'));
const known = new Set(catalogue.services.map(({ id }) => id));
const bySlug = new Map(Object.values(icons).map((icon) => [icon.slug, icon]));

const marks = {};
const rows = [];
for (const [id, slug] of Object.entries(map).sort()) {
  const icon = bySlug.get(slug);
  if (icon === undefined || !known.has(id)) throw new Error(`No mark for ${id}: ${slug}`);
  marks[id] = [icon.hex, icon.path];
  rows.push(
    `| ${icon.title} | ${icon.license?.type ?? 'CC0-1.0'} | ${icon.guidelines ? `[guidelines](${icon.guidelines})` : ''} |`,
  );
}
await writeFile(join(ROOT, 'public/marks.json'), `${JSON.stringify(marks, null, 1)}\n`);
const page = join(ROOT, 'docs/marks.md');
const [head] = (await readFile(page, 'utf8')).split('| Mark |');
await writeFile(page, `${head}| Mark | Licence | Owner |\n|---|---|---|\n${[...new Set(rows)].join('\n')}\n`);
