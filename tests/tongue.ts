/** A tongue for tests and generated pages, from the same files as the product's. Disk. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@/utils/words/languages';
import { type Tongue, tongueOf, type Words } from '@/utils/words/tongue';

/** Gives a language as a browser of that region would show it. */
export function tongueIn(locale: Locale, browserLanguage: string = locale): Tongue {
  const file = join(import.meta.dirname, `../public/words/${locale}.json`);
  return tongueOf(locale, browserLanguage, JSON.parse(readFileSync(file, 'utf8')) as Words);
}
