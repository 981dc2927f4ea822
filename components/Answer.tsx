/** The one answer: headline, second line, since when, where it broke, how we know, what to do. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { saySince } from '@/utils/diagnosis/explain';
import { explainLead, type LeadWords, pausedLine } from '@/utils/diagnosis/explain-lead';
import { viewToHandOn } from '@/utils/diagnosis/handed-on';
import { sayTime } from '@/utils/diagnosis/locale';
import { isOwnLine } from '@/utils/diagnosis/side';
import type { FavouriteView, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Advice } from './Advice';
import { Chain } from './Chain';
import { Faces } from './Faces';
import { Icon } from './Icon';
import { toneOfLead } from './Shape';
import { Share } from './Share';
import { aroundOf, nameOf, type Speech, useSpeech } from './words';

/** Puts the view's lead into words. */
export function answerWords(view: View, { tongue, now }: Speech): LeadWords {
  const { lead } = view;
  const name = (id: string) => {
    const one = view.favourites.find((favourite) => favourite.id === id);
    return one === undefined ? id : nameOf(one, tongue);
  };
  const { about, only } = aboutOf(view);
  const isPrivate = about.length > 0 && about.every((one) => one.isPrivate);
  const around = aroundOf(
    { isPrivate, report: only?.report ?? null, evidence: only?.evidence ?? [] },
    view,
    now,
  );
  const words = explainLead(lead, name, view.favourites.length, tongue, now, around);
  if (lead.mood !== 'paused' || view.pausedUntil === null) return words;
  return { ...words, line: pausedLine(view.pausedUntil, now, tongue) };
}

/** The favourites that the answer is about, and the one when it is about one alone. */
function aboutOf({ lead, favourites }: View): { about: FavouriteView[]; only: FavouriteView | undefined } {
  const about = favourites.filter(({ id }) => lead.services.includes(id));
  return { about, only: about.length === 1 ? about[0] : undefined };
}

/** Tells whether the answer says of a favourite what its row would say: all, but what it is called where there are many. */
export function isAnswered({ id, verdict }: FavouriteView, { lead }: View): boolean {
  const { mood, apart, services } = lead;
  return mood === 'plain' && apart !== true && services.includes(id) && lead.verdict.name === verdict.name;
}

/** Tells whether the answer can be passed on. */
function mayGo(view: View): boolean {
  return view.lead.side !== null && viewToHandOn(view) !== null;
}

/** Tells whether the answer, which can be passed on, says all there is to say of a favourite: it is about nothing else, or about one's own line. */
export function isWholeAnswer({ id }: FavouriteView, view: View): boolean {
  const { services, verdict } = view.lead;
  const isAlone = services.length === 1 || isOwnLine(verdict.scope);
  return isAlone && services.includes(id) && mayGo(view);
}

/** Shows what the headline is about. The headline is focused when the popup opens, and so read first. */
export function Answer({ view }: { view: View }) {
  const speech = useSpeech();
  const headline = useRef<HTMLHeadingElement>(null);
  useEffect(() => headline.current?.focus(), []);
  const { lead } = view;
  const words = answerWords(view, speech);
  const { only } = aboutOf(view);
  return (
    <section class="answer" data-tone={toneOfLead(lead)} data-mood={lead.mood}>
      <h1 ref={headline} tabIndex={-1} data-headline={lead.headline}>
        {words.headline}
      </h1>
      <p class="line">{words.line}</p>
      <Since view={view} />
      {lead.mood === 'first-run' ? <Faces /> : lead.mood !== 'paused' && <Chain lead={lead} />}
      {words.because !== '' && <p class="because">{words.because}</p>}
      <Advice
        verdict={lead.mood === 'plain' ? lead.verdict.name : 'ok'}
        words={words}
        page={only?.report?.link}
      />
    </section>
  );
}

/** Since when, and a way to pass it on. */
function Since({ view }: { view: View }) {
  const { tongue, now } = useSpeech();
  const [open, setOpen] = useState(false);
  const { since, side } = view.lead;
  if (since === null && side === null) return null;
  const goes = mayGo(view);
  return (
    <>
      <div class="since small soft">
        <span>{since !== null && saySince(since, sayTime(since, now, tongue), now, tongue)}</span>
        {goes && (
          <button type="button" class="quietly" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name="send" />
            {m.popup_share({}, tongue)}
          </button>
        )}
      </div>
      {open && goes && <Share favourite={null} />}
    </>
  );
}
