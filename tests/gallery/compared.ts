/** Which states are compared with accepted pictures, and how they are looked at. */
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Scene } from './scene.ts';
import type { Look, Stage } from './stage.ts';

export const ACCEPTED = join(import.meta.dirname, 'accepted');

const DARK: Look = { scheme: 'dark' };
const ARABIC: Look = { language: 'ar' };

/** Scene, look's name, look. */
export const COMPARED: readonly (readonly [string, string, Look])[] = [
  ['case-meta-2021-10-04-names-gone', 'light', {}],
  ['case-meta-2021-10-04-names-gone', 'dark', DARK],
  ['case-meta-2021-10-04-names-gone', 'arabic', ARABIC],
  ['case-home-router-dns-broken', 'light', {}],
  ['case-home-router-dns-broken', 'arabic', ARABIC],
  ['case-cable-out', 'dark', DARK],
  ['case-hotel-wifi-wants-a-sign-in', 'light', {}],
  ['case-isp-lost-a-path', 'light', {}],
  ['case-region-down-and-admitted', 'dark', DARK],
  ['case-service-is-slow', 'light', {}],
  ['case-firewall-drops-one-service', 'light', {}],
  ['case-planned-work-with-retry-after', 'light', {}],
  ['case-page-admits-trouble-while-it-answers', 'light', {}],
  ['case-clock-three-years-off', 'light', {}],
  ['case-fastly-2021-06-08', 'light', {}],
  ['first-run', 'light', {}],
  ['twelve', 'light', {}],
  ['sixty-in-trouble', 'light', {}],
  ['checking', 'light', {}],
  ['paused', 'dark', DARK],
  ['opened', 'light', {}],
  ['opened-quiet', 'arabic', ARABIC],
  ['here', 'light', {}],
  ['here-found', 'light', {}],
  ['welcome-fresh', 'light', {}],
  ['welcome-unknown-name', 'arabic', ARABIC],
  ['welcome-half-way', 'dark', DARK],
  ['welcome-refused', 'light', {}],
  ['welcome-agreed', 'arabic', ARABIC],
  ['welcome-rehearsal', 'light', {}],
  ['options-few', 'light', {}],
  ['options-none', 'dark', DARK],
  ['options-all-open', 'light', {}],
  ['options-all-open', 'arabic', ARABIC],
  ['options-paused', 'dark', DARK],
  ['options-managed', 'light', {}],
  ['options-not-added', 'arabic', ARABIC],
  ['options-file-refused', 'light', {}],
  ['options-reset-asked', 'dark', DARK],
  ['dashboard-day', 'light', {}],
  ['dashboard-own-only', 'light', {}],
  ['dashboard-week', 'dark', DARK],
  ['dashboard-week', 'arabic', ARABIC],
  ['dashboard-month', 'light', {}],
  ['dashboard-year', 'arabic', ARABIC],
  ['dashboard-unset', 'light', {}],
  ['dashboard-empty', 'dark', DARK],
  ['dashboard-disk-broken', 'light', {}],
  ['dashboard-story', 'light', {}],
  ['dashboard-story', 'arabic', ARABIC],
  ['dashboard-story-slow', 'light', {}],
  ['dashboard-story-own', 'dark', DARK],
  ['dashboard-story-open', 'light', {}],
];

/** One pixel for each CSS pixel, and pages in a narrow window: enough to see a change, and small. */
const SCALE = 1;
const PAGE_WIDTH = 760;

/** The picture in the README, and the state that it shows, whole and in the light. */
export const README_PICTURE = join(import.meta.dirname, '../../docs/popup.png');
export const README_SCENE = 'case-meta-2021-10-04-names-gone';

/** Takes the picture for the README. */
export async function readmePicture(stage: Stage, scene: Scene): Promise<Buffer> {
  const page = await stage.open(scene);
  const picture = Buffer.from(await page.screenshot({ fullPage: true }));
  await page.close();
  return picture;
}

/** Takes the picture that is compared: the popup as far as its window goes, a page whole. */
export async function pictureOf(stage: Stage, scene: Scene, look: Look): Promise<Buffer> {
  const isPage = scene.page !== 'popup';
  const page = await stage.open(scene, { ...(isPage && { width: PAGE_WIDTH }), ...look, scale: SCALE });
  const taken = PNG.sync.read(Buffer.from(await page.screenshot({ fullPage: isPage })));
  await page.close();
  // Nothing is seen through a page: without that it takes less.
  return PNG.sync.write(taken, { colorType: 2, deflateLevel: 9 });
}
