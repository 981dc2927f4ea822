/** What every component needs to speak: the language, the moment, and names. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { EpochMs, FavouriteView } from '@/utils/model';
import { directionOf } from '@/utils/words/languages';
import { type Tongue, tongueOf } from '@/utils/words/tongue';

export interface Speech {
  tongue: Tongue;
  now: EpochMs;
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
export function nameOf(one: Pick<FavouriteView, 'name' | 'nameAr'>, { locale }: Tongue): string {
  return (locale === 'ar' ? one.nameAr : null) ?? one.name;
}
