/** What every component needs to speak: the language, the moment, and names. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { isSameDay, sayClock, sayTime } from '@/utils/diagnosis/locale';
import type { Around } from '@/utils/diagnosis/sentence';
import type { EpochMs, FavouriteView, Marks, View } from '@/utils/model';
import { directionOf } from '@/utils/words/languages';
import { type Tongue, tongueOf } from '@/utils/words/tongue';

export interface Speech {
  tongue: Tongue;
  now: EpochMs;
  /** Brand marks of the services that have one; letters for all when missing. */
  marks?: Marks;
}

export const SpeechContext = createContext<Speech>({ tongue: tongueOf('en', 'en', {}), now: 0 });

/** Gives the language and the moment. */
export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

/** Sets the language and the direction of a page, before anything is drawn in them. */
export function speak(tongue: Tongue, page: HTMLElement): Tongue {
  page.lang = tongue.locale;
  page.dir = directionOf(tongue.locale);
  return tongue;
}

/** Gives a service's name in the language of the page. */
export function nameOf(
  one: Pick<FavouriteView, 'name' | 'nameAr'>,
  { locale }: Pick<Tongue, 'locale'>,
): string {
  return (locale === 'ar' ? one.nameAr : null) ?? one.name;
}

/** Tells whether pictures run from right to left, as the words do. */
export function isMirrored({ locale }: Tongue): boolean {
  return directionOf(locale) === 'rtl';
}

/** Gives what is known around a verdict that is shown as it holds now. */
export function aroundOf(
  { isPrivate, report, evidence }: Pick<FavouriteView, 'isPrivate' | 'report' | 'evidence'>,
  { sources }: Pick<View, 'sources'>,
  now: EpochMs,
): Around {
  const pageRead = evidence.some(({ source }) => source === 'status-page');
  return { isPrivate, report, pageRead, sources, now };
}

/** Says when, without the day while it is today's. */
export function shortTime(at: EpochMs, now: EpochMs, tongue: Tongue): string {
  return isSameDay(at, now) ? sayClock(at, tongue.tag) : sayTime(at, now, tongue);
}
