/** What words are made with: a language and its messages, parsed when the product was built (scripts/words.mjs). Pure. */
import { type Locale, tagOf } from './languages';

/** Elements as the parser numbers them; messages hold no others. */
const LITERAL = 0;
const ARGUMENT = 1;
const PLURAL = 6;
const COUNT = 7;

type Element =
  | { type: typeof LITERAL; value: string }
  | { type: typeof ARGUMENT; value: string }
  | { type: typeof PLURAL; value: string; offset: number; options: Forms }
  | { type: typeof COUNT };

type Forms = Readonly<Record<string, { value: readonly Element[] }>>;

/** The messages of one language by key: a plain text, or the parsed form of one that speaks of something. */
export type Words = Readonly<Record<string, string | readonly Element[]>>;

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

/** One message, to be said of something in a tongue. */
export type Message<Of> = (inputs: Of, tongue: Tongue) => string;

/** Makes the message of a key. */
export function message<Of extends Inputs>(key: string): Message<Of> {
  return (inputs, tongue) => tongue.say(key, inputs);
}

/** Never throws: a broken message must not take the page, or a notice, with it. */
function said(message: Words[string] | undefined, key: string, inputs: Inputs, tag: string): string {
  if (typeof message === 'string') return message;
  try {
    return message === undefined ? bare(key) : spoken(message, inputs, tag, 0);
  } catch {
    return bare(key);
  }
}

function bare(key: string): string {
  return key.replaceAll('_', ' ');
}

/** Puts inputs into a message. `count`: what the plural around counts. Throws when one is missing. */
function spoken(elements: readonly Element[], inputs: Inputs, tag: string, count: number): string {
  return elements.map((one) => piece(one, inputs, tag, count)).join('');
}

function piece(one: Element, inputs: Inputs, tag: string, count: number): string {
  if (one.type === LITERAL) return one.value;
  if (one.type === COUNT) return new Intl.NumberFormat(tag).format(count);
  const input = inputs[one.value];
  if (input === undefined) throw new RangeError(one.value);
  if (one.type === ARGUMENT) return String(input);
  const counted = Number(input) - one.offset;
  const form = one.options[`=${input}`] ?? one.options[pluralRules(tag).select(counted)] ?? one.options.other;
  return spoken(form?.value ?? [], inputs, tag, counted);
}

const plurals = new Map<string, Intl.PluralRules>();

/** The one costly part of a message is kept per language. */
function pluralRules(tag: string): Intl.PluralRules {
  const rules = plurals.get(tag) ?? new Intl.PluralRules(tag);
  plurals.set(tag, rules);
  return rules;
}
