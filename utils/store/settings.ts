/** What the person chose. Disk (`storage.local`), checked field by field, so that one bad field costs only itself. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Settings } from '@/utils/model';
import { DEFAULT_SETTINGS, favouriteOf, fieldSchemas, SOURCE_NAMES } from './choices';
import { type Own, readManaged, withManaged, withoutManaged } from './managed';

const KEY = 'settings';

/**
 * Reads the settings, to be shown; what is missing or wrong gets its default, and what an administrator set holds.
 * Never throws.
 */
export async function readSettings(): Promise<Settings> {
  return knownSettings().catch(async () => withManaged(ownOf(undefined), await readManaged(), true));
}

/**
 * Reads the settings, to decide or write something on them: rejects when they cannot be read, since a watch without
 * favourites would forget what it knew of them.
 */
export async function knownSettings(): Promise<Settings> {
  const [stored, managed] = await Promise.all([readStored(), readManaged()]);
  return withManaged(ownOf(stored), managed, stored == null);
}

/** Reads what the person chose, without what an administrator set. Rejects when it cannot be read. */
export async function readOwnSettings(): Promise<Settings> {
  return settingsOf(await readStored());
}

function ownOf(stored: unknown): Own {
  const given = isRecord(stored) && Array.isArray(stored.given) ? stored.given.flatMap(favouriteOf) : [];
  return { settings: settingsOf(stored), given };
}

async function readStored(): Promise<unknown> {
  const stored = await browser.storage.local.get(KEY);
  return stored[KEY];
}

/** Makes settings of whatever was stored. */
export function settingsOf(value: unknown): Settings {
  const raw = isRecord(value) ? value : {};
  const sources = isRecord(raw.sources) ? raw.sources : {};
  const field = <T>(schema: v.GenericSchema<unknown, T>, name: keyof Settings, fallback: T): T => {
    const result = v.safeParse(schema, raw[name]);
    return result.success ? result.output : fallback;
  };
  return {
    favourites: Array.isArray(raw.favourites) ? raw.favourites.flatMap(favouriteOf) : [],
    intervalSeconds: field(fieldSchemas.intervalSeconds, 'intervalSeconds', 60),
    notifications: field(fieldSchemas.notifications, 'notifications', true),
    sources: {
      ...DEFAULT_SETTINGS.sources,
      ...Object.fromEntries(SOURCE_NAMES.map((name) => [name, sources[name] === true])),
    },
    askAboutCustom: field(fieldSchemas.askAboutCustom, 'askAboutCustom', DEFAULT_SETTINGS.askAboutCustom),
    language: field(fieldSchemas.language, 'language', DEFAULT_SETTINGS.language),
    badge: field(fieldSchemas.badge, 'badge', DEFAULT_SETTINGS.badge),
    tellBack: field(fieldSchemas.tellBack, 'tellBack', DEFAULT_SETTINGS.tellBack),
    quietHours: field(fieldSchemas.quietHours, 'quietHours', DEFAULT_SETTINGS.quietHours),
    sound: field(fieldSchemas.sound, 'sound', DEFAULT_SETTINGS.sound),
    marks: field(fieldSchemas.marks, 'marks', DEFAULT_SETTINGS.marks),
    retention: field(fieldSchemas.retention, 'retention', DEFAULT_SETTINGS.retention),
    sync: field(fieldSchemas.sync, 'sync', DEFAULT_SETTINGS.sync),
    pausedUntil: field(fieldSchemas.pausedUntil, 'pausedUntil', null),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is to be otherwise, or how to find it in the settings as they are. */
export type Change = Partial<Settings> | ((now: Settings) => Partial<Settings>);

/**
 * Changes what is stored now, whatever a page last saw of it, and stores nothing that an administrator set. Rejects
 * when the disk is full, and when the settings cannot be read: what is not known is not written over.
 */
export function writeSettings(change: Change): Promise<void> {
  return inTurn(async () => {
    const [stored, managed] = await Promise.all([readStored(), readManaged()]);
    const own = ownOf(stored);
    const now = withManaged(own, managed, stored == null);
    const next = { ...now, ...(typeof change === 'function' ? change(now) : change) };
    await store(withoutManaged(next, managed, own));
  });
}

/** Writes what the person chose elsewhere: in a file, or in another browser. Rejects when the disk is full. */
export function writeOwnSettings(settings: Settings): Promise<void> {
  return inTurn(async () => store({ settings, given: ownOf(await readStored()).given }));
}

/** Writes what syncing brought, unless the person has changed something since `before` was read; true when it is written. */
export function replaceOwnSettings(before: Settings, next: Settings): Promise<boolean> {
  return inTurn(async () => {
    const own = ownOf(await readStored());
    const isSame = JSON.stringify(own.settings) === JSON.stringify(before);
    if (isSame) await store({ ...own, settings: next });
    return isSame;
  });
}

/** What is written last holds, so one at a time, from however many pages. */
async function inTurn<T>(write: () => Promise<T>): Promise<T> {
  return navigator.locks.request(KEY, write);
}

async function store({ settings, given }: Own): Promise<void> {
  await browser.storage.local.set({ [KEY]: given.length === 0 ? settings : { ...settings, given } });
}

/** Calls back whenever the settings change; returns how to stop. */
export function watchSettings(listener: (settings: Settings) => void): () => void {
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = changes[KEY];
    if (area !== 'managed' && (area !== 'local' || change === undefined)) return;
    // What is not known is not told: a page would show defaults for what the person chose.
    void knownSettings().then(listener, () => {});
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}
