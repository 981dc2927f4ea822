/**
 * `node scripts/marks.mjs`: writes the brand marks of the catalogue's services to public/marks, one SVG each and a
 * stylesheet that names them, from simple-icons. To be run after the map or simple-icons changed; the files are committed.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as icons from 'simple-icons';
import { ROOT } from './run.mjs';

const folder = join(ROOT, 'public/marks');
const map = JSON.parse(await readFile(join(ROOT, 'assets/marks.json'), 'utf8'));
const catalogue = JSON.parse(await readFile(join(ROOT, 'utils/catalogue/services.json'), 'utf8'));
const known = new Set(catalogue.services.map(({ id }) => id));
const bySlug = new Map(Object.values(icons).map((icon) => [icon.slug, icon]));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const rules = [];
const rows = [];
for (const [id, slug] of Object.entries(map).sort()) {
  const icon = bySlug.get(slug);
  if (icon === undefined || !known.has(id)) throw new Error(`No mark for ${id}: ${slug}`);
  await writeFile(
    join(folder, `${slug}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${icon.path}"/></svg>`,
  );
  rules.push(`[data-mark="${id}"]{--mark:url(/marks/${slug}.svg);--brand:#${icon.hex}}`);
  rows.push(
    `| ${icon.title} | ${icon.license?.type ?? 'CC0-1.0'} | ${icon.guidelines ? `[guidelines](${icon.guidelines})` : ''} |`,
  );
}
const all = Object.keys(map)
  .sort()
  .map((id) => `[data-mark="${id}"]`)
  .join();
rules.push(
  `:is(${all}){>*{display:none}&::before{content:"";width:60%;height:60%;background:var(--ink);mask:var(--mark) center/contain no-repeat}` +
    '@media(forced-colors:active){&::before{forced-color-adjust:none;background:CanvasText}}}',
);
await writeFile(join(folder, 'marks.css'), `${rules.join('\n')}\n`);
const page = join(ROOT, 'docs/marks.md');
const [head] = (await readFile(page, 'utf8')).split('| Mark |');
await writeFile(page, `${head}| Mark | Licence | Owner |\n|---|---|---|\n${[...new Set(rows)].join('\n')}\n`);
