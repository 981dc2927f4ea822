/** Counts what vitest ran, out of its JSON report. Disk. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** Returns where vitest shall write the report of one part, with an older one removed. */
export async function reportFile(part) {
  const folder = join(ROOT, '.output/reports');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${part}.json`);
  await rm(file, { force: true });
  return file;
}

/** Counts tests that passed and failed; what broke before or after its tests counts as one failed. */
export async function countOf(file, exitCode) {
  const report = await readFile(file, 'utf8').then(JSON.parse, () => null);
  const passed = report?.numPassedTests ?? 0;
  const broken = (report?.testResults ?? []).filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + broken.length;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
