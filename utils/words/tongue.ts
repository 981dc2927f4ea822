/** What words are made with: a language and its messages, parsed when the product was built (scripts/words.mjs). Pure. */
import { formatToParts } from 'intl-messageformat';
import { type Locale, tagOf } from './languages';

/** The messages of one language by key: a plain text, or the parsed form of one that speaks of something. */
export type Words = Readonly<Record<string, string | Parameters<typeof formatToParts>[0]>>;

/** What a message may speak of. */
type Inputs = Readonly<Record<string, string | number>>;

export interface Tongue {
  locale: Locale;
  /** BCP 47 tag for dates, numbers and plurals. */
  tag: string;
  say: (key: string, inputs: Inputs) => string;
}

/** Makes a tongue; without words it speaks the bare names of its messages. */
export function tongueOf(locale: Locale, browserLanguage: string, words: Words): Tongue {
  const tag = tagOf(locale, browserLanguage);
  return { locale, tag, say: (key, inputs) => said(words[key], key, inputs, tag) };
}

/** Never throws: a broken message must not take the page, or a notice, with it. */
function said(message: Words[string] | undefined, key: string, inputs: Inputs, tag: string): string {
  if (typeof message === 'string') return message;
  if (message === undefined) return bare(key);
  try {
    const parts = formatToParts(message, tag, FORMATTERS, NO_FORMATS, inputs);
    return parts.map(({ value }) => value).join('');
  } catch {
    return bare(key);
  }
}

function bare(key: string): string {
  return key.replaceAll('_', ' ');
}

const NO_FORMATS = { number: {}, date: {}, time: {} };
const plurals = new Map<string, Intl.PluralRules>();

/** The one costly part of a message is kept per language. Our messages hold no numbers or dates of their own style. */
const FORMATTERS: Parameters<typeof formatToParts>[2] = {
  getNumberFormat: (...asked) => new Intl.NumberFormat(...asked),
  getDateTimeFormat: (...asked) => new Intl.DateTimeFormat(...asked),
  getPluralRules: (tag, options) => {
    const name = String(tag);
    const rules = plurals.get(name) ?? new Intl.PluralRules(tag, options);
    plurals.set(name, rules);
    return rules;
  },
};
