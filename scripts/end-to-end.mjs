/** Starts the end-to-end part of `npm test` under the project's own Node, and counts it. Starts processes. */
import { node } from './run.mjs';
import { countOf, reportFile } from './vitest-report.mjs';

/** Runs the end-to-end tests whose file names hold one of `filters`, or all. Resolves to how many passed and failed. */
export async function endToEnd(filters) {
  const file = await reportFile('e2e');
  const code = await node(['scripts/e2e.mjs', ...filters], { FAULTLINE_REPORT: file });
  return countOf(file, code);
}
