/** Which of the five headlines a verdict stands under. Pure. */
import type { HeadlineKey, Verdict } from '@/utils/model';
import { isCounted } from './counted';

/** Maps a verdict to the headline's key. */
export function headlineOf(verdict: Verdict): HeadlineKey {
  switch (verdict.scope) {
    case 'device':
    case 'network':
    case 'resolver':
      return 'just-you';
    case 'blocked':
      return verdict.name === 'blocked_network' || verdict.name === 'geo_block' ? 'just-you' : 'all-up';
    case 'provider':
    case 'region':
      return 'your-area';
    case 'global':
      return isCounted(verdict) ? 'not-just-you' : 'all-up';
    case 'none':
      return 'all-up';
    case 'unknown':
      return verdict.name === 'probe_broken' ? 'all-up' : 'cannot-tell';
    default:
      return verdict.scope satisfies never;
  }
}
