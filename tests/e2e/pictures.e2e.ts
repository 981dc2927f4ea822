/** The popup looks as it was accepted to look. One browser, and a tolerance, since fonts differ from machine to machine. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCEPTED, COMPARED, SCALE } from '../gallery/compared.ts';
import { readScenes, type Scene, type Stage, startStage } from '../gallery/stage.ts';

const DIFFERENCES = '.output/gallery/differences';
/** Share of pixels that may differ: a line of text that breaks elsewhere is more than that. */
const TOLERANCE = 0.02;

describe.skipIf(process.platform !== 'linux')('the popup as it is drawn', () => {
  let stage: Stage;
  let scenes: Map<string, Scene>;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
    await mkdir(DIFFERENCES, { recursive: true });
    scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
    stage = await startStage();
  });
  afterAll(() => stage?.close());

  test.for(COMPARED)('%s, %s', async ([name, how, look]) => {
    const scene = scenes.get(name);
    if (scene === undefined) throw new Error(`No scene ${name}`);
    const page = await stage.open(scene, { ...look, scale: SCALE });
    const seen = PNG.sync.read(Buffer.from(await page.screenshot()));
    await page.close();
    const accepted = PNG.sync.read(await readFile(join(ACCEPTED, `${name}-${how}.png`)));
    expect([seen.width, seen.height]).toEqual([accepted.width, accepted.height]);
    const difference = new PNG({ width: seen.width, height: seen.height });
    const pixels = pixelmatch(accepted.data, seen.data, difference.data, seen.width, seen.height, {
      threshold: 0.2,
    });
    const share = pixels / (seen.width * seen.height);
    if (share <= TOLERANCE) return;
    const path = join(DIFFERENCES, `${name}-${how}.png`);
    await writeFile(path, PNG.sync.write(difference));
    await writeFile(path.replace('.png', '-seen.png'), PNG.sync.write(seen));
    expect.fail(`${(share * 100).toFixed(1)} % of the pixels differ; see ${path}`);
  });
});
