// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Advice } from '@/components/Advice';
import { SpeechContext } from '@/components/words';
import { explainVerdict } from '@/utils/diagnosis/explain';
import { m } from '@/utils/words/messages';
import { tongueIn } from '../tongue';

const TONGUE = tongueIn('en', 'en-GB');
const PAGE = 'https://status.example/';

afterEach(cleanup);

const around = (vantages: boolean) => ({
  isPrivate: false,
  report: null,
  pageRead: false,
  now: 0,
  sources: { resolvers: true, providerReports: true, vantages, routing: true },
});

it.each([
  ['unknown', false, m.verdict_unknown_todo_allow({}, TONGUE), 'options.html#sources'],
  ['unknown', true, m.verdict_unknown_todo({}, TONGUE), null],
  ['feature_down', true, m.verdict_feature_down_todo({}, TONGUE), PAGE],
  ['service_5xx', true, m.verdict_later_todo({}, TONGUE), null],
] as const)(
  'what to do about %s, places asked: %s, leads to where it is done: %s',
  (name, asked, todo, where) => {
    const verdict = { name, scope: 'unknown', confidence: 'low', rule: 'r', numbers: {} } as const;
    const words = explainVerdict(verdict, 'GitHub', TONGUE, false, around(asked));
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: TONGUE, now: 0 }}>
        <Advice verdict={name} words={words} page={PAGE} />
      </SpeechContext.Provider>,
    );
    expect(container.textContent).toContain(todo);
    expect(container.querySelector('a')?.getAttribute('href') ?? null).toBe(where);
  },
);
