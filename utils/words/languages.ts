/** Which languages there are, how each calls itself, and which one to speak. Pure. */
import type { Language } from '@/utils/model';

export type Locale = Exclude<Language, 'browser'>;

interface LanguageRow {
  locale: Locale;
  /** Its name in itself, as a person looks for it. */
  endonym: string;
  direction: 'ltr' | 'rtl';
}

/** Every language, as a list to choose from: by its own name, Latin letters first. */
export const LANGUAGES: readonly LanguageRow[] = [
  { locale: 'id', endonym: 'Bahasa Indonesia', direction: 'ltr' },
  { locale: 'de', endonym: 'Deutsch', direction: 'ltr' },
  { locale: 'en', endonym: 'English', direction: 'ltr' },
  { locale: 'es', endonym: 'Español', direction: 'ltr' },
  { locale: 'fr', endonym: 'Français', direction: 'ltr' },
  { locale: 'pt-BR', endonym: 'Português (Brasil)', direction: 'ltr' },
  { locale: 'tr', endonym: 'Türkçe', direction: 'ltr' },
  { locale: 'ru', endonym: 'Русский', direction: 'ltr' },
  { locale: 'ar', endonym: 'العربية', direction: 'rtl' },
  { locale: 'hi', endonym: 'हिन्दी', direction: 'ltr' },
  { locale: 'zh-CN', endonym: '简体中文', direction: 'ltr' },
  { locale: 'ja', endonym: '日本語', direction: 'ltr' },
];

const BASE = 'en';

/** Chooses the language: the person's own choice, else the browser's in whatever region, else English. */
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
 * Gives the BCP 47 tag for dates, numbers and plurals. It keeps the browser's region, which sets hour cycle and week,
 * as long as it writes the language the same way (a Chinese text with dates in the other script would be neither).
 * Arabic gets Latin digits and the Gregorian calendar: plain `ar-SA` would give other digits than the badge, and on
 * some systems another calendar (docs/decisions.md, 19).
 */
export function tagOf(locale: Locale, browserLanguage: string): string {
  const tag = written(browserLanguage) === written(locale) ? browserLanguage : locale;
  return locale === 'ar' ? `${tag.split('-u-')[0]}-u-ca-gregory-nu-latn` : tag;
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** Language and script; null for what is no tag at all. */
function written(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return null;
  }
}
