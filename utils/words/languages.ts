/** Which languages there are, how each calls itself, and which one to speak. Pure. */
import type { Language } from '@/utils/model';

export type Locale = Exclude<Language, 'browser'>;

interface LanguageRow {
  locale: Locale;
  /** Its name in itself, as a person looks for it. */
  endonym: string;
  direction: 'ltr' | 'rtl';
}

/** Every language, as a list to choose from: English first, then by name. */
export const LANGUAGES: readonly LanguageRow[] = [
  { locale: 'en', endonym: 'English', direction: 'ltr' },
  { locale: 'ar', endonym: 'العربية', direction: 'rtl' },
];

const BASE = 'en';

/** Chooses the language: the person's own choice, else the browser's, else English. */
export function localeOf(language: Language, browserLanguage: string): Locale {
  if (language !== 'browser') return language;
  const base = baseOf(browserLanguage);
  return LANGUAGES.find(({ locale }) => baseOf(locale) === base)?.locale ?? BASE;
}

/** Tells which way a language runs. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return LANGUAGES.find((one) => one.locale === locale)?.direction ?? 'ltr';
}

/**
 * Gives the BCP 47 tag for dates and numbers. It keeps the browser's region, which sets hour cycle and week. Arabic
 * gets Latin digits and the Gregorian calendar: plain `ar-SA` would give other digits than the badge, and on some
 * systems another calendar (docs/decisions.md, 19).
 */
export function tagOf(locale: Locale, browserLanguage: string): string {
  const own = baseOf(browserLanguage) === baseOf(locale) && isTag(browserLanguage);
  const tag = own ? browserLanguage : locale;
  return locale === 'ar' ? `${tag.split('-u-')[0]}-u-ca-gregory-nu-latn` : tag;
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
