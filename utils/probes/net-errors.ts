/**
 * What does the browser's own name of an error mean, in the words of Network Error Logging? Pure, by table; each browser
 * is shipped with its own only (wxt.config.ts).
 */

import type { ErrorType } from '@/utils/model';
import chromeWords from '@/utils/probes/chrome-errors.json';
import geckoWords from '@/utils/probes/gecko-errors.json';
import nssWords from '@/utils/probes/nss-errors.json';

/** Base of Gecko's network errors (NS_ERROR_GENERATE_FAILURE of its network module). */
const GECKO_NETWORK = 2_152_398_848;
/** Gecko puts the TLS library's own (negative) codes into a module of 65,536 numbers. */
const GECKO_TLS = 2_153_381_888;
const MODULE_SIZE = 65_536;

interface Names {
  exact: ReadonlyMap<string, ErrorType>;
  /** Longest first. */
  prefixes: readonly (readonly [prefix: string, type: ErrorType])[];
}

/** Made with the first error: most of a worker's lives see none. */
const chrome = whenNeeded(() => namesOf(chromeWords));
const gecko = whenNeeded(() => namesOf(geckoWords));
const geckoNumbers = whenNeeded(() => numbersOf(geckoWords, ':'));
const nssNumbers = whenNeeded(() => numbersOf(nssWords, ''));

function whenNeeded<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function entriesOf(words: Readonly<Record<string, string>>): [word: string, type: ErrorType][] {
  return Object.entries(words).flatMap(([type, names]) =>
    names.split(' ').map((name): [string, ErrorType] => [name, type as ErrorType]),
  );
}

function namesOf(words: Readonly<Record<string, string>>): Names {
  const named = entriesOf(words).map(([word, type]) => [word.split(':')[0] ?? '', type] as const);
  const prefixes = named.filter(([name]) => name.endsWith('*'));
  return {
    exact: new Map(named),
    prefixes: prefixes
      .map(([name, type]) => [name.slice(0, -1), type] as const)
      .sort(([a], [b]) => b.length - a.length),
  };
}

function numbersOf(words: Readonly<Record<string, string>>, mark: string): ReadonlyMap<number, ErrorType> {
  const marked = entriesOf(words).filter(([word]) => word.includes(mark));
  return new Map(marked.map(([word, type]) => [Number(mark ? word.split(mark)[1] : word), type]));
}

function lookUp(names: Names, name: string): ErrorType {
  return (
    names.exact.get(name) ?? names.prefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'unknown'
  );
}

/** The library's codes come in two kinds: of the handshake (12039 to 12288) and of certificates. */
function typeOfNss(code: number): ErrorType {
  const known = nssNumbers().get(code);
  if (known) return known;
  if (code >= 12_000 && code <= 12_288) return 'tls.protocol.error';
  const isCertificate = (code >= 7_900 && code <= 8_192) || (code >= 16_300 && code <= 16_384);
  return isCertificate ? 'tls.cert.invalid' : 'tls.failed';
}

/** Names what a Gecko error number (nsresult) means. */
export function errorTypeOfNumber(nsresult: number): ErrorType {
  const tls = nsresult - GECKO_TLS;
  if (tls >= 0 && tls < MODULE_SIZE) return typeOfNss(tls);
  return geckoNumbers().get(nsresult - GECKO_NETWORK) ?? 'unknown';
}

/**
 * Names what an error string of webRequest or webNavigation means: "net::ERR_…" (Chrome), "NS_ERROR_…" or
 * "Error code 2152398861" (Firefox). Any other text is Firefox's translated sentence on TLS, which nobody may match.
 */
export function errorTypeOf(cause: string): ErrorType {
  const text = cause.trim();
  if (text === '') return 'unknown';
  if (text.startsWith('net::')) return lookUp(chrome(), text.replace(/^net::(?:ERR_)?/, ''));
  if (text.startsWith('NS_')) return lookUp(gecko(), text.replace(/^NS_(?:ERROR_)?/, ''));
  const number = /^Error code (\d+)$/.exec(text)?.[1];
  return number === undefined ? 'tls.failed' : errorTypeOfNumber(Number(number));
}
