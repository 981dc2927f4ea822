/** The one answer: headline, second line, since when, where it broke, how we know, what to do. */
import { useEffect, useRef } from 'preact/hooks';
import { saySince } from '@/utils/diagnosis/explain';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { sayTime } from '@/utils/diagnosis/locale';
import type { Lead, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Chain } from './Chain';
import { nameOf, useSpeech } from './words';

/** Moods in which nothing is known that a chain could show. */
const BARE: ReadonlySet<Lead['mood']> = new Set(['first-run', 'paused']);

/** Shows what the headline is about. The headline is focused when the popup opens, and so read first. */
export function Answer({ view }: { view: View }) {
  const { tongue, now } = useSpeech();
  const headline = useRef<HTMLHeadingElement>(null);
  useEffect(() => headline.current?.focus(), []);
  const { lead } = view;
  const name = (id: string) => {
    const one = view.favourites.find((favourite) => favourite.id === id);
    return one === undefined ? id : nameOf(one, tongue);
  };
  const words = explainLead(lead, name, view.favourites.length, tongue, now);
  const paused = lead.mood === 'paused' && view.pausedUntil !== null;
  const line = paused
    ? m.lead_paused_line({ time: sayTime(view.pausedUntil ?? 0, now, tongue) }, tongue)
    : words.line;
  return (
    <section class="answer" data-side={lead.side ?? ''}>
      <h1 ref={headline} tabIndex={-1} data-headline={lead.headline}>
        {words.headline}
      </h1>
      <p class="line" role="status">
        {line}
      </p>
      {lead.since !== null && (
        <p class="since small soft">{saySince(lead.since, sayTime(lead.since, now, tongue), now, tongue)}</p>
      )}
      {!BARE.has(lead.mood) && <Chain lead={lead} />}
      {words.because !== '' && <p class="because">{words.because}</p>}
      {words.todo !== null && <p class="todo">{words.todo}</p>}
    </section>
  );
}
