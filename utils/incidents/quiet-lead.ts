/** What is said where nothing is wrong that is known; pages say it too, of a view that is old. Pure. */
import type { HeadlineKey, Lead, Verdict } from '@/utils/model';
import { chainOf } from './chain';

/** A lead without trouble or a side. */
export function quietLead(headline: HeadlineKey, verdict: Verdict, mood: Lead['mood']): Lead {
  return {
    headline,
    verdict,
    mood,
    services: [],
    since: null,
    chain: chainOf(verdict),
    side: null,
    everyone: false,
    before: null,
  };
}
