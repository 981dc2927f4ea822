/** Backups that set the product up without a click on the welcome page. */
import type { Language } from '../../utils/model.ts';
import type { Service } from './faults.ts';

/** The family that fell together on the reference day. */
export const META: readonly Service[] = ['whatsapp', 'instagram', 'facebook', 'messenger'];

/** Unrelated favourites that stay well. */
export const OTHERS: readonly Service[] = ['google', 'github', 'wikipedia', 'amazon', 'tiktok'];

/** A catalogue id, or an address of one's own. */
export type Wanted = string | { url: string; name: string };

export interface BackupSettings {
  intervalSeconds?: number;
  notifications?: boolean;
  language?: Language;
  sources?: { resolvers: boolean; providerReports: boolean; vantages: boolean; routing: boolean };
}

/** Makes a backup with these favourites, an interval of 30 s, notifications and every source, unless told otherwise. */
export function backupOf(favourites: readonly Wanted[], settings: BackupSettings = {}): object {
  return {
    version: 1,
    favourites: favourites.map((one) => (typeof one === 'string' ? { id: one } : one)),
    settings: {
      intervalSeconds: 30,
      notifications: true,
      sources: { resolvers: true, providerReports: true, vantages: true, routing: true },
      ...settings,
    },
  };
}
