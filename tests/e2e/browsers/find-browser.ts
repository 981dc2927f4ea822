/** Finds the browsers that are installed on this machine. Disk. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BrowserName } from './driver.ts';

const COMMANDS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

const VARIABLES: Readonly<Record<BrowserName, string>> = {
  chromium: 'FAULTLINE_CHROMIUM',
  firefox: 'FAULTLINE_FIREFOX',
};

/** Returns the path of a browser: the one that FAULTLINE_CHROMIUM or FAULTLINE_FIREFOX names, or the first on PATH; null when there is none. */
export function findBrowser(name: BrowserName): string | null {
  const named = process.env[VARIABLES[name]];
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = COMMANDS[name].flatMap((command) => folders.map((folder) => join(folder, command)));
  return paths.find(isExecutable) ?? null;
}

/** Returns the path of a browser, or throws with what to install. */
export function requireBrowser(name: BrowserName): string {
  const path = findBrowser(name);
  if (path === null) throw new Error(`No ${name} here: install it, or set ${VARIABLES[name]} to its path.`);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
