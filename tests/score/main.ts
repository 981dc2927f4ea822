/** Command line of the replay; see README of the scenarios. Plays in child processes, one per core. */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Ask } from '@/utils/model';
import { casesIn, judgedCases } from './cases';
import { play, type Shown } from './play';
import { loadsOf } from './scale';
import type { Scenario } from './scenario';
import { liveYear, type Unwanted } from './year';

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
    year: { type: 'boolean', default: false },
    scale: { type: 'string' },
    cases: { type: 'string' },
    days: { type: 'string', default: '365' },
  },
});

const file = values.cases ?? positionals[0] ?? 'tests/score/scenarios.json';
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

/** Runs this command again in one process per core; gives what each had to say. */
async function inParts(): Promise<string[]> {
  const cores = availableParallelism();
  return Promise.all(
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
}

async function playAll(): Promise<void> {
  const parts = await inParts();
  writeFileSync(values.out, `${parts.filter((text) => text !== '').join('\n')}\n`);
}

/** Twelve favourites on a laptop, five laptops at each rate of loss: 60 service-years each. */
const SERVICES = 12;
const LAPTOPS = 5;
const LOSSES = [0.003, 0.015];

async function livePart(part: number, of: number): Promise<string> {
  const days = Number(values.days);
  const lives = LOSSES.flatMap((loss) => Array.from({ length: LAPTOPS }, (_, seed) => ({ loss, seed })));
  const found: object[] = [];
  for (const [index, { loss, seed }] of lives.entries()) {
    if (index % of !== part) continue;
    const unwanted = await liveYear({ seed, days, services: SERVICES, loss, interval: options.interval });
    found.push({ loss, unwanted });
  }
  return JSON.stringify(found);
}

async function liveAll(): Promise<void> {
  type Life = { loss: number; unwanted: Unwanted[] };
  const lives = (await inParts()).flatMap((text) => JSON.parse(text) as Life[]);
  const serviceYears = (SERVICES * LAPTOPS * Number(values.days)) / 365;
  const rows = LOSSES.map((loss) => {
    const unwanted = lives.filter((life) => life.loss === loss).flatMap((life) => life.unwanted);
    const byCause = Object.groupBy(unwanted, ({ cause, about, verdict }) => `${cause}: ${about} ${verdict}`);
    const perServiceYear = Math.round((100 * unwanted.length) / serviceYears) / 100;
    const causes = Object.entries(byCause).map(([cause, all]) => [cause, all?.length ?? 0]);
    return {
      loss,
      serviceYears,
      unwanted: unwanted.length,
      perServiceYear,
      byCause: Object.fromEntries(causes),
    };
  });
  console.log(JSON.stringify(rows, null, 1));
}

const asked = (ask: Ask) => {
  if (ask.kind !== 'probe' && ask.kind !== 'control')
    console.log(`  asks ${JSON.stringify(ask).slice(0, 160)}`);
};

const cases = values.year ? null : casesIn(JSON.parse(readFileSync(file, 'utf8')));

if (cases !== null) {
  for (const one of judgedCases(cases)) console.log(JSON.stringify(one));
} else if (values.trace !== undefined) {
  const scenario = scenarios().find((one) => one.id === values.trace);
  if (scenario === undefined) throw new Error(`no scenario ${values.trace} in ${file}`);
  await play(scenario, { seed: Number(values.seed), ...options, trace: (line) => console.log(line), asked });
} else if (values.scale !== undefined) {
  const scenario = scenarios().find((one) => one.id === values.scale);
  if (scenario === undefined) throw new Error(`no scenario ${values.scale} in ${file}`);
  console.log(JSON.stringify(await loadsOf(scenario, options.interval), null, 1));
} else if (values.part !== undefined) {
  const [part, of] = values.part.split('/').map(Number);
  const text = await (values.year ? livePart : playPart)(part ?? 0, of ?? 1);
  process.send?.(text, () => process.exit(0));
} else {
  await (values.year ? liveAll : playAll)();
}
