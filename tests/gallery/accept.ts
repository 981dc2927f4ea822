/** Takes what the popup looks like now for what it should look like. To be looked at before it is committed. Browser. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCEPTED, COMPARED, SCALE } from './compared.ts';
import { readScenes, startStage } from './stage.ts';

await rm(ACCEPTED, { recursive: true, force: true });
await mkdir(ACCEPTED, { recursive: true });
const scenes = new Map((await readScenes()).map((scene) => [scene.name, scene]));
const stage = await startStage();
for (const [name, how, look] of COMPARED) {
  const scene = scenes.get(name);
  if (scene === undefined) throw new Error(`No scene ${name}`);
  const page = await stage.open(scene, { ...look, scale: SCALE });
  await page.screenshot({ path: join(ACCEPTED, `${name}-${how}.png`) as `${string}.png` });
  await page.close();
}
await stage.close();
console.log(`${COMPARED.length} pictures in tests/gallery/accepted`);
