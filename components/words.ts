/** What every component needs to speak: the language, the moment, and names. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { DIRECTION, sayClock, sayTime, type Tongue, tongueOf } from '@/utils/diagnosis/locale';
import type { EpochMs, FavouriteView, Language, Settings } from '@/utils/model';

export interface Speech {
  tongue: Tongue;
  now: EpochMs;
  /** Brand marks where there are any, or letters for all; brands when missing. */
  marks?: Settings['marks'];
}

export const SpeechContext = createContext<Speech>({ tongue: { locale: 'en', tag: 'en' }, now: 0 });

/** Gives the language and the moment. */
export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

/** Chooses the language of a page and sets its direction, before anything is drawn. */
export function speak(language: Language, browserLanguage: string, page: HTMLElement): Tongue {
  const tongue = tongueOf(language, browserLanguage);
  page.lang = tongue.locale;
  page.dir = DIRECTION[tongue.locale];
  return tongue;
}

/** Gives a service's name in the language of the page. */
export function nameOf(one: Pick<FavouriteView, 'name' | 'nameAr'>, { locale }: Tongue): string {
  return (locale === 'ar' ? one.nameAr : null) ?? one.name;
}

/** Tells whether pictures run from right to left, as the words do. */
export function isMirrored({ locale }: Tongue): boolean {
  return DIRECTION[locale] === 'rtl';
}

/** Says when, without the day while it is today's. */
export function shortTime(at: EpochMs, now: EpochMs, tongue: Tongue): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? sayClock(at, tongue.tag) : sayTime(at, now, tongue);
}
