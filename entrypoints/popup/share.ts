/** What can be sent on about a service or the whole answer: a sentence, and a picture of it. Loaded when asked for. */
import { answerWords } from '@/components/Answer';
import { drawShareCard } from '@/components/share-card';
import { isMirrored, type Speech } from '@/components/words';
import { isEverywhere } from '@/utils/diagnosis/explain';
import { linkWord } from '@/utils/diagnosis/explain-row';
import { viewToHandOn } from '@/utils/diagnosis/handed-on';
import { gapOf, sayDate, sayTogether } from '@/utils/diagnosis/locale';
import { chainOf, sideOf } from '@/utils/incidents/chain';
import { headlineOf } from '@/utils/incidents/headline-key';
import { OK } from '@/utils/incidents/recovery';
import type { FavouriteView, Lead, View } from '@/utils/model';
import { m } from '@/utils/words/messages';

/**
 * Makes both; rejects where there is nothing that may be named. The date, the time and its zone are in them, so that
 * an old picture cannot lie.
 */
export async function shareOf(
  view: View,
  favourite: FavouriteView | null,
  speech: Speech,
): Promise<{ sentence: string; picture: Blob }> {
  const { tongue, now } = speech;
  const about = viewToHandOn(favourite === null ? view : aboutOne(view, favourite));
  if (about === null) throw new Error('Private hosts are not handed on.');
  const { headline, line } = answerWords(about, speech);
  const zone = zoneName(now);
  const { since } = about.lead;
  const when =
    since === null
      ? m.popup_share_at({ time: sayDate(now, tongue), zone }, tongue)
      : m.popup_share_since({ time: sayDate(since, tongue), zone }, tongue);
  const by = m.popup_share_by({}, tongue);
  const picture = await drawShareCard({
    headline,
    line,
    when,
    by,
    lead: about.lead,
    mirrored: isMirrored(tongue),
    gap: gapOf(tongue),
    labels: (link) => linkWord(link, tongue),
  });
  return { sentence: sayTogether([headline, line, when, by], tongue), picture };
}

/** The answer as it would be if this were the only service. */
function aboutOne(view: View, favourite: FavouriteView): View {
  const { verdict, id, since, health } = favourite;
  const mood = health === 'flapping' || health === 'recovering' ? health : 'plain';
  const lead: Lead = {
    headline: headlineOf(verdict),
    verdict,
    mood: health === 'suspect' ? 'checking' : mood,
    services: [id],
    since,
    chain: health === 'recovering' ? { ...chainOf(OK), service: 'passed' } : chainOf(verdict),
    side: sideOf(verdict),
    everyone: isEverywhere(verdict),
    before: null,
  };
  return { ...view, lead, favourites: [favourite] };
}

/** The local time zone as it is written everywhere, such as GMT+3. */
export function zoneName(now: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' }).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}
