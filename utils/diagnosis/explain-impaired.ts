/** Words for a service that answers, but slowly, in part, or not for a while by its own plan. Pure. */
import { m } from '@/utils/words/messages';
import { isolated, sayAgo, sayShort, sayTime } from './locale';
import { type Context, plain, type Sentences } from './sentence';

/** Of a status page's words; the whole of them stands below. */
const WORDS_SHOWN = 90;

/** When announced work ends; null when that is not known, is over, or is only remembered. */
function endOf({ verdict: { numbers }, around, tongue }: Context): string | null {
  if (numbers.until === undefined || around === null || numbers.until <= around.now) return null;
  return sayTime(numbers.until, around.now, tongue);
}

/** Only the answer itself says so: nobody announced it, and nobody calls it work. */
function isOnlySaid({ verdict: { rule, confidence } }: Context): boolean {
  return rule === 'planned-work' && confidence !== 'high';
}

export const IMPAIRED = {
  degraded_slow: {
    // A number, or a part's name, is the one's it was seen at.
    line: ({ verdict, service, count, tongue }) =>
      verdict.numbers.slowdown === undefined || count > 1
        ? m.verdict_degraded_slow_line({ service, count }, tongue)
        : m.verdict_degraded_slow_line_times({ service, times: verdict.numbers.slowdown }, tongue),
    because: plain(m.verdict_degraded_slow_because),
    todo: plain(m.verdict_degraded_slow_todo),
  },
  maintenance: {
    line: (context) => {
      const { service, tongue } = context;
      const time = endOf(context);
      if (time === null) return m.verdict_maintenance_line({ service }, tongue);
      const say = isOnlySaid(context) ? m.verdict_maintenance_line_says : m.verdict_maintenance_line_until;
      return say({ service, time }, tongue);
    },
    because: (context) =>
      (isOnlySaid(context) ? m.verdict_maintenance_because_says : m.verdict_maintenance_because)(
        {},
        context.tongue,
      ),
    todo: (context) =>
      (endOf(context) === null ? m.verdict_maintenance_todo : m.verdict_maintenance_todo_after)(
        {},
        context.tongue,
      ),
  },
  feature_down: {
    line: ({ verdict: { numbers }, service, count, tongue }) =>
      numbers.named === undefined || count > 1
        ? m.verdict_feature_down_line({ service, count }, tongue)
        : m.verdict_feature_down_line_named({ service, named: sayShort(numbers.named) }, tongue),
    because: ({ verdict: { numbers }, tongue, around }) => {
      const report = around?.report ?? null;
      if (around !== null && report !== null && report.at !== null) {
        const ago = sayAgo(report.at, around.now, tongue);
        return m.verdict_feature_down_because_words(
          { ago, words: isolated(sayShort(report.words, WORDS_SHOWN)) },
          tongue,
        );
      }
      return numbers.named === undefined
        ? m.verdict_feature_down_because_plain({}, tongue)
        : m.verdict_feature_down_because({ named: sayShort(numbers.named) }, tongue);
    },
    todo: plain(m.verdict_feature_down_todo),
    leadsTo: () => 'status-page',
  },
} as const satisfies Readonly<Record<string, Sentences>>;
