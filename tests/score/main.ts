/** Command line of the replay; see README of the scenarios. Plays in child processes, one per core. */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { play, type Shown } from './play';
import type { Scenario } from './scenario';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    interval: { type: 'string', default: '60' },
    drop: { type: 'string', default: '0' },
    'no-codes': { type: 'boolean', default: false },
    out: { type: 'string', default: '.output/score/timeline.jsonl' },
    trace: { type: 'string' },
    only: { type: 'string' },
    part: { type: 'string' },
  },
});

const file = positionals[0] ?? 'tests/score/scenarios.json';
const options = { interval: Number(values.interval), drop: Number(values.drop), codes: !values['no-codes'] };

function scenarios(): Scenario[] {
  const all = (JSON.parse(readFileSync(file, 'utf8')) as { scenarios: Scenario[] }).scenarios;
  return values.only === undefined ? all : all.filter((one) => values.only?.split(',').includes(one.id));
}

async function playPart(part: number, of: number): Promise<string> {
  const seeds = Number(values.seeds);
  const lines: string[] = [];
  const plays = scenarios().flatMap((scenario) =>
    Array.from({ length: seeds }, (_, seed) => ({ scenario, seed })),
  );
  for (const [index, { scenario, seed }] of plays.entries()) {
    if (index % of !== part) continue;
    const shown: Shown[] = await play(scenario, { seed, ...options });
    lines.push(...shown.map((one) => JSON.stringify(one)));
  }
  return lines.join('\n');
}

async function playAll(): Promise<void> {
  const cores = availableParallelism();
  const parts = await Promise.all(
    Array.from({ length: cores }, (_, part) => {
      const child = fork(
        fileURLToPath(import.meta.url),
        [...process.argv.slice(2), '--part', `${part}/${cores}`],
        {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        },
      );
      return new Promise<string>((done, failed) => {
        child.once('message', (text) => done(String(text)));
        child.once(
          'exit',
          (code) => code !== 0 && failed(new Error(`a part of the replay ended with ${code}`)),
        );
      });
    }),
  );
  writeFileSync(values.out, `${parts.filter((text) => text !== '').join('\n')}\n`);
}

if (values.trace !== undefined) {
  const scenario = scenarios().find((one) => one.id === values.trace);
  if (scenario === undefined) throw new Error(`no scenario ${values.trace} in ${file}`);
  await play(scenario, { seed: Number(values.seed), ...options, trace: (line) => console.log(line) });
} else if (values.part !== undefined) {
  const [part, of] = values.part.split('/').map(Number);
  const text = await playPart(part ?? 0, of ?? 1);
  process.send?.(text, () => process.exit(0));
} else {
  await playAll();
}
