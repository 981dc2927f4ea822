/** Lets Node run files that import the product's own TypeScript: `--import ./scripts/product-modules.mjs`. */
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const NO_BROWSER = pathToFileURL(join(ROOT, 'tests/score/no-browser.ts')).href;
const ENDINGS = ['.ts', '.tsx', '.js', '/index.ts', ''];

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'webextension-polyfill') return { url: NO_BROWSER, shortCircuit: true };
    const path = isOurs(context.parentURL) ? pathOf(specifier, context.parentURL) : null;
    const found = path === null ? undefined : ENDINGS.map((ending) => path + ending).find(isFile);
    return found === undefined
      ? next(specifier, context)
      : { url: pathToFileURL(found).href, shortCircuit: true };
  },
  load(url, context, next) {
    // The product imports JSON as bundlers let it, without an attribute.
    if (!url.endsWith('.json') || !isOurs(url)) return next(url, context);
    const source = `export default ${readFileSync(fileURLToPath(url), 'utf8')}`;
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Where our own file is, without its ending; null for what is not ours. */
function pathOf(specifier, parent) {
  if (specifier.startsWith('@/')) return join(ROOT, specifier.slice(2));
  if (!specifier.startsWith('.')) return null;
  return fileURLToPath(new URL(specifier, parent));
}

function isOurs(url) {
  return url?.startsWith('file:') === true && !url.includes('/node_modules/');
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
