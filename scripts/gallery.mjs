/**
 * `npm run gallery [words]`: takes pictures of every page in every state, and then of the pages in the lab. Words choose
 * states, without the lab; `npm run gallery accept [words]` takes what is seen now for what the pictures test compares
 * with. FAULTLINE_BROWSERS=firefox takes the other browser.
 */
import { join } from 'node:path';
import { runInLab } from './in-lab.mjs';
import { npm, ROOT, run, say } from './run.mjs';
import { writeScenes } from './scenes.mjs';
import { setUp } from './set-up.mjs';

const words = process.argv.slice(2);
const own = join(ROOT, 'node_modules/node/bin/node');

await setUp();
say('Building');
process.exitCode = await npm(['run', 'build']);
if (process.exitCode === 0) {
  await writeScenes();
  const script = words[0] === 'accept' ? 'accept.ts' : 'pictures-of-scenes.ts';
  process.exitCode = await run(own, [join(ROOT, 'tests/gallery', script), ...words]);
}
if (process.exitCode === 0 && words.length === 0)
  process.exitCode = await runInLab('tests/gallery/pictures.ts');
