/**
 * `npm run e2e [names]`: runs end-to-end tests inside the lab's network namespace, against the build that is
 * there. Says by name what cannot run here. Needs the project's own Node. Starts processes.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../tests/e2e/browsers/find-browser.ts';
import { enterNamespace } from '../tests/lab/lab.ts';
import { ROOT, run } from './run.mjs';
import { missingTools } from './set-up.mjs';

/** Needs a browser, but no network. */
const WITHOUT_LAB = ['manifest.e2e.ts'];

const filters = process.argv.slice(2);
const files = readdirSync(join(ROOT, 'tests/e2e'))
  .filter((file) => file.endsWith('.e2e.ts'))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));

const vitest = [
  process.execPath,
  'node_modules/vitest/vitest.mjs',
  'run',
  '-c',
  'tests/e2e/vitest.config.ts',
];
const report = process.env.FAULTLINE_REPORT;
const reporters =
  report === undefined ? [] : ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];

const obstacle = obstacleToAll() ?? obstacleToLab();
const runnable = obstacle === null ? files : obstacleToAll() === null ? files.filter(needsNoLab) : [];
const left = files.filter((file) => !runnable.includes(file));
if (left.length > 0) console.log(`Not run: ${left.join(', ')}. ${obstacle}`);
if (runnable.length > 0) {
  const command = [...vitest, ...reporters, ...runnable.map((file) => `tests/e2e/${file}`)];
  const [program, ...args] = obstacle === null ? enterNamespace(command) : command;
  process.exitCode = await run(program, args);
}

function needsNoLab(file) {
  return WITHOUT_LAB.includes(file);
}

/** A sentence on why no test with a browser can run here; null when they can. */
function obstacleToAll() {
  const lacking = ['chromium', 'firefox'].filter((name) => findBrowser(name) === null);
  if (lacking.length > 0) return `No ${lacking.join(' and no ')} is installed here.`;
  if (missingTools().length > 0) return `Not installed here: ${missingTools().join(', ')}.`;
  return null;
}

/** A sentence on why the lab cannot run here; null when it can. */
function obstacleToLab() {
  if (process.platform !== 'linux') return 'The lab needs Linux network namespaces.';
  return enterNamespace(['true']) === null ? 'No network namespace can be made here.' : null;
}
