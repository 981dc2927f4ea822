#!/usr/bin/env node
// Bundles the replay, since it plays the product's own TypeScript, runs it, and scores what it wrote.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = await rolldown({
  input: `${root}/tests/score/main.ts`,
  platform: 'node',
  resolve: { alias: { '@': root, 'webextension-polyfill': `${root}/tests/score/no-browser.ts` } },
  logLevel: 'warn',
});
mkdirSync(`${root}/.output/score`, { recursive: true });
await bundle.write({ file: `${root}/.output/score/score.mjs`, format: 'esm' });

const args = process.argv.slice(2);
const played = spawnSync(process.execPath, [`${root}/.output/score/score.mjs`, ...args], {
  stdio: 'inherit',
});
if (played.status !== 0) process.exit(played.status ?? 1);
const file =
  args.find((arg, index) => arg.endsWith('.json') && !args[index - 1]?.startsWith('--')) ??
  `${root}/tests/score/scenarios.json`;
const isScored = 'scenarios' in JSON.parse(readFileSync(file, 'utf8'));
if (isScored && !['--trace', '--year', '--scale', '--cases'].some((flag) => args.includes(flag))) {
  const out = args[args.indexOf('--out') + 1];
  const timeline = args.includes('--out') && out ? out : `${root}/.output/score/timeline.jsonl`;
  spawnSync(process.execPath, [`${root}/tests/score/metrics.mjs`, file, timeline], { stdio: 'inherit' });
}
