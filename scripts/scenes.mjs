/** `node scripts/scenes.mjs` makes the gallery's scenes: bundles the product's own code that plays them, and runs it. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT, run } from './run.mjs';

/** Writes .output/gallery/scenes.json. Rejects when a scene cannot be made. */
export async function writeScenes() {
  const bundle = await rolldown({
    input: join(ROOT, 'tests/gallery/scenes.ts'),
    platform: 'node',
    resolve: { alias: { '@': ROOT, 'webextension-polyfill': join(ROOT, 'tests/score/no-browser.ts') } },
    logLevel: 'warn',
  });
  const file = join(ROOT, '.output/gallery/scenes.mjs');
  await bundle.write({ file, format: 'esm' });
  if ((await run(process.execPath, [file])) !== 0) throw new Error('The scenes could not be made.');
}

if (import.meta.main) await writeScenes();
