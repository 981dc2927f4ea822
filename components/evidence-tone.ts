/** What a line of evidence speaks for. Pure. */
import { isOwnLine, isOwnSide } from '@/utils/diagnosis/side';
import type { EvidenceLine, FavouriteView, Source } from '@/utils/model';
import type { Tone } from './Shape';

/** Fewer routes than this share means that most cannot see the way (docs/decisions.md, 9). */
const FEW_ROUTES = 0.2;
const BROKEN_FROM = 500;

const OF_IT: ReadonlySet<Source> = new Set(['probe', 'page-load']);
const FROM_HERE: ReadonlySet<Source> = new Set([...OF_IT, 'control', 'favourite']);

/** What a verdict makes of what was said. */
export type Judged = Pick<FavouriteView, 'health' | 'verdict'>;

/** Gives the tone of a line. What fails by one's own fault, or by plan, speaks against nobody. */
export function toneOfLine(line: EvidenceLine, { health, verdict }: Judged): Tone {
  const tone = toneOfSaid(line);
  // A status page that mentions nothing is no witness that all is well.
  if (tone === 'well' && line.source === 'status-page' && health !== 'up') return 'unknown';
  if (tone !== 'theirs') return tone;
  if (health === 'maintenance') return 'planned';
  const owned = isOwnLine(verdict.scope) ? FROM_HERE : OF_IT;
  return isOwnSide(verdict) && owned.has(line.source) ? 'yours' : tone;
}

function toneOfSaid({ said }: EvidenceLine): Tone {
  switch (said.kind) {
    case 'answered':
      return said.status !== null && said.status >= BROKEN_FROM ? 'theirs' : 'well';
    case 'resolver':
      return said.answer === 'address' ? 'well' : 'theirs';
    case 'status-page':
      return said.indicator === 'none' ? 'well' : said.indicator === 'maintenance' ? 'planned' : 'theirs';
    case 'routing':
      return said.share < FEW_ROUTES ? 'theirs' : 'well';
    case 'failed':
    case 'timeout':
    case 'own-word':
      return 'theirs';
    case 'portal':
      return 'yours';
    case 'nothing':
      return 'unknown';
    default:
      return said satisfies never;
  }
}
