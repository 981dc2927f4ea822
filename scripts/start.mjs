/** `npm start`: builds the extension and opens a browser with it; plays the demo where there is no display. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node, npm, ROOT, say } from './run.mjs';
import { setUp } from './set-up.mjs';

await setUp();
process.exitCode = hasDisplay() ? await openBrowser() : await playDemo();

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openBrowser() {
  say('Building');
  const code = await npm(['run', 'build']);
  return code === 0 ? node(['scripts/open-browser.mjs']) : code;
}

async function playDemo() {
  if (!existsSync(join(ROOT, 'scripts/demo.mjs'))) {
    console.error('There is no display here to open a browser on.');
    return 1;
  }
  say('No display here: playing the reference day instead');
  return npm(['run', 'demo']);
}
