/**
 * `npm run bench [words] [-- options]`: measures the built product and prints one JSON object of figures. Each file of
 * tests/bench is a part that prints its own object as its last line; words choose parts, and options are handed to
 * them. Needs Linux. Starts processes.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runLines } from './run.mjs';
import { setUp } from './set-up.mjs';

const OWN_NODE = join(ROOT, 'node_modules/node/bin/node');
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith('--'));
const words = firstOption < 0 ? given : given.slice(0, firstOption);
const options = firstOption < 0 ? [] : given.slice(firstOption);
const parts = readdirSync(join(ROOT, 'tests/bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((part) => words.length === 0 || words.includes(part));

await setUp();
if ((await runLines('npm', ['run', '--silent', 'build'], {}, console.error)) !== 0) process.exit(1);
const figures = {};
let failed = false;
// One after the other: they measure time.
for (const part of parts) {
  console.error(`▸ ${part}`);
  const measured = await measure(part);
  failed ||= measured === null;
  figures[part] = measured;
}
console.log(JSON.stringify(figures, null, 2));
process.exitCode = failed ? 1 : 0;

/** Runs one part inside a namespace of its own. Resolves to what it measured; null when it could not. */
async function measure(part) {
  const modules = join(ROOT, 'scripts/product-modules.mjs');
  const file = join(ROOT, `tests/bench/${part}.bench.ts`);
  const args = [join(ROOT, 'tests/lab/enter.sh'), OWN_NODE, '--import', modules, file, ...options];
  let last = '';
  const code = await runLines('sh', args, {}, (line) => {
    if (line.startsWith('{')) last = line;
    else console.error(`  ${line}`);
  });
  return code === 0 && last !== '' ? JSON.parse(last) : null;
}
