/** The message files themselves: whole, alike, used, translated, and no longer than their places. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { inputsOf, parsedMessages, parsedText } from '@/scripts/words.mjs';
import { sayAgo, sayDuration, sayList, sayNames, sayTime } from '@/utils/diagnosis/locale';
import { directionOf, LANGUAGES, localeOf, tagOf } from '@/utils/words/languages';
import { m } from '@/utils/words/messages';
import { type Tongue, tongueOf } from '@/utils/words/tongue';
import { tongueIn } from '../tongue';

const ROOT = join(import.meta.dirname, '../..');
const ENGLISH: Record<string, MessageFormatElement[]> = parsedMessages('en');
const KEYS = Object.keys(ENGLISH);
const LOCALES = LANGUAGES.map(({ locale }) => locale);

function textsOf(locale: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, `messages/${locale}.json`), 'utf8'));
}

/** Every plural of a message, however deep. */
function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((one) => {
    if (one.type !== TYPE.plural && one.type !== TYPE.select) return [];
    const deeper = Object.values(one.options).flatMap(({ value }) => pluralsOf(value));
    const categories = Object.keys(one.options).filter((name) => !name.startsWith('='));
    return one.type === TYPE.plural ? [categories.sort(), ...deeper] : deeper;
  });
}

const SAMPLE = {
  service: 'WhatsApp',
  services: 'WhatsApp, Instagram',
  group: 'Meta',
  count: 12,
  named: 'AWS',
};

/** The message as it is drawn, with inputs of usual length. */
function drawn(tongue: Tongue, key: string): string {
  const inputs = Object.keys(inputsOf(ENGLISH[key] ?? []));
  const filled = inputs.map((name) => [name, SAMPLE[name as keyof typeof SAMPLE] ?? '18:39']);
  return tongue.say(key, Object.fromEntries(filled));
}

/** Where a message stands, and how many characters fit there. */
const PLACES: readonly (readonly [place: string, keys: RegExp, atMost: number])[] = [
  ['headline', /^lead_(?!.*(line|likely|guess|since))/, 44],
  ['second line', /^(lead|verdict)_\w+_line(_\w+)?$/, 100],
  ['because', /^verdict_\w+_because/, 170],
  ['what to do', /^verdict_\w+_todo/, 110],
  ['status word', /^status_/, 30],
  ['link of the chain', /^chain_(you|network|addresses|provider|region|service|your_side|their_side)$/, 22],
  ['line of evidence', /^evidence_/, 60],
  ['notification title', /^notice_\w+_title$/, 64],
  ['notification', /^notice_(?!\w+_title$)/, 120],
  [
    'small button',
    /^page_(check_now|dashboard|options|allow|not_now|read_it|open_it|resume|add_button|export|import|pause\w*)$/,
    28,
  ],
  [
    'button of the popup',
    /^popup_(tell_back|quiet\w*|speak_again|know|copy\w*|share_(copy\w*|save)|works|fails|how|here_(ask|add)|open_portal)$/,
    28,
  ],
  ['button of the history', /^history_(day|week|month|year|earlier|later|now|print|save_\w+)$/, 24],
  ['menu', /^guest_menu_/, 44],
];

/** Words that two languages share. */
const SAME_WORDS = new Set(['Region', 'Service', 'Pause', 'Notifications', 'Options', 'Navigation']);

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ru: /\p{Script=Cyrillic}/u,
  'zh-CN': /\p{Script=Han}/u,
};

/** Signs of English where the language has its own, or sets them otherwise. */
const MISPRINTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic} ?[,;?]/u,
  fr: /(?<!\u202f)[:;?!»]|«(?!\u202f)/u,
  hi: /[\p{Script=Devanagari}}]\.( |$)/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][,.:;?!()]/u,
  'zh-CN': /\p{Script=Han}[,.:;?!()]/u,
};

/** Nothing but names, addresses and signs, once what it speaks of is taken out. */
function isPattern(text: string): boolean {
  return !/\p{L}/u.test(text.replace(/\{\w+\}|https?:\S+|Faultline|\b(whatsapp|github)\b/g, ''));
}

it('there is a file for every language and a language for every file', () => {
  const files = readdirSync(join(ROOT, 'messages')).map((name) => name.replace('.json', ''));
  expect([...LOCALES].sort()).toEqual(files.sort());
});

it('every message is used', () => {
  const code = globSync(
    ['components', 'entrypoints', 'utils'].map((folder) => `${folder}/**/*.{ts,tsx}`),
    {
      cwd: ROOT,
    },
  )
    .filter((file) => !file.endsWith('words/keys.ts'))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n');
  const used = new Set([...code.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));
  expect(KEYS.filter((key) => !used.has(key))).toEqual([]);
});

it('headlines have six words at most', () => {
  const headlines = KEYS.filter((key) => PLACES[0]?.[1].test(key));
  expect(headlines.length).toBeGreaterThan(8);
  expect(headlines.filter((key) => (textsOf('en')[key] ?? '').split(' ').length > 6)).toEqual([]);
});

describe.each(LOCALES)('the messages in %s', (locale) => {
  const texts = textsOf(locale);
  const parsed: Record<string, MessageFormatElement[]> = parsedMessages(locale);
  const tongue = tongueIn(locale);

  it('are complete, and no more', () => {
    expect(Object.keys(texts).sort()).toEqual([...KEYS].sort());
  });

  it('speak of the same things as in English', () => {
    const namesOf = (elements: MessageFormatElement[] = []) => Object.keys(inputsOf(elements)).sort();
    const different = KEYS.filter((key) => namesOf(parsed[key]).join() !== namesOf(ENGLISH[key]).join());
    expect(different).toEqual([]);
  });

  it('have exactly the plural forms of the language', () => {
    const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted().join();
    const wrong = KEYS.filter((key) => pluralsOf(parsed[key] ?? []).some((forms) => forms.join() !== wanted));
    expect(wrong).toEqual([]);
  });

  it.skipIf(locale === 'en')('are translated', () => {
    const english = textsOf('en');
    const left = KEYS.filter((key) => {
      const [own, base] = [texts[key] ?? '', english[key] ?? ''];
      const foreign = SCRIPTS[locale]?.test(own) === false;
      return !isPattern(base) && !SAME_WORDS.has(base) && (own === base || foreign);
    });
    expect(left).toEqual([]);
  });

  it('are written with real signs', () => {
    const typed = KEYS.filter((key) => /['"`]|\.\.\.| {2}/.test(texts[key] ?? ''));
    expect(typed).toEqual([]);
  });

  it('set their signs as the language does', () => {
    const misprinted = KEYS.filter((key) =>
      MISPRINTS[locale]?.test((texts[key] ?? '').replace(/https?:\S+/g, '')),
    );
    expect(misprinted).toEqual([]);
  });

  it.each(PLACES)('fit their place: %s', (_, keys, atMost) => {
    const long = KEYS.filter((key) => keys.test(key))
      .map((key) => `${key} ${drawn(tongue, key).length} ${drawn(tongue, key)}`)
      .filter((line) => Number(line.split(' ')[1]) > atMost);
    expect(long).toEqual([]);
  });

  it('have no word in the chain that is wider than a link', () => {
    const links = KEYS.filter((key) => /^chain_(you|network|addresses|provider|region|service)$/.test(key));
    expect(links.filter((key) => (texts[key] ?? '').split(/[ -]/).some((word) => word.length > 12))).toEqual(
      [],
    );
  });

  it('can all be spoken', () => {
    const broken = KEYS.filter((key) => drawn(tongue, key) === key.replaceAll('_', ' '));
    expect(broken).toEqual([]);
  });
});

const NOW = new Date(2026, 0, 15, 12).getTime();
const DAY_MS = 86_400_000;

it.each(LOCALES)('a notice, a list and times in %s', (locale) => {
  const tongue = tongueIn(locale);
  expect([
    m.notice_down_title({ service: 'WhatsApp' }, tongue),
    m.page_others_fine({ count: 1 }, tongue),
    m.page_others_fine({ count: 2 }, tongue),
    m.page_others_fine({ count: 5 }, tongue),
    m.page_others_fine({ count: 21 }, tongue),
    sayList(['A', 'B', 'C'], tongue),
    sayNames(['A', 'B', 'C', 'D', 'E'], tongue),
    sayTime(NOW - 3 * DAY_MS, NOW, tongue),
    sayTime(NOW - 30 * DAY_MS, NOW, tongue),
    sayDuration(7_500_000, tongue),
    sayAgo(NOW - 120_000, NOW, tongue),
  ]).toMatchSnapshot();
});

describe('the language', () => {
  it.each([
    ['en-GB', 'en'],
    ['pt-PT', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['zh-TW', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['ar-EG', 'ar'],
    ['es-419', 'es'],
    ['de-AT', 'de'],
    ['sv-SE', 'en'],
    ['', 'en'],
    ['not a tag', 'en'],
  ])('of a browser in "%s" is %s', (browserLanguage, locale) => {
    expect(localeOf('browser', browserLanguage)).toBe(locale);
  });

  it('is the chosen one whatever the browser speaks', () => {
    expect(localeOf('ja', 'de-DE')).toBe('ja');
    expect(tagOf('ja', 'de-DE')).toBe('ja');
  });

  it('keeps the region, unless the region writes otherwise', () => {
    expect(tagOf('en', 'en-GB')).toBe('en-GB');
    expect(tagOf('zh-CN', 'zh-SG')).toBe('zh-SG');
    expect(tagOf('zh-CN', 'zh-TW')).toBe('zh-CN');
    expect(tagOf('en', 'not a tag')).toBe('en');
  });

  it('has a direction', () => {
    expect(LOCALES.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar']);
  });

  it('has a name and a description in the manifest', () => {
    for (const locale of LOCALES) {
      const file = join(ROOT, `public/_locales/${locale.replace('-', '_')}/messages.json`);
      const { extName, extDescription } = JSON.parse(readFileSync(file, 'utf8'));
      expect(extName.message).toBe('Faultline');
      expect(extDescription.message.length).toBeLessThanOrEqual(132);
    }
  });
});

describe('a message', () => {
  it.for(LOCALES)('is said as its format means it: %s', (locale) => {
    const tongue = tongueIn(locale);
    for (const [key, elements] of Object.entries(parsedMessages(locale))) {
      const names = Object.keys(inputsOf(ENGLISH[key] ?? []));
      for (const count of [0, 1, 2, 3, 5, 11, 21, 100, 1_234_567]) {
        const inputs = Object.fromEntries(names.map((name) => [name, count]));
        expect(tongue.say(key, inputs)).toBe(new IntlMessageFormat(elements, tongue.tag).format(inputs));
      }
    }
  });

  it('holds nothing that cannot be said', () => {
    expect(() => parsedText('{at, date}', 'here')).toThrow('here');
    expect(() => parsedText('{n, plural, other {{n, selectordinal, other {#}}}}', 'here')).toThrow('here');
    expect(() => parsedText('{n, plural, one {#} other {{name}}}', 'here')).not.toThrow();
  });
});

describe('a tongue whose words are missing or broken', () => {
  it('says the bare name of the message', () => {
    const tongue = tongueOf('en', 'en', { half: [{ type: TYPE.argument, value: 'service' }] });
    expect(tongue.say('lead_not_just_you', {})).toBe('lead not just you');
    expect(tongue.say('half', {})).toBe('half');
  });
});
