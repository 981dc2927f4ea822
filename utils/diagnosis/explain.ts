/** A verdict in words: what is wrong, how we know, what to do. Pure; claims only what was measured. */

import type { EpochMs, FavouriteView, Verdict, VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { OWN_SIDE } from './explain-own';
import { THEIR_SIDE } from './explain-theirs';
import { isUnderMinute, sayDuration, type Tongue } from './locale';
import {
  type Around,
  type Destination,
  isPersonsWord,
  isUnwitnessed,
  LIKELIEST,
  type Sentences,
} from './sentence';

/** One verdict about one service, in words. */
export interface Words {
  /** What is wrong. */
  line: string;
  /** How we know. */
  because: string;
  /** The one thing to do; null when there is nothing. */
  todo: string | null;
  /** Where that can be done; null when nowhere of ours. */
  leadsTo: Destination | null;
}

/** "For everyone" rests on high confidence and at least three countries (docs/decisions.md, 8). */
export function isEverywhere({ confidence, numbers }: Verdict): boolean {
  return confidence === 'high' && (numbers.countriesFailing ?? 0) >= COUNTRIES;
}

const COUNTRIES = 3;

const WORDS: Readonly<Record<VerdictName, Sentences>> = { ...OWN_SIDE, ...THEIR_SIDE };

/** Puts a verdict about one service into words, with how sure it is: what is certain is said plainly. */
export function explainVerdict(
  verdict: Verdict,
  service: string,
  tongue: Tongue,
  everyone: boolean,
  around: Around | null = null,
  count = 1,
): Words {
  const row = WORDS[verdict.name];
  const context = { verdict, service, count, tongue, everyone, around };
  return {
    line: row.line(context),
    // What was weighed and not seen must not be told as if it had been, and says itself how sure that is.
    because:
      verdict.rule === LIKELIEST
        ? m.verdict_guess_because({}, tongue)
        : hedged(verdict, row.because(context), tongue),
    todo: row.todo?.(context) ?? null,
    leadsTo: row.leadsTo?.(context) ?? null,
  };
}

/** What goes with a line that says everything. */
export const ALONE = { because: '', todo: null, leadsTo: null } as const;

/** Puts what is shown of one service into words: while it comes back nothing is said of it as if it were still so. */
export function explainShown(
  { health, verdict, limited }: Pick<FavouriteView, 'health' | 'verdict' | 'limited'>,
  service: string,
  tongue: Tongue,
  around: Around | null = null,
): Words {
  if (health === 'recovering') {
    return { ...ALONE, line: m.lead_recovering_line({ services: service }, tongue) };
  }
  if (limited && verdict.name === 'ok') {
    return { ...ALONE, line: m.row_reachable_line({ service }, tongue) };
  }
  return explainVerdict(verdict, service, tongue, isEverywhere(verdict), around);
}

/** Their reason is what the service itself said: of that there is no doubt. */
const QUOTED: ReadonlySet<VerdictName> = new Set<VerdictName>([
  'feature_down',
  'maintenance',
  'access_denied',
  'login_required',
]);

function hedged(verdict: Verdict, sentence: string, tongue: Tongue): string {
  if (verdict.scope === 'none' || verdict.scope === 'unknown') return sentence;
  if (verdict.confidence === 'high' || isPersonsWord(verdict) || QUOTED.has(verdict.name)) return sentence;
  // There the doubt stands in the line itself.
  if (verdict.confidence === 'medium' && isUnwitnessed(verdict)) return sentence;
  return (verdict.confidence === 'low' ? m.lead_guess : m.lead_likely)({ sentence }, tongue);
}

/** Time since when, with how long that is where there is a minute to speak of. */
export function saySince(since: EpochMs, time: string, now: EpochMs, tongue: Tongue): string {
  const ms = now - since;
  if (isUnderMinute(ms)) return m.lead_since_now({ time }, tongue);
  return m.lead_since({ time, duration: sayDuration(ms, tongue) }, tongue);
}
