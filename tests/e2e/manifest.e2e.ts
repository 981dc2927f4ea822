/** What the stores and the person see of the shipped manifests, and what each browser is shipped with. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import chromeErrors from '../../utils/probes/chrome-errors.json' with { type: 'json' };
import geckoErrors from '../../utils/probes/gecko-errors.json' with { type: 'json' };
import nssErrors from '../../utils/probes/nss-errors.json' with { type: 'json' };
import { launch } from './browsers/launch.ts';

declare const chrome: { management: { getPermissionWarningsByManifest(text: string): Promise<string[]> } };

interface LintReport {
  errors: { code: string; file: string }[];
}

const runFile = promisify(execFile);

test('Chromium shows no warning when the extension is installed', async () => {
  const manifest = JSON.parse(await readFile('.output/chrome-mv3/manifest.json', 'utf8'));
  expect(await warningsOf(manifest)).toEqual([]);
});

test('the warning check can fail: all hosts at once do warn', async () => {
  const manifest = JSON.parse(await readFile('.output/chrome-mv3/manifest.json', 'utf8'));
  const greedy = { ...manifest, host_permissions: manifest.optional_host_permissions };
  expect(await warningsOf(greedy)).not.toEqual([]);
});

test('sockets of a site change no word of what Chromium asks', async () => {
  const manifest = JSON.parse(await readFile('.output/chrome-mv3/manifest.json', 'utf8'));
  const site = ['https://web.whatsapp.com/*'];
  const both = [...site, 'wss://web.whatsapp.com/*'];
  const words = await warningsOf({ ...manifest, host_permissions: site });
  expect(words).not.toEqual([]);
  expect(await warningsOf({ ...manifest, host_permissions: both })).toEqual(words);
});

test.each(['chrome', 'firefox'])('%s is asked for a key that opens the answer', async (browser) => {
  const { commands } = JSON.parse(await readFile(`.output/${browser}-mv3/manifest.json`, 'utf8'));
  expect(commands).toEqual({ _execute_action: { suggested_key: { default: 'Alt+Shift+D' } } });
});

test('web-ext finds no error in the Firefox build', async () => {
  const lint = ['web-ext', 'lint', '--source-dir', '.output/firefox-mv3', '--output', 'json'];
  const { stdout } = await runFile('node', [
    `node_modules/${lint[0]}/bin/web-ext.js`,
    ...lint.slice(1),
  ]).catch((failure: { stdout: string }) => failure);
  const report: LintReport = JSON.parse(stdout);
  expect(report.errors).toEqual([]);
});

const OF_CHROME = Object.values(chromeErrors);
const OF_FIREFOX = [geckoErrors, nssErrors].flatMap((words) => Object.values<string>(words));

test.each([
  ['chrome', OF_CHROME, OF_FIREFOX],
  ['firefox', OF_FIREFOX, OF_CHROME],
])('%s knows its own names of errors, and carries no others', async (browser, own, others) => {
  const background = await readFile(`.output/${browser}-mv3/background.js`, 'utf8');
  expect(own.filter((names) => !background.includes(names))).toEqual([]);
  // A single word may stand there for another reason.
  const lists = others.filter((names) => names.includes(' '));
  expect(lists.filter((names) => background.includes(names))).toEqual([]);
});

async function warningsOf(manifest: object): Promise<string[]> {
  const driver = await launch('chromium', { grant: 'none' });
  try {
    const page = await driver.page('popup');
    return await page.evaluate(
      (text) => chrome.management.getPermissionWarningsByManifest(text),
      JSON.stringify(manifest),
    );
  } finally {
    await driver.close();
  }
}
