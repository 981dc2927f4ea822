/**
 * What of the settings follows the person, item by item: each favourite and each setting with the time of its last
 * change, so that the last writer wins per item and nobody's other changes are lost. Pure.
 */
import * as v from 'valibot';
import type { EpochMs, Favourite, Settings } from '@/utils/model';
import { fieldSchemas, sourcesSchema } from './choices';
import { settingsOf } from './settings';

/** One favourite or setting; `value` undefined: it was taken away then. `place` orders favourites. */
interface SyncItem {
  at: EpochMs;
  value?: unknown;
  place?: number;
}

export type SyncItems = Record<string, SyncItem>;

const FAVOURITE = 'favourite:';
const SETTING = 'setting:';
/** Whether this browser syncs, and for how long it is paused, is its own affair. */
const OWN: ReadonlySet<string> = new Set(['favourites', 'sync', 'pausedUntil']);
/** What was taken away is remembered this long, for browsers that were off. */
const GONE_KEPT_MS = 90 * 86_400_000;

function nameOf(favourite: Favourite): string {
  return FAVOURITE + ('id' in favourite ? favourite.id : favourite.url);
}

/** Lists the settings as items without times. */
function valuesOf(settings: Settings): Map<string, Omit<SyncItem, 'at'>> {
  const items = new Map<string, Omit<SyncItem, 'at'>>();
  for (const [place, value] of settings.favourites.entries()) items.set(nameOf(value), { value, place });
  for (const [name, value] of Object.entries(settings)) {
    if (!OWN.has(name)) items.set(SETTING + name, { value });
  }
  return items;
}

/** Notes what changed here since the items were last known. */
export function noteChanges(known: SyncItems, settings: Settings, now: EpochMs): SyncItems {
  const values = valuesOf(settings);
  const next: SyncItems = {};
  for (const [name, item] of Object.entries(known)) {
    if (values.has(name)) continue;
    if (item.value === undefined) {
      if (now - item.at < GONE_KEPT_MS) next[name] = item;
    } else next[name] = { at: after(item, now) };
  }
  for (const [name, item] of values) {
    const old = known[name];
    next[name] = old !== undefined && isSame(old, item) ? old : { ...item, at: after(old, now) };
  }
  return next;
}

/** A change is later than what it changes, also where a clock that ran ahead wrote that. */
function after(old: SyncItem | undefined, now: EpochMs): EpochMs {
  return old === undefined ? now : Math.max(now, old.at + 1);
}

function isSame(a: Omit<SyncItem, 'at'>, b: Omit<SyncItem, 'at'>): boolean {
  return a.place === b.place && canonical(a.value) === canonical(b.value);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Joins what two browsers know: per item the later one, and of two at once the same on both sides. */
export function joined(mine: SyncItems, theirs: SyncItems): SyncItems {
  const items: SyncItems = { ...mine };
  for (const [name, item] of Object.entries(theirs)) {
    const own = items[name];
    const later = own === undefined || item.at > own.at;
    if (later || (item.at === own.at && canonical(item) > canonical(own))) items[name] = item;
  }
  return items;
}

/** Puts items over settings; a value that is none is left out. */
export function applied(settings: Settings, items: SyncItems): Settings {
  const raw: Record<string, unknown> = { ...settings };
  for (const [name, item] of Object.entries(items)) {
    const key = name.slice(SETTING.length);
    if (!name.startsWith(SETTING) || OWN.has(key) || item.value === undefined) continue;
    const schema = key === 'sources' ? sourcesSchema : fieldSchemas[key as keyof typeof fieldSchemas];
    if (schema !== undefined && v.is(schema, item.value)) raw[key] = item.value;
  }
  raw.favourites = Object.entries(items)
    .filter(([name]) => name.startsWith(FAVOURITE))
    .sort(([a, one], [b, two]) => (one.place ?? 0) - (two.place ?? 0) || (a < b ? -1 : 1))
    .map(([, item]) => item.value);
  return settingsOf(raw);
}

export function sameItems(a: SyncItems, b: SyncItems): boolean {
  return canonical(a) === canonical(b);
}

const itemSchema = v.object({
  at: v.number(),
  value: v.optional(v.unknown()),
  place: v.optional(v.number()),
});

/** Reads items from storage; what is no item is left out. */
export function itemsOf(value: unknown): SyncItems {
  const result = v.safeParse(v.record(v.string(), v.unknown()), value);
  const all = Object.entries(result.success ? result.output : {});
  return Object.fromEntries(all.filter((entry): entry is [string, SyncItem] => v.is(itemSchema, entry[1])));
}

/** A part stays under the 8 192 bytes that one item of the browser's sync may take. */
const PART_BYTES = 7_500;
export const PART = 'part';

/** Cuts items into parts: each whole by itself, so that a lost part loses only what is in it. */
export function partsOf(items: SyncItems): Record<string, SyncItems> {
  const parts: SyncItems[] = [];
  let bytes = PART_BYTES;
  for (const name of Object.keys(items).sort()) {
    const item = items[name];
    if (item === undefined) continue;
    const size = new TextEncoder().encode(JSON.stringify({ [name]: item })).length;
    if (bytes + size > PART_BYTES) {
      parts.push({});
      bytes = 0;
    }
    bytes += size;
    Object.assign(parts.at(-1) ?? {}, { [name]: item });
  }
  return Object.fromEntries(parts.map((part, index) => [`${PART}${index}`, part]));
}

/** Puts parts together again, those of two writers at once too. */
export function itemsFromParts(stored: Readonly<Record<string, unknown>>): SyncItems {
  return Object.entries(stored)
    .filter(([key]) => key.startsWith(PART))
    .reduce<SyncItems>((all, [, part]) => joined(all, itemsOf(part)), {});
}
