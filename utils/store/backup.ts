/** The backup file: what the options page exports and imports. Pure; a bad file is refused whole, with the reason. */
import * as v from 'valibot';
import { canBeShown, NAME_AT_MOST } from '@/utils/catalogue/given-name';
import type { Favourite, Settings } from '@/utils/model';
import { DEFAULT_SETTINGS, favouriteSchema, fieldSchemas, INTERVALS } from './choices';
import { type FileHistory, historySchema } from './history-file';

/** A log at its largest, as text. */
export const LONGEST = 120_000_000;
/** More favourites than these nobody can watch with manners, nor read. */
const FAVOURITES_AT_MOST = 500;

export type BackupProblem =
  | { kind: 'too-big' }
  /** The file is right, and nothing of it could be kept. */
  | { kind: 'not-kept' }
  | { kind: 'too-many'; count: number; most: number }
  | { kind: 'not-json' }
  | { kind: 'wrong-version'; value: string | null }
  | { kind: 'wrong-type'; path: string }
  | { kind: 'unknown-service'; value: string }
  | { kind: 'duplicate'; value: string }
  | { kind: 'bad-url'; value: string }
  | { kind: 'bad-name'; value: string; most: number }
  | { kind: 'interval'; value: string };

interface Backup {
  settings: Settings;
  /** Null when the file has none. */
  history: FileHistory | null;
}

/** What the store cannot know by itself: the catalogue. */
export interface BackupRules {
  isService: (id: string) => boolean;
  /** Gives the host under which a URL is watched; null when it cannot be. */
  hostOf: (url: string) => string | null;
}

/** `history` false: favourites and settings were taken, but the log could not be written. `favourites`: how many came. */
export type Imported =
  | { ok: true; history: boolean; favourites: number }
  | { ok: false; problem: BackupProblem };

type ParsedBackup = { ok: true; backup: Backup } | { ok: false; problem: BackupProblem };

const fileSchema = v.object({
  favourites: v.optional(v.array(favouriteSchema)),
  history: v.optional(historySchema),
  settings: v.optional(
    v.object({
      intervalSeconds: v.optional(v.number()),
      notifications: v.optional(fieldSchemas.notifications),
      askAboutCustom: v.optional(fieldSchemas.askAboutCustom),
      language: v.optional(fieldSchemas.language),
      badge: v.optional(fieldSchemas.badge),
      tellBack: v.optional(fieldSchemas.tellBack),
      quietHours: v.optional(fieldSchemas.quietHours),
      sound: v.optional(fieldSchemas.sound),
      marks: v.optional(fieldSchemas.marks),
      retention: v.optional(fieldSchemas.retention),
      sync: v.optional(fieldSchemas.sync),
      pausedUntil: v.optional(fieldSchemas.pausedUntil),
      sources: v.optional(
        v.object({
          resolvers: v.optional(v.boolean()),
          providerReports: v.optional(v.boolean()),
          vantages: v.optional(v.boolean()),
          routing: v.optional(v.boolean()),
        }),
      ),
    }),
  ),
});

/** Reads a backup. Unknown keys are ignored, missing settings get their defaults. */
export function parseBackup(text: string, rules: BackupRules): ParsedBackup {
  if (text.length > LONGEST) return refused({ kind: 'too-big' });
  const raw = parseJson(text);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refused({ kind: 'not-json' });
  const { version } = raw as { version?: unknown };
  if (version !== 1) return refused({ kind: 'wrong-version', value: JSON.stringify(version) ?? null });
  const known = problemWithIntervals(raw) ?? problemWithNames(raw);
  if (known !== null) return refused(known);
  const parsed = v.safeParse(fileSchema, raw);
  if (!parsed.success) {
    return refused({ kind: 'wrong-type', path: v.getDotPath(parsed.issues[0]) ?? '' });
  }
  const favourites = (parsed.output.favourites ?? []) as Favourite[];
  const problem = problemWithFavourites(favourites, rules);
  if (problem !== null) return refused(problem);
  const settings = parsed.output.settings ?? {};
  const sources = { ...DEFAULT_SETTINGS.sources, ...settings.sources };
  return {
    ok: true,
    backup: {
      settings: { ...DEFAULT_SETTINGS, ...settings, sources, favourites } as Settings,
      history: (parsed.output.history ?? null) as FileHistory | null,
    },
  };
}

function refused(problem: BackupProblem): ParsedBackup {
  return { ok: false, problem };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** An interval that is a number, but not one of ours, gets a reason of its own. */
function problemWithIntervals(raw: object): BackupProblem | null {
  const { settings, favourites } = raw as { settings?: { intervalSeconds?: unknown }; favourites?: unknown };
  const own = Array.isArray(favourites)
    ? favourites.map((one) => (one as { intervalSeconds?: unknown } | null)?.intervalSeconds)
    : [];
  const bad = [settings?.intervalSeconds, ...own].find(
    (value) => typeof value === 'number' && !(INTERVALS as readonly number[]).includes(value),
  );
  return bad === undefined ? null : { kind: 'interval', value: String(bad) };
}

/** So does a name that nobody could read. */
function problemWithNames({ favourites }: { favourites?: unknown }): BackupProblem | null {
  const names = Array.isArray(favourites)
    ? favourites.map((one) => (one as { name?: unknown } | null)?.name)
    : [];
  const bad = names.find((name): name is string => typeof name === 'string' && !canBeShown(name));
  return bad === undefined ? null : { kind: 'bad-name', value: bad, most: NAME_AT_MOST };
}

function problemWithFavourites(favourites: readonly Favourite[], rules: BackupRules): BackupProblem | null {
  const { length: count } = favourites;
  if (count > FAVOURITES_AT_MOST) return { kind: 'too-many', count, most: FAVOURITES_AT_MOST };
  const seen = new Set<string>();
  for (const favourite of favourites) {
    const key = keyOf(favourite, rules);
    if (typeof key !== 'string') return key;
    if (seen.has(key)) return { kind: 'duplicate', value: key };
    seen.add(key);
  }
  return null;
}

function keyOf(favourite: Favourite, rules: BackupRules): string | BackupProblem {
  if ('id' in favourite) {
    return rules.isService(favourite.id) ? favourite.id : { kind: 'unknown-service', value: favourite.id };
  }
  return rules.hostOf(favourite.url) ?? { kind: 'bad-url', value: favourite.url };
}

/** Writes a backup that `parseBackup` reads back to the same settings. */
export function exportBackup(settings: Settings): string {
  const { favourites, ...rest } = settings;
  return JSON.stringify({ version: 1, favourites, settings: rest }, null, 2);
}
