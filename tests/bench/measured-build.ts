/** The built extension with one page more, which runs a script of the benches. Disk. */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { BrowserName } from '../e2e/browsers/driver.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

/** Copies a build and puts `measured.html` beside its pages; gives the copy's folder. */
export async function buildWithPage(browser: BrowserName, script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-measured-'));
  cpSync(join(ROOT, '.output', BUILDS[browser]), folder, { recursive: true });
  writeFileSync(
    join(folder, 'measured.html'),
    '<!doctype html><meta charset="utf-8"><title>Measured</title><script src="measured.js"></script>',
  );
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': ROOT } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: { entry: join(ROOT, script), formats: ['iife'], name: 'measured', fileName: () => 'measured.js' },
    },
  });
  return folder;
}
