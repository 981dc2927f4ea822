/** The log that was lived through here, as a file that the options page takes in. */
import polyfill from 'webextension-polyfill';
import { exportEverything } from '@/utils/store/export';
import { SERVICES } from './year.ts';

/** Writes the log so far as a backup, with the fifty favourites that it is about. */
export async function backupOfLog(settings: object = {}): Promise<string> {
  Object.assign(polyfill, { storage: { local: { get: async () => ({}) } } });
  const file = JSON.parse((await exportEverything()).text) as { favourites: object[]; settings: object };
  file.favourites = SERVICES.map((host) => ({ url: `https://${host}/`, name: host }));
  // No tick comes of itself.
  Object.assign(file.settings, { intervalSeconds: 1800, retention: 'ever', ...settings });
  return JSON.stringify(file);
}
