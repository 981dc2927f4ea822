/** Words for what holds by the person's word alone: it works for them. Pure. */
import { m } from '@/utils/words/messages';
import { sayTogether } from './locale';
import { isPersonsWord, named, plain, type Say, type Sentences } from './sentence';

type OnWord = Pick<Sentences, 'line' | 'because'>;

/** Says who sees it still, and how long the person's word holds. */
const stillSeen: Say = ({ verdict, tongue }) => {
  const { placesFailing: count = 0 } = verdict.numbers;
  const others = count > 0 ? m.verdict_works_here_because({ count }, tongue) : '';
  return sayTogether([others, m.verdict_said_works_because({}, tongue)], tongue);
};

/** Others see it fail. */
export const WORKS_HERE: OnWord = { line: named(m.verdict_works_here_line), because: stillSeen };

/** Only our own question fails. */
export const WORKS: OnWord = {
  line: named(m.verdict_said_works_line),
  because: plain(m.verdict_said_works_because),
};

/** Says these sentences, or by the person's word those, with nothing to do. */
export function unlessSaid(said: OnWord, { line, because, todo }: Sentences): Sentences {
  return {
    line: (context) => (isPersonsWord(context.verdict) ? said.line : line)(context),
    because: (context) => (isPersonsWord(context.verdict) ? said.because : because)(context),
    todo: (context) => (isPersonsWord(context.verdict) ? null : (todo?.(context) ?? null)),
  };
}
