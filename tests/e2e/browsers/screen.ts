/** A screen that nobody sees, with a mouse and a keyboard: for what a browser shows in its own window only. Runs Xvfb and xdotool. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

export interface Screen {
  /** For the browser's DISPLAY. */
  readonly name: string;
  rightClick(at: { x: number; y: number }): Promise<void>;
  /** Presses keys together, such as `ctrl+l`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Counts what is shown: windows, and the menus over them. */
  shown(): Promise<number>;
  stop(): void;
}

const SIZE = '1280x900x24';
const BETWEEN_KEYS_MS = 40;
const BEGUN_WITHIN_MS = 10_000;

/** Starts one on a free number; null where that, or its mouse, is not installed. */
export async function startScreen(): Promise<Screen | null> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = server.stdio[3];
  if (number === null || number === undefined) throw new Error('The screen has no way to tell its number.');
  const begun = once(number, 'data', { signal: AbortSignal.timeout(BEGUN_WITHIN_MS) });
  const ended = Promise.race([once(server, 'error'), once(server, 'exit')]).then(() => null);
  const said = await Promise.race([begun, ended]).catch(() => null);
  const name = `:${String(said?.[0] ?? '').trim()}`;
  const run = async (...args: string[]) =>
    (await promisify(execFile)('xdotool', args, { env: { ...process.env, DISPLAY: name } })).stdout;
  const isThere = said !== null && (await run('getdisplaygeometry').catch(() => null)) !== null;
  if (!isThere) {
    server.kill();
    return null;
  }
  return {
    name,
    rightClick: async ({ x, y }) => void (await run('mousemove', `${x}`, `${y}`, 'click', '3')),
    press: async (keys) => void (await run('key', keys)),
    type: async (text) => void (await run('type', '--delay', `${BETWEEN_KEYS_MS}`, text)),
    shown: async () => (await run('search', '--onlyvisible', '--name', '.*')).trim().split('\n').length,
    stop: () => void server.kill(),
  };
}
