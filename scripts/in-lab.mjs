/** Runs a script of ours against the built extension inside the lab. Starts processes; needs Linux. */
import { join } from 'node:path';
import { npm, ROOT, run, say } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Builds, enters a namespace and runs the script under the project's own Node. Resolves to its exit code. */
export async function runInLab(script) {
  if (process.platform !== 'linux') {
    console.error('The lab needs the network namespaces of Linux.');
    return 1;
  }
  await setUp();
  say('Building');
  const built = await npm(['run', 'build']);
  if (built !== 0) return built;
  const own = join(ROOT, 'node_modules/node/bin/node');
  return run('sh', [join(ROOT, 'tests/lab/enter.sh'), own, join(ROOT, script)]);
}
