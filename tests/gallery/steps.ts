/** Does in a page what a person would. Browser, disk. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { SceneStep } from './scene.ts';

/** Takes the steps in order. `folder`: where a file may be put that a page is given. */
export async function takeSteps(page: Page, steps: readonly SceneStep[], folder: string): Promise<void> {
  for (const step of steps) await takeStep(page, step, folder);
}

async function takeStep(page: Page, step: SceneStep, folder: string): Promise<void> {
  const [what, selector] = step;
  switch (what) {
    case 'click':
      // Not by the mouse: where the page has scrolled to is none of the picture's business.
      return page.$eval(selector, (one) => (one as HTMLElement).click());
    case 'type':
      return page.type(selector, step[2]);
    case 'see':
      await page.waitForSelector(selector);
      return;
    case 'open-all':
      return page.$$eval(selector, (all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
    case 'file':
      return giveFile(page, selector, step[2], folder);
    default:
      return what satisfies never;
  }
}

async function giveFile(page: Page, selector: string, text: string, parent: string): Promise<void> {
  const folder = await mkdtemp(join(parent, 'faultline-scene-'));
  const path = join(folder, 'backup.json');
  await writeFile(path, text);
  const input = await page.waitForSelector(selector);
  await (await input?.toElement('input'))?.uploadFile(path);
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLInputElement>(wanted)?.value === '',
    {},
    selector,
  );
  await rm(folder, { recursive: true });
}
