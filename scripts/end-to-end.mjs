/** Starts the end-to-end part of `npm test` under the project's own Node, and counts it. Starts processes. */
import { readFile } from 'node:fs/promises';
import { node } from './run.mjs';
import { reportFile } from './vitest-report.mjs';

/** Runs the end-to-end tests. Resolves to how many passed and failed. */
export async function endToEnd() {
  const file = await reportFile('e2e');
  await node(['scripts/e2e.mjs'], { FAULTLINE_COUNT: file });
  // Without a count they never got as far as running.
  return readFile(file, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 1 }));
}
