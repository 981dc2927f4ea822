/** Which states are compared with accepted pictures, and how they are looked at. Data only. */
import { join } from 'node:path';
import type { Look } from './stage.ts';

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
];

/** One pixel for each CSS pixel: enough to see a change, and small. */
export const SCALE = 1;
