/** Takes a picture of the popup in every scene, theme and direction, and writes the page that shows them. Browser. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Look, readScenes, startStage } from './stage.ts';

const FOLDER = join(import.meta.dirname, '../../.output/gallery');

/** How every scene is looked at, and how some are looked at besides. */
const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { scheme: 'dark' },
  arabic: { language: 'ar' },
};
const MORE: Readonly<Record<string, Look>> = {
  low: { height: 320 },
  zoom: { width: 380, height: 300, scale: 4 },
  narrow: { width: 320 },
  contrast: { features: [{ name: 'prefers-contrast', value: 'more' }] },
  forced: { forcedColors: true },
};
const LOOKED_AT_MORE = ['case-meta-2021-10-04-names-gone', 'opened', 'case-home-router-dns-broken', 'twelve'];

const words = process.argv.slice(2);
const scenes = (await readScenes()).filter(({ name }) => words.every((word) => name.includes(word)));
if (words.length === 0) await rm(join(FOLDER, 'popup'), { recursive: true, force: true });
await mkdir(join(FOLDER, 'popup'), { recursive: true });
const stage = await startStage();
const figures: string[] = [];
for (const scene of scenes) {
  const more = LOOKED_AT_MORE.includes(scene.name) ? MORE : {};
  for (const [look, how] of Object.entries({ ...LOOKS, ...more })) {
    const page = await stage.open(scene, how);
    const file = `popup/${scene.name}-${look}.png`;
    const isCut = how.height !== undefined;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) console.log(`${scene.name} ${look} is wider than its window`);
    await page.screenshot({ path: join(FOLDER, file) as `${string}.png`, fullPage: !isCut });
    await page.close();
    figures.push(
      `<figure><img src="${file}" width="${how.width ?? 380}" loading="lazy" alt=""><figcaption>${scene.name} · ${look} · ${height} px</figcaption></figure>`,
    );
  }
}
await stage.close();
await writeFile(
  join(FOLDER, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>body{font:14px system-ui;display:flex;flex-wrap:wrap;gap:20px;background:#ccc}figure{margin:0}</style>${figures.join('\n')}`,
);
console.log(`${figures.length} pictures in .output/gallery/popup, all of them in .output/gallery/index.html`);
