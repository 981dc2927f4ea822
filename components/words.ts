/** What every component needs to speak: the language, the moment, and names. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { DIRECTION, type Tongue, tongueOf } from '@/utils/diagnosis/locale';
import type { EpochMs, FavouriteView, Language } from '@/utils/model';

export interface Speech {
  tongue: Tongue;
  now: EpochMs;
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
