/** Runs the steps of a script with the project's own Node, and shows what they print. Starts processes. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '..');

const OWN_NODE = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Prints a line that stands out from the output of the steps. */
export function say(text) {
  console.log(`\n▸ ${text}`);
}

/** Runs a command in the project's folder. Resolves to its exit code, 1 when it cannot be started. */
export function run(command, args, environment = {}) {
  return codeOf(start(command, args, environment, 'inherit'));
}

/** Runs a command like `run`, and hands over each line it prints instead of showing it. */
export function runLines(command, args, environment, onLine) {
  const child = start(command, args, { ...environment, NO_COLOR: '1' }, 'pipe');
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  return codeOf(child);
}

function start(command, args, environment, output) {
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);
  return spawn(command, args, {
    cwd: ROOT,
    stdio: ['inherit', output, output],
    env: { ...process.env, PATH: path, ...environment },
  });
}

function codeOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Runs npm, the same one that started this script where there is one. Resolves to its exit code. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli !== undefined) return run(process.execPath, [cli, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/** Runs a file with the Node that the project pins. Resolves to its exit code. */
export function node(args, environment = {}) {
  return run(existsSync(OWN_NODE) ? OWN_NODE : process.execPath, args, environment);
}
