/** The words a page or worker loads: which file, how often, and what is spoken when it cannot be read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { m } from '@/utils/words/messages';

const FOLDER = join(import.meta.dirname, '../../public/words');
let asked: string[] = [];

/** A package whose files answer like this; the rest is what was built. */
function packageWith(changed: Readonly<Record<string, string | null>>): void {
  asked = [];
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1) ?? '';
    asked.push(name);
    const text = name in changed ? changed[name] : readFileSync(join(FOLDER, name), 'utf8');
    if (text === null) throw new TypeError('Failed to fetch');
    return new Response(text);
  });
}

async function freshTongueFor() {
  vi.resetModules();
  return (await import('@/utils/platform/words')).tongueFor;
}

beforeEach(() => {
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('ja-JP');
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `ext://us${path}`);
});

afterEach(() => vi.unstubAllGlobals());

it('is the browser’s language, read once', async () => {
  packageWith({});
  const tongueFor = await freshTongueFor();
  const [one, two] = await Promise.all([tongueFor('browser'), tongueFor('browser')]);
  expect([one.locale, one.tag, two.locale]).toEqual(['ja', 'ja-JP', 'ja']);
  expect(m.page_check_now({}, one)).toBe('今すぐ確認');
  expect(asked).toEqual(['ja.json']);
});

it('is the chosen language', async () => {
  packageWith({});
  const tongueFor = await freshTongueFor();
  expect(m.page_check_now({}, await tongueFor('de'))).toBe('Jetzt prüfen');
  expect(asked).toEqual(['de.json']);
});

it.each([
  ['missing', null],
  ['cut off', '{"page_check_now":'],
  ['something else', '"words"'],
  ['empty', 'null'],
])('is English when the file is %s', async (_, text) => {
  packageWith({ 'ja.json': text });
  const tongue = await (await freshTongueFor())('browser');
  expect([tongue.locale, tongue.tag]).toEqual(['en', 'en']);
  expect(m.page_check_now({}, tongue)).toBe('Check now');
});

it('says bare names when there is no English either', async () => {
  packageWith({ 'ja.json': null, 'en.json': null });
  const tongue = await (await freshTongueFor())('browser');
  expect(m.lead_not_just_you({}, tongue)).toBe('lead not just you');
});
