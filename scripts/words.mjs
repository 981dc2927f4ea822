/**
 * `npm run words`: parses messages/*.json (ICU MessageFormat) into public/words/, one file per language, and writes
 * utils/words/keys.ts, which says what each message speaks of. A message that a language lacks is spoken in English there.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const root = fileURLToPath(new URL('..', import.meta.url));
const BASE = 'en';

/** Reads and parses the messages of one language: key -> elements. */
export function parsedMessages(locale) {
  const texts = JSON.parse(readFileSync(`${root}messages/${locale}.json`, 'utf8'));
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, parsedText(text, `${locale} ${key}`)]),
  );
}

/** Parses one message. Throws, naming where it stands, when it cannot be said. */
export function parsedText(text, where) {
  try {
    return spoken(parse(text, { ignoreTag: true, requiresOtherClause: true }));
  } catch (cause) {
    throw new Error(`messages: ${where}: ${cause.message}: ${text}`);
  }
}

/** Lets through what utils/words/tongue.ts can say: texts, inputs and plurals. */
function spoken(elements) {
  for (const { type, pluralType, options } of elements) {
    if (![TYPE.literal, TYPE.argument, TYPE.pound, TYPE.plural].includes(type) || pluralType === 'ordinal') {
      throw new Error('holds more than texts, inputs and plurals');
    }
    for (const option of Object.values(options ?? {})) spoken(option.value);
  }
  return elements;
}

/** Names what a message speaks of, and whether it counts it. */
export function inputsOf(elements, found = {}) {
  for (const { type, value, options } of elements) {
    if (type === TYPE.plural) found[value] = 'number';
    else if (type !== TYPE.literal && type !== TYPE.pound) found[value] ??= 'string | number';
    for (const option of Object.values(options ?? {})) inputsOf(option.value, found);
  }
  return found;
}

function compact(elements) {
  const plain = elements.every(({ type }) => type === TYPE.literal);
  return plain ? elements.map(({ value }) => value).join('') : elements;
}

function keyLine([key, elements]) {
  const inputs = Object.entries(inputsOf(elements)).map(([name, type]) => `${name}: ${type}`);
  const typed = inputs.length === 0 ? 'Record<string, never>' : `{ ${inputs.join('; ')} }`;
  return `  ${key}: Message<${typed}>;`;
}

/** Writes what the product is built from. */
export function writeWords() {
  const base = parsedMessages(BASE);
  mkdirSync(`${root}public/words`, { recursive: true });
  for (const file of readdirSync(`${root}messages`)) {
    const all = { ...base, ...parsedMessages(file.replace('.json', '')) };
    const words = Object.keys(base).map((key) => [key, compact(all[key])]);
    writeFileSync(`${root}public/words/${file}`, JSON.stringify(Object.fromEntries(words)));
  }
  const head = `// Made from messages/${BASE}.json by \`npm run words\`; do not edit.\nimport type { Message } from './tongue';\n\n/** All messages. */\nexport interface Messages {\n`;
  writeFileSync(`${root}utils/words/keys.ts`, `${head}${Object.entries(base).map(keyLine).join('\n')}\n}\n`);
}

/** Vitest's global set-up. */
export const setup = writeWords;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeWords();
