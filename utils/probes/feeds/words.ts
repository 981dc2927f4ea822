/** Makes what providers write safe to show, and reads a state out of their words. Pure. */

import type { EpochMs } from '@/utils/model';
import { undoEntities } from './decode';
import type { Indicator } from './finding';

const MOST_WORDS = 400;
const MOST_NAME = 120;
const MOST_READ = 20_000;
const EARLIEST = Date.UTC(2005, 0);
const TEN_YEARS = 10 * 366 * 24 * 3600 * 1000;

/**
 * Makes plain text of at most 400 characters: tags, bold marks, control characters and direction overrides gone, spaces folded.
 * Null when nothing is left.
 */
export function plainWords(text: string | null | undefined, most = MOST_WORDS): string | null {
  if (text === null || text === undefined) return null;
  const bare = text
    .slice(0, MOST_READ)
    .replace(/<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^<>]*>|\*\*/g, ' ');
  const plain = undoEntities(bare)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Z}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim();
  if (plain === '') return null;
  if (plain.length <= most) return plain;
  return `${plain
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

/** Makes a short plain name of a component or incident. Null when nothing is left. */
export function plainName(text: string | null | undefined): string | null {
  return plainWords(text, MOST_NAME);
}

/** Reads a date: text, epoch seconds or milliseconds. Null when it is none or absurd. */
export function timeOf(value: string | number | null | undefined, now: EpochMs): EpochMs | null {
  if (value === null || value === undefined || value === '') return null;
  const number = typeof value === 'number' ? value : /^\d{9,13}$/.test(value) ? Number(value) : null;
  const at =
    number === null ? Date.parse(String(value).slice(0, 60)) : number < 1e11 ? number * 1000 : number;
  return Number.isFinite(at) && at > EARLIEST && at < now + TEN_YEARS ? at : null;
}

/** Lets through a link that is safe to open: https, not longer than 500 characters. Else null. */
export function safeLink(url: string | null | undefined): string | null {
  if (!url || url.length > 500 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' && parsed.username === '' ? parsed.href : null;
}

const OVER =
  /^\W*(status\W+)?(resolved|completed|closed|restored|recovered|fixed|mitigated|post-?mortem|cancell?ed)\b/i;
const FINE =
  /^\W*(status\W+)?(ok|up|good|green|normal|available|operational|healthy|online|none|no impact)\W*$|\b(no (known |active |current |reported )?(issues?|incidents?|problems?)|(all|fully|systems?|services?) (are )?operational|operating normally|up and running)\b/i;
const PLANNED = /\b(maintenance|planned|upgrade)\b/i;
const GRAVE = /\b((major|full|complete|total) outage|critical)\b/i;
const BAD =
  /\b(outages?|unavailable|down|downtime|offline|interruption|interrupted|severe|red|(service|major|high) disruptions?)\b/i;
const SLIGHT =
  /\b(degrad\w*|minor|partial\w*|slow\w*|latency|intermittent\w*|impact\w*|investigat\w*|identified|monitoring|advisory|limited|issues?|incidents?|errors?|disruptions?|yellow|warning|problems?)\b/i;

/** Reads a state out of a provider's status word or headline; "Resolved: major outage" is over. Null when it says none. */
export function indicatorOfWords(text: string): Indicator | null {
  const words = text.slice(0, 500);
  if (OVER.test(words) || FINE.test(words)) return 'none';
  if (PLANNED.test(words)) return 'maintenance';
  if (GRAVE.test(words)) return 'critical';
  if (BAD.test(words)) return 'major';
  return SLIGHT.test(words) ? 'minor' : null;
}
