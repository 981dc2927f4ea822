/**
 * `npm run bench [words]`: runs every file of tests/bench against a new build, each in the lab, and merges what they
 * print into one JSON object on the last line. Words choose files. Starts processes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const OWN_NODE = join(ROOT, 'node_modules/node/bin/node');
const words = process.argv.slice(2);
const files = readdirSync(join(ROOT, 'tests/bench'))
  .filter((file) => file.endsWith('.ts') && words.every((word) => file.includes(word)))
  .sort();

const built = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(built.status ?? 1);

const figures = {};
for (const file of files) {
  console.error(`▸ ${file}`);
  Object.assign(figures, figuresOf(file));
}
console.log(JSON.stringify(figures));

/** Gives what one file measured; a file that fails is named, and fails the whole. */
function figuresOf(file) {
  const node = existsSync(OWN_NODE) ? OWN_NODE : process.execPath;
  const command = [join(ROOT, 'tests/lab/enter.sh'), node, join(ROOT, 'tests/bench', file)];
  const run = spawnSync('sh', command, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const last = run.stdout?.trim().split('\n').at(-1) ?? '';
  try {
    if (run.status === 0) return JSON.parse(last);
  } catch {
    // Said below.
  }
  console.error(`${file} gave no figures.`);
  process.exitCode = 1;
  return { [file.replace(/\.ts$/, '')]: null };
}
