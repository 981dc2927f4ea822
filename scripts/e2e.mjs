/**
 * `npm run e2e [words]`: runs end-to-end tests against the build that is there, each file and browser as a job
 * in a network namespace of its own. Words choose jobs: "outage firefox". Says by name what cannot run here.
 * Needs the project's own Node. Starts processes.
 */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../tests/e2e/browsers/find-browser.ts';
import { enterNamespace } from '../tests/lab/lab.ts';
import { ROOT, runLines } from './run.mjs';
import { missingTools } from './set-up.mjs';
import { countOf, reportFile } from './vitest-report.mjs';

const BROWSERS = ['chromium', 'firefox'];
/** Needs a browser, but no network; and looks at both builds at once. */
const WITHOUT_LAB = ['everybody', 'manifest', 'measures', 'pictures', 'sound', 'steady'];
/** Jobs wait for the product's own timers most of the time, so that more of them fit than there are cores. */
const JOBS_PER_CORE = 2;
/** Begun first, so that no lane is left alone with one of them at the end. */
const LONGEST = ['verdicts', 'own-side', 'lifetime', 'outage'];
/** Of a whole run so many stories may be told once more from the beginning: browsers on a busy machine stumble. */
const MOST_AGAIN = 2;
const SHOWN = /^\s*(✓|×|✗|↓|→|FAIL|AssertionError|Error:)/;

const words = process.argv.slice(2);
const jobs = allJobs().filter((job) => words.every((word) => job.name.includes(word)));
const obstacle = obstacleToAll() ?? obstacleToLab();
const left = jobs.filter((job) => obstacle !== null && (job.lab || obstacleToAll() !== null));
if (left.length > 0) console.log(`Not run: ${left.map((job) => job.name).join(', ')}. ${obstacle}`);

const again = { left: words.length === 0 ? MOST_AGAIN : 0, well: [] };
const total = { passed: 0, failed: 0 };
const waiting = jobs.filter((job) => !left.includes(job));
const lanes = Number(process.env.FAULTLINE_LANES ?? availableParallelism() * JOBS_PER_CORE);
await Promise.all(Array.from({ length: lanes }, runLane));
if (again.well.length > 0) console.log(`\nWell only when told once more: ${again.well.join(', ')}`);
if (process.env.FAULTLINE_COUNT !== undefined) {
  await writeFile(process.env.FAULTLINE_COUNT, JSON.stringify(total));
} else {
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}
process.exitCode = total.failed === 0 ? 0 : 1;

function allJobs() {
  const files = readdirSync(join(ROOT, 'tests/e2e')).filter((file) => file.endsWith('.e2e.ts'));
  const stories = files.map((file) => file.replace('.e2e.ts', '')).sort((a, b) => rankOf(a) - rankOf(b));
  return stories.flatMap((story) =>
    WITHOUT_LAB.includes(story)
      ? [{ name: story, story, browsers: BROWSERS, lab: false }]
      : BROWSERS.map((browser) => ({ name: `${story} ${browser}`, story, browsers: [browser], lab: true })),
  );
}

function rankOf(story) {
  const rank = LONGEST.indexOf(story);
  return rank < 0 ? LONGEST.length : rank;
}

async function runLane() {
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    const { passed, failed } = await tellJob(job);
    total.passed += passed;
    total.failed += failed;
  }
}

/** Runs a job, and once more where it failed and that is still allowed; the first failure is printed either way. */
async function tellJob(job) {
  const first = await runJob(job);
  if (first.failed === 0 || again.left === 0) return first;
  again.left -= 1;
  console.log(`${job.name} is told once more`);
  const second = await runJob(job);
  if (second.failed === 0) again.well.push(job.name);
  return second;
}

async function runJob(job) {
  const report = await reportFile(`e2e-${job.name.replace(' ', '-')}`);
  const vitest = [
    process.execPath,
    'node_modules/vitest/vitest.mjs',
    'run',
    '-c',
    'tests/e2e/vitest.config.ts',
  ];
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const command = [...vitest, ...reporters, `tests/e2e/${job.story}.e2e.ts`];
  const [program, ...args] = job.lab ? enterNamespace(command) : command;
  const lines = [];
  const code = await runLines(program, args, { FAULTLINE_BROWSERS: job.browsers.join() }, (line) => {
    lines.push(line);
    if (SHOWN.test(line)) console.log(`${job.name} ${line.trim()}`);
  });
  const count = await countOf(report, code);
  if (count.failed > 0)
    console.log(`\n--- ${job.name} ---\n${lines.join('\n')}\n--- end of ${job.name} ---\n`);
  return count;
}

/** A sentence on why no test with a browser can run here; null when they can. */
function obstacleToAll() {
  const lacking = BROWSERS.filter((name) => findBrowser(name) === null);
  if (lacking.length > 0) return `Not installed here: ${lacking.join(', ')}.`;
  if (missingTools().length > 0) return `Not installed here: ${missingTools().join(', ')}.`;
  return null;
}

/** A sentence on why the lab cannot run here; null when it can. */
function obstacleToLab() {
  if (process.platform !== 'linux') return 'The lab needs the network namespaces of Linux.';
  return enterNamespace(['true']) === null ? 'No network namespace can be made here.' : null;
}
