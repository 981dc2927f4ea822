/**
 * Takes what the pages look like now for what they should look like; words choose some of them. To be looked at before
 * it is committed. Browser.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCEPTED, COMPARED, pictureOf, README_PICTURE, README_SCENE, readmePicture } from './compared.ts';
import { readScenes, startStage } from './stage.ts';

const words = process.argv.slice(2).filter((word) => word !== 'accept');
const scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
await mkdir(ACCEPTED, { recursive: true });
const wanted = new Set(COMPARED.map(([name, how]) => `${name}-${how}.png`));
for (const file of await readdir(ACCEPTED)) if (!wanted.has(file)) await rm(join(ACCEPTED, file));
const stage = await startStage();
const sceneOf = (name: string) => {
  const scene = scenes.get(name);
  if (scene === undefined) throw new Error(`No scene ${name}`);
  return scene;
};
const chosen = COMPARED.filter(([name]) => words.every((word) => name.includes(word)));
for (const [name, how, look] of chosen) {
  await writeFile(join(ACCEPTED, `${name}-${how}.png`), await pictureOf(stage, sceneOf(name), look));
}
if (chosen.some(([name]) => name === README_SCENE))
  await writeFile(README_PICTURE, await readmePicture(stage, sceneOf(README_SCENE)));
await stage.close();
console.log(`${chosen.length} pictures in tests/gallery/accepted`);
