/** Reads the pages of PlayStation, Xbox and Riot. Pure. */

import * as v from 'valibot';
import type { EpochMs } from '@/utils/model';
import { elementsOf, elementText, jsonOf } from './decode';
import { type FeedReader, type Finding, finding, type Indicator, matters, milder, worst } from './finding';
import { listOf, parsed, softFlag, softList, softText, softTime } from './shapes';
import { plainName, plainWords, timeOf } from './words';

const PSN = new Map<string, Indicator>([
  ['OK', 'none'],
  ['Degraded', 'minor'],
  ['Outage', 'major'],
  ['Maintenance', 'maintenance'],
]);

const psnState = v.object({ statusType: v.picklist([...PSN.keys()]) });
const psn = v.object({
  status: listOf(psnState),
  countries: softList(
    v.object({
      countryCode: softText,
      status: softList(psnState),
      services: softList(v.object({ serviceName: softText, status: softList(psnState) })),
    }),
  ),
});

/** Reads the states of the region; those of single countries or services weigh no more than minor unless chosen. */
export const readPsn: FeedReader = (page, feed) => {
  const read = parsed(psn, jsonOf(page));
  if (!read) return null;
  const whole = read.status.map((each) => finding(PSN.get(each.statusType) ?? 'none'));
  const parts = read.countries.flatMap((country) =>
    [{ serviceName: null, status: country.status }, ...country.services]
      .filter((each) => matters(feed.components, [country.countryCode, each.serviceName]))
      .flatMap((each) => each.status.map((one) => ({ name: each.serviceName, type: one.statusType }))),
  );
  return worst([
    ...whole,
    ...parts.map(({ name, type }) => {
      const weight = PSN.get(type) ?? 'none';
      return finding(feed.components === null ? milder(weight, 'minor') : weight, {
        component: plainName(name),
      });
    }),
  ]);
};

const XBOX = new Map<string, Indicator>([
  ['None', 'none'],
  ['Impacted', 'minor'],
  ['Unavailable', 'major'],
]);

const xbox = v.object({
  Status: v.object({ Overall: v.object({ State: v.string(), LastUpdated: softTime }) }),
});

/** Reads the overall state, from JSON or from XML. */
export const readXbox: FeedReader = (page, _feed, now) => {
  const json = parsed(xbox, jsonOf(page));
  const overall = json ? null : (elementsOf(page.text, 'Overall')[0] ?? null);
  const state = json?.Status.Overall.State ?? (overall === null ? null : elementText(overall, 'State'));
  const updated =
    json?.Status.Overall.LastUpdated ?? (overall === null ? null : elementText(overall, 'LastUpdated'));
  const indicator = state === null ? undefined : XBOX.get(state.trim());
  if (!indicator) return null;
  return indicator === 'none' ? finding('none') : finding(indicator, { wordsAt: timeOf(updated, now) });
};

const RIOT = new Map<string, Indicator>([
  ['info', 'none'],
  ['warning', 'minor'],
  ['critical', 'major'],
]);

const text = softList(v.object({ locale: softText, content: softText }));
const notice = v.object({
  maintenance_status: softText,
  incident_severity: softText,
  titles: text,
  updates: softList(
    v.object({ publish: v.fallback(v.boolean(), true), created_at: softTime, translations: text }),
  ),
  created_at: softTime,
  updated_at: softTime,
  archive_at: softTime,
  archived: softFlag,
});
const riot = v.object({ maintenances: listOf(notice), incidents: listOf(notice) });

/** Reads incidents, and maintenance that is in progress. */
export const readRiot: FeedReader = (page, _feed, now) => {
  const read = parsed(riot, jsonOf(page));
  if (!read) return null;
  return worst([
    ...read.incidents.map((each) => ofNotice(each, RIOT.get(each.incident_severity ?? '') ?? 'minor', now)),
    ...read.maintenances
      .filter((each) => each.maintenance_status === 'in_progress')
      .map((each) => ofNotice(each, 'maintenance', now)),
  ]);
};

function ofNotice(each: v.InferOutput<typeof notice>, indicator: Indicator, now: EpochMs): Finding {
  const archived = timeOf(each.archive_at, now);
  if (each.archived || (archived !== null && archived < now)) return finding('none');
  const last = each.updates
    .filter((one) => one.publish)
    .map((one) => ({ words: english(one.translations), at: timeOf(one.created_at, now) }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  return finding(indicator, {
    component: plainName(english(each.titles)),
    words: last?.words ?? english(each.titles),
    wordsAt: last?.at ?? timeOf(each.updated_at ?? each.created_at, now),
    until: indicator === 'maintenance' ? archived : null,
  });
}

function english(translations: v.InferOutput<typeof text>): string | null {
  const chosen = translations.find((each) => each.locale?.startsWith('en')) ?? translations[0];
  return plainWords(chosen?.content);
}
