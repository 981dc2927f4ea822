/** Pictures of pages, in the size, density and colours that a person would see. Browser. */
import type { Page } from 'puppeteer-core';
import type { PictureOptions } from './driver.ts';
import type { Engine } from './engine.ts';

const POPUP_WIDTH = 380;
const POPUP_HEIGHT = 600;

/** Takes a picture as PNG at twice the density, and puts the page's own size back. */
export async function takePicture(
  engine: Engine,
  page: Page,
  path: string,
  { width = POPUP_WIDTH, height = POPUP_HEIGHT, full = false, scheme = 'light' }: PictureOptions,
): Promise<void> {
  const before = page.viewport();
  await engine.setScheme(page, scheme);
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  // A colour that is just changing is neither the old nor the new one; in a tab behind another it never gets there.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      // What never ends stands at its beginning.
      if (animation instanceof CSSTransition) animation.finish();
      else animation.cancel();
    }
  });
  await page.screenshot({ path: path as `${string}.png`, fullPage: full });
  await page.setViewport(before);
}
