/** How large the shipped JavaScript is, gzipped, in KB. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const OUTPUT = join(import.meta.dirname, '../../.output');
const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

function sizeOf(files: Iterable<string>): number {
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  return Math.round(bytes / 102.4) / 10;
}

/** Every module that a page loads before it can paint: what its HTML names, and what that imports at once. */
function scriptsOf(build: string, page: string): Set<string> {
  const html = readFileSync(join(build, page), 'utf8');
  const found = new Set<string>();
  const waiting = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path = '']) =>
    join(build, path),
  );
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const source = readFileSync(file, 'utf8');
    const imports = source.matchAll(/(?:^|[;}\s])(?:import|export)[^'"();]*?from?\s*["'](\.[^"']+\.js)["']/g);
    for (const [, path = ''] of imports) waiting.push(join(file, '..', path));
  }
  return found;
}

const figures = Object.fromEntries(
  Object.entries(BUILDS).map(([browser, folder]) => {
    const build = join(OUTPUT, folder);
    const pages = readdirSync(build).filter((file) => file.endsWith('.html'));
    const sizes = pages.map((page) => [page.replace('.html', ''), sizeOf(scriptsOf(build, page))]);
    return [browser, { background: sizeOf([join(build, 'background.js')]), ...Object.fromEntries(sizes) }];
  }),
);
console.log(JSON.stringify({ unit: 'KB gzipped', ...figures }));
