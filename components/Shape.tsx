/** One small shape for each state, so that colour never stands alone. */
import { worksHereAlone } from '@/utils/diagnosis/sentence';
import { isDownUnexplained, isOwnSide } from '@/utils/diagnosis/side';
import type { FavouriteView, Lead } from '@/utils/model';

export type Tone = 'well' | 'theirs' | 'yours' | 'slow' | 'planned' | 'unknown';

const PATH: Readonly<Record<Tone, string>> = {
  well: 'M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0ZM5.2 8.8 2.6 6.2l1-1 1.6 1.6 3.2-3.2 1 1Z',
  theirs: 'M1.4 0 6 4.6 10.6 0 12 1.4 7.4 6l4.6 4.6-1.4 1.4L6 7.4 1.4 12 0 10.6 4.6 6 0 1.4Z',
  yours: 'M2 1h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1Z',
  slow: 'M6 .6 12 11.4H0Z',
  planned: 'M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0ZM3.7 3.3h1.6v5.4H3.7Zm3 0h1.6v5.4H6.7Z',
  unknown: 'M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Zm0 1.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
};

/** Draws the shape of a tone. */
export function Shape({ tone }: { tone: Tone }) {
  return (
    <svg class={`shape ${tone}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={PATH[tone]} fill="currentColor" />
    </svg>
  );
}

/** Chooses the tone of a favourite's state. */
export function toneOf(shown: Pick<FavouriteView, 'health' | 'verdict'>): Tone {
  const { health, verdict } = shown;
  // It was reached, and is all right for others.
  if (verdict.name === 'access_denied' || verdict.name === 'geo_block') return 'slow';
  if (isOwnSide(verdict)) {
    return health === 'up' ? 'well' : 'yours';
  }
  if (verdict.name === 'degraded_slow' || verdict.name === 'feature_down') return 'slow';
  // Others have the trouble.
  if (worksHereAlone(verdict)) return 'slow';
  if (verdict.name === 'probe_broken' || isDownUnexplained(shown)) return 'unknown';
  if (health === 'maintenance') return 'planned';
  if (health === 'recovering') return 'slow';
  if (health === 'down' || health === 'flapping' || health === 'degraded') return 'theirs';
  return health === 'up' ? 'well' : 'unknown';
}

/** Chooses the tone of the whole answer. */
export function toneOfLead({
  side,
  headline,
  mood,
  verdict,
}: Pick<Lead, 'side' | 'headline' | 'mood' | 'verdict'>): Tone {
  if (verdict.name === 'maintenance' && mood === 'plain') return 'planned';
  if (worksHereAlone(verdict)) return 'slow';
  // Their doing, and no outage.
  if (mood === 'recovering' || (side === 'theirs' && (headline === 'all-up' || headline === 'just-you')))
    return 'slow';
  if (side !== null) return side;
  return headline === 'all-up' && mood !== 'checking' && mood !== 'said-works' ? 'well' : 'unknown';
}
