/** `node scripts/scenes.mjs` makes what the gallery shows: bundles the product's own code that plays it, and runs it. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT, run } from './run.mjs';

/** Writes .output/gallery/scenes.json and past.json. Rejects when one cannot be made. */
export async function writeScenes(names = ['scenes', 'past']) {
  for (const name of names) await write(name);
}

async function write(name) {
  const bundle = await rolldown({
    input: join(ROOT, `tests/gallery/${name}.ts`),
    platform: 'node',
    resolve: { alias: { '@': ROOT, 'webextension-polyfill': join(ROOT, 'tests/gallery/memory-browser.ts') } },
    logLevel: 'warn',
  });
  const file = join(ROOT, `.output/gallery/${name}.mjs`);
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  if ((await run(process.execPath, [file])) !== 0) throw new Error(`${name} could not be made.`);
}

if (import.meta.main) await writeScenes(process.argv.length > 2 ? process.argv.slice(2) : undefined);
