/** What a person can choose, its defaults and its checks. Pure. */
import * as v from 'valibot';
import { canBeShown, isBlank, shownName } from '@/utils/catalogue/given-name';
import type { Favourite, Settings, SourceChoices } from '@/utils/model';
import { LANGUAGES } from '@/utils/words/languages';

export const INTERVALS = [30, 60, 120, 300, 600, 1800] as const;

/** The kinds of sources, in the order in which they are offered. */
export const SOURCE_NAMES = ['resolvers', 'providerReports', 'vantages', 'routing'] as const;

export const DEFAULT_SETTINGS: Settings = {
  favourites: [],
  intervalSeconds: 60,
  notifications: true,
  sources: { resolvers: false, providerReports: false, vantages: false, routing: false },
  askAboutCustom: false,
  language: 'browser',
  badge: true,
  tellBack: true,
  quietHours: null,
  sound: false,
  marks: 'brands',
  retention: 'year',
  sync: false,
  pausedUntil: null,
};

/** As many parts of a service may be chosen, and their names may be as long. */
export const PARTS_AT_MOST = 20;
export const PART_LENGTH = 100;

const interval = v.picklist(INTERVALS);
const common = { notify: v.optional(v.boolean()), intervalSeconds: v.optional(interval) };
export const favouriteSchema = v.union([
  v.object({
    id: v.pipe(v.string(), v.minLength(1)),
    components: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PART_LENGTH))),
        v.minLength(1),
        v.maxLength(PARTS_AT_MOST),
      ),
    ),
    ...common,
  }),
  v.pipe(
    v.object({
      url: v.pipe(v.string(), v.url()),
      name: v.pipe(v.string(), v.check(canBeShown)),
      expect: v.optional(
        v.object({
          status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))),
          text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
        }),
      ),
      ...common,
    }),
    v.transform((one) => (isBlank(one.name) ? { ...one, name: shownName(new URL(one.url).host) } : one)),
  ),
]);

/** Takes what is right of a favourite: what is chosen for it, or its name, may be unsound, and that is no reason to lose it. */
export function favouriteOf(value: unknown): Favourite[] {
  const { id, url, name } = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<string, unknown>
  >;
  for (const candidate of [value, { id, url, name }, { url, name: '' }]) {
    const result = v.safeParse(favouriteSchema, candidate);
    if (result.success) return [result.output as Favourite];
  }
  return [];
}

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_439));
const weekday = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6));

export const fieldSchemas = {
  intervalSeconds: interval,
  notifications: v.boolean(),
  askAboutCustom: v.boolean(),
  language: v.picklist(['browser', ...LANGUAGES.map(({ locale }) => locale)]),
  badge: v.boolean(),
  tellBack: v.boolean(),
  quietHours: v.nullable(v.object({ from: minuteOfDay, to: minuteOfDay, days: v.array(weekday) })),
  sound: v.boolean(),
  marks: v.picklist(['brands', 'letters']),
  retention: v.picklist(['month', 'year', 'ever']),
  sync: v.boolean(),
  pausedUntil: v.nullable(v.number()),
} as const;

export const sourcesSchema = v.object({
  resolvers: v.boolean(),
  providerReports: v.boolean(),
  vantages: v.boolean(),
  routing: v.boolean(),
});

/** How syncing goes. `waiting`: the browser asked for a pause; `full`: its room is used up. */
export type SyncState = 'off' | 'on' | 'full' | 'waiting' | 'unavailable';

/** What may still be asked once Firefox's consent to send a kind of data was taken back. */
export function sourcesWithout(sources: SourceChoices, kinds: readonly string[]): SourceChoices {
  if (kinds.includes('browsingActivity')) return DEFAULT_SETTINGS.sources;
  return kinds.includes('locationInfo') ? { ...sources, vantages: false, routing: false } : sources;
}
