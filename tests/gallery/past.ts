/** The weeks behind the pictures of the history page, written as the file that the product exports. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Case } from '@/utils/diagnosis/case';
import type { EpochMs } from '@/utils/model';
import { exportEverything } from '@/utils/store/export';
import { writeOwnSettings } from '@/utils/store/settings';
import { PAST_SETTINGS } from './past-settings';
import { type Episode, live } from './play-past';
import { NOW } from './play-scene';

const MINUTE_MS = 60_000;
const INSTALLED = Date.UTC(2025, 10, 17, 6);

function episode(
  name: string,
  from: EpochMs,
  minutes: number,
  subjects: Episode['subjects'] = ['whatsapp'],
): Episode {
  const situation = JSON.parse(readFileSync(`tests/cases/${name}.json`, 'utf8')) as Case;
  return { situation, from, to: from + minutes * MINUTE_MS, subjects };
}

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];

const EPISODES: readonly Episode[] = [
  episode('fastly-2021-06-08', Date.UTC(2025, 10, 24, 9, 47), 49, ['github', 'amazon', 'tiktok']),
  episode('home-router-dns-broken', Date.UTC(2025, 11, 2, 17, 20), 22, 'all'),
  episode('openai-2024-12-11', Date.UTC(2025, 11, 11, 13, 16), 95, ['github']),
  episode('isp-lost-a-path', Date.UTC(2025, 11, 19, 8, 5), 40, ['tiktok']),
  episode('hotel-wifi-wants-a-sign-in', Date.UTC(2025, 11, 27, 15, 30), 9, 'all'),
  episode('meta-2021-10-04-names-gone', Date.UTC(2026, 0, 6, 15, 39), 180, META),
  episode('router-has-no-uplink', Date.UTC(2026, 0, 9, 18, 2), 14, 'all'),
  episode('service-is-slow', Date.UTC(2026, 0, 12, 10, 0), 120, ['google']),
  episode('region-down-and-admitted', Date.UTC(2026, 0, 13, 12, 30), 50, ['amazon']),
  episode('firewall-drops-one-service', Date.UTC(2026, 0, 14, 7, 0), 60, ['tiktok']),
  episode('cable-out', Date.UTC(2026, 0, 15, 7, 40), 12, 'all'),
  episode('openai-2024-12-11', Date.UTC(2026, 0, 15, 11, 20), 60, ['github']),
];

await writeOwnSettings(PAST_SETTINGS);
await live(PAST_SETTINGS, EPISODES, INSTALLED, NOW);
mkdirSync('.output/gallery', { recursive: true });
writeFileSync(
  '.output/gallery/past.json',
  JSON.stringify({ at: NOW, file: (await exportEverything()).text }),
);
