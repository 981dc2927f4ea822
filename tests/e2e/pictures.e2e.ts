/** Every page looks as it was accepted to look. One browser, and a tolerance, since fonts differ from machine to machine. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCEPTED,
  COMPARED,
  pictureOf,
  README_PICTURE,
  README_SCENE,
  readmePicture,
} from '../gallery/compared.ts';
import { differenceOf } from '../gallery/difference.ts';
import { readScenes, type Scene, type Stage, startStage } from '../gallery/stage.ts';

const DIFFERENCES = '.output/gallery/differences';
/** Share of the pixels of a strip that may differ: a line of text that breaks elsewhere is more than that. */
const TOLERANCE = 0.02;

describe.skipIf(process.platform !== 'linux')('the pages as they are drawn', () => {
  let stage: Stage;
  let scenes: Map<string, Scene>;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/scenes.mjs']);
    await mkdir(DIFFERENCES, { recursive: true });
    scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
    stage = await startStage();
  });
  afterAll(() => stage?.close());

  const sceneOf = (name: string): Scene => {
    const scene = scenes.get(name);
    if (scene === undefined) throw new Error(`No scene ${name}`);
    return scene;
  };

  async function compare(drawn: Buffer, file: string): Promise<void> {
    const seen = PNG.sync.read(drawn);
    const accepted = PNG.sync.read(await readFile(file));
    const difference = differenceOf(accepted, seen);
    if (difference !== null && difference.worst <= TOLERANCE) return;
    const path = join(DIFFERENCES, basename(file));
    await writeFile(path.replace('.png', '-seen.png'), PNG.sync.write(seen));
    if (difference === null)
      expect.fail(`${seen.width} x ${seen.height} was ${accepted.width} x ${accepted.height}; see ${path}`);
    const { worst, at, picture } = difference;
    await writeFile(path, PNG.sync.write(picture));
    expect.fail(`${(worst * 100).toFixed(1)} % of the pixels differ from ${at} px on; see ${path}`);
  }

  test.for(COMPARED)('%s, %s', async ([name, how, look]) => {
    await compare(await pictureOf(stage, sceneOf(name), look), join(ACCEPTED, `${name}-${how}.png`));
  });

  test('the one in the README', async () => {
    await compare(await readmePicture(stage, sceneOf(README_SCENE)), README_PICTURE);
  });
});
