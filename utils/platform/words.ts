/** The words of one language, from the file in the package. Browser. */
import type { Language } from '@/utils/model';
import { type Locale, localeOf } from '@/utils/words/languages';
import { type Tongue, tongueOf, type Words } from '@/utils/words/tongue';
import { browserLanguage } from './life';
import { readPackaged } from './package-file';

const loaded = new Map<Locale, Promise<Words | null>>();

/**
 * Gives the tongue for a choice of language; each file is read once per page or worker. Never throws: when a file cannot
 * be read it is English, and without that the bare names of the messages.
 */
export async function tongueFor(language: Language): Promise<Tongue> {
  const own = browserLanguage();
  const locale = localeOf(language, own);
  const words = await wordsOf(locale);
  return words === null ? tongueOf('en', own, (await wordsOf('en')) ?? {}) : tongueOf(locale, own, words);
}

function wordsOf(locale: Locale): Promise<Words | null> {
  const known = loaded.get(locale) ?? read(locale);
  loaded.set(locale, known);
  return known;
}

async function read(locale: Locale): Promise<Words | null> {
  try {
    const words = await readPackaged(`/words/${locale}.json`);
    return typeof words === 'object' ? (words as Words) : null;
  } catch {
    return null;
  }
}
