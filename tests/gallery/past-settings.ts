/** What the person in the pictures watches. */
import type { Settings } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

export const FEW = ['whatsapp', 'instagram', 'facebook', 'messenger', 'google', 'github', 'amazon', 'tiktok'];
export const ALL_SOURCES = { resolvers: true, providerReports: true, vantages: true, routing: true };

/** Settings with these favourites, and every source agreed to. */
export function settingsOf(ids: readonly string[], change: Partial<Settings> = {}): Settings {
  return {
    ...DEFAULT_SETTINGS,
    favourites: ids.map((id) => ({ id })),
    sources: ALL_SOURCES,
    language: 'en',
    ...change,
  };
}

/** Those who look back. */
export const PAST_SETTINGS: Settings = settingsOf(FEW, { intervalSeconds: 600 });
