/** A tongue for tests and generated pages, from the same files as the product's. Disk. */
import { readFileSync } from 'node:fs';
import type { Locale } from '@/utils/words/languages';
import { type Tongue, tongueOf, type Words } from '@/utils/words/tongue';

/** Gives a language as a browser of that region would show it. */
export function tongueIn(locale: Locale, browserLanguage: string = locale): Tongue {
  const file = new URL(`../public/words/${locale}.json`, import.meta.url);
  return tongueOf(locale, browserLanguage, JSON.parse(readFileSync(file, 'utf8')) as Words);
}
