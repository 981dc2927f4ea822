/** `npm test`: lint, types, unit tests, build and end-to-end tests. Each runs whatever the others gave. */
import { endToEnd } from './end-to-end.mjs';
import { node, npm, say } from './run.mjs';
import { setUp } from './set-up.mjs';
import { countOf, reportFile } from './vitest-report.mjs';

await setUp();
const startedAt = Date.now();
const total = { passed: 0, failed: 0 };

await step('Lint', () => asOne(npm(['run', '--silent', 'lint'])));
await step('Types', () => asOne(npm(['run', '--silent', 'types'])));
await step('Unit tests', unit);
const built = await step('Build for Chromium and Firefox', () => asOne(npm(['run', '--silent', 'build'])));
await step('End-to-end tests in Chromium and Firefox', built ? endToEnd : withoutBuild);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function step(name, work) {
  say(`${name} (${Math.round((Date.now() - startedAt) / 1000)} s so far)`);
  const { passed, failed } = await work();
  total.passed += passed;
  total.failed += failed;
  console.log(`  ${name}: ${passed} of ${passed + failed} well`);
  return failed === 0;
}

/** An older build would be tested instead. */
function withoutBuild() {
  console.log('  Not run, because there is no build of this.');
  return { passed: 0, failed: 1 };
}

/** Counts a step that has no tests of its own as one. */
async function asOne(exitCode) {
  return (await exitCode) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unit() {
  const file = await reportFile('unit');
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
  const code = await node([...vitest, `--outputFile.json=${file}`, '--passWithNoTests']);
  return countOf(file, code);
}
