/** Takes a picture of every page in every scene, theme and direction, and writes the page that shows them. Browser. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Look, readScenes, type Scene, type Stage, startStage } from './stage.ts';

const isFirefox = process.env.FAULTLINE_BROWSERS === 'firefox';
const FOLDER = join(import.meta.dirname, '../../.output/gallery', isFirefox ? 'firefox-scenes' : '');

/** How every scene is looked at, and how some are looked at besides. */
const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { scheme: 'dark' },
  arabic: { language: 'ar' },
};
const MORE: Readonly<Record<string, Look>> = {
  zoom: { width: 500, height: 400, scale: 4 },
  german: { language: 'de', width: 320, height: 640 },
  russian: { language: 'ru', width: 320, height: 640 },
  'narrow-arabic': { language: 'ar', width: 320, height: 640 },
  contrast: { features: [{ name: 'prefers-contrast', value: 'more' }] },
  forced: { forcedColors: true },
};
const POPUP_MORE: Readonly<Record<string, Look>> = {
  ...MORE,
  low: { height: 320 },
  zoom: { width: 380, height: 300, scale: 4 },
};
const LOOKED_AT_MORE = [
  'case-meta-2021-10-04-names-gone',
  'opened',
  'case-home-router-dns-broken',
  'twelve',
  'welcome-fresh',
  'welcome-agreed',
  'welcome-rehearsal',
  'options-all-open',
  'dashboard-week',
  'dashboard-unset',
  'dashboard-story',
];

const words = process.argv.slice(2);
const scenes = (await readScenes()).filter(({ name }) => words.every((word) => name.includes(word)));
if (scenes.length === 0) throw new Error(`No scene has all of these words in its name: ${words.join(' ')}`);
/** A page of Firefox cannot be told its theme or colours: there each has a browser of its own. */
const stages = new Map<string, Promise<Stage>>();

function stageFor({ scheme = 'light', forcedColors = false }: Look): Promise<Stage> {
  const key = isFirefox ? `${scheme} ${forcedColors}` : '';
  const stage =
    stages.get(key) ?? startStage(isFirefox ? { browser: 'firefox', scheme, forcedColors } : undefined);
  stages.set(key, stage);
  return stage;
}

const figures: Record<string, string[]> = {};
if (words.length === 0) await rm(join(FOLDER, 'scenes'), { recursive: true, force: true });
for (const scene of scenes) {
  await mkdir(join(FOLDER, 'scenes', scene.page), { recursive: true });
  for (const [look, how] of Object.entries(looksOf(scene))) await take(scene, look, how);
}
for (const stage of stages.values()) await (await stage).close();
await writeFile(join(FOLDER, 'index.html'), pageOf(figures));
console.log(
  `${Object.values(figures).flat().length} pictures in .output/gallery/scenes, all of them in .output/gallery/index.html`,
);

function looksOf({ name, page }: Scene): Record<string, Look> {
  if (!LOOKED_AT_MORE.includes(name)) return LOOKS;
  const { contrast, ...more } = page === 'popup' ? POPUP_MORE : MORE;
  // More contrast, and nothing else, cannot be asked of Firefox.
  return { ...LOOKS, ...more, ...(isFirefox ? {} : { contrast }) };
}

async function take(scene: Scene, look: string, how: Look): Promise<void> {
  const stage = await stageFor(how);
  const page = await stage.open(scene, scene.page === 'popup' ? how : { scale: 1, ...how });
  const file = `scenes/${scene.page}/${scene.name}-${look}.png`;
  const isCut = scene.page === 'popup' && how.height !== undefined;
  const [height, wide] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.documentElement.scrollWidth - innerWidth,
  ]);
  if ((wide ?? 0) > 0) console.log(`${scene.name} ${look} is ${wide} px wider than its window`);
  await page.screenshot({ path: join(FOLDER, file) as `${string}.png`, fullPage: !isCut });
  await page.close();
  figures[scene.page] ??= [];
  figures[scene.page]?.push(
    `<figure><img src="${file}" width="${Math.min(how.width ?? 380, 500)}" loading="lazy" alt=""><figcaption>${scene.name} · ${look} · ${height} px</figcaption></figure>`,
  );
}

function pageOf(all: Readonly<Record<string, readonly string[]>>): string {
  const style =
    'body{font:14px system-ui;background:#ccc}section{display:flex;flex-wrap:wrap;gap:20px;align-items:flex-start}figure{margin:0}';
  const sections = Object.entries(all).map(
    ([page, shown]) => `<h2 id="${page}">${page}</h2>\n<section>${shown.join('\n')}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>${style}</style>${sections.join('\n')}`;
}
