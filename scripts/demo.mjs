/** `npm run demo`: replays the reference day in the lab. Needs Linux, and network namespaces. */
import { join } from 'node:path';
import { npm, ROOT, run, say } from './run.mjs';
import { setUp } from './set-up.mjs';

if (process.argv.includes('--inside')) {
  // Inside the namespace the play itself starts, under the project's own Node.
  await import('../tests/demo/reference-day.ts');
  process.exit(0);
}

await setUp();
say('Building');
const built = await npm(['run', 'build']);
if (built !== 0) process.exit(built);
const enter = join(ROOT, 'tests/lab/enter.sh');
const own = join(ROOT, 'node_modules/node/bin/node');
if (process.platform !== 'linux') {
  console.error('The demo needs the network namespaces of Linux.');
  process.exit(1);
}
process.exitCode = await run('sh', [enter, own, join(ROOT, 'scripts/demo.mjs'), '--inside']);
