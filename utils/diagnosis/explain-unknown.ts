/** Words for what nobody can tell, and for what only this computer can ask. Pure. */
import { m } from '@/utils/words/messages';
import { HERE_SILENT, HERE_UNTRUSTED, isSeenFromHere } from './from-here';
import { sayList } from './locale';
import type { Context, Sentences } from './sentence';

/** Who was asked without an answer that would settle it, or why nobody was. */
function unknownBecause({ verdict: { numbers }, around, tongue }: Context): string {
  if (around?.isPrivate) return m.verdict_unknown_because_private({}, tongue);
  const asked = [
    ...((numbers.places ?? 0) > 0 ? [m.asked_places({ count: numbers.places ?? 0 }, tongue)] : []),
    ...((numbers.resolvers ?? 0) > 0 ? [m.asked_address_books({}, tongue)] : []),
    ...(around?.pageRead ? [m.asked_status_page({}, tongue)] : []),
  ];
  if (asked.length > 0) return m.verdict_unknown_because_asked({ who: sayList(asked, tongue) }, tongue);
  return around !== null && !Object.values(around.sources).includes(true)
    ? m.verdict_unknown_because_off({}, tongue)
    : m.verdict_unknown_because({}, tongue);
}

function unknownTodo({ verdict: { rule }, around, tongue }: Context): string | null {
  if (rule === HERE_SILENT) return m.verdict_here_todo({}, tongue);
  if (rule === HERE_UNTRUSTED) return null;
  return moreCouldBeAsked(around)
    ? m.verdict_unknown_todo_allow({}, tongue)
    : m.verdict_unknown_todo({}, tongue);
}

function moreCouldBeAsked(around: Context['around']): boolean {
  return around !== null && !around.isPrivate && Object.values(around.sources).includes(false);
}

export const UNKNOWN = {
  line: ({ verdict: { rule }, service, count, tongue }) =>
    rule === HERE_SILENT
      ? m.verdict_here_silent_line({ service, count }, tongue)
      : rule === HERE_UNTRUSTED
        ? m.verdict_here_untrusted_line({ service }, tongue)
        : m.verdict_unknown_line({ service, count }, tongue),
  because: (context) =>
    isSeenFromHere(context.verdict)
      ? m.verdict_here_because({ count: context.count }, context.tongue)
      : unknownBecause(context),
  todo: unknownTodo,
  leadsTo: ({ verdict, around }) => (!isSeenFromHere(verdict) && moreCouldBeAsked(around) ? 'sources' : null),
} satisfies Sentences;
