// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Advice } from '@/components/Advice';
import { SpeechContext } from '@/components/words';
import { m } from '@/utils/words/messages';
import { tongueIn } from '../tongue';

const TONGUE = tongueIn('en', 'en-GB');
const PAGE = 'https://status.example/';

afterEach(cleanup);

it.each([
  ['unknown', m.verdict_unknown_todo_allow({}, TONGUE), 'options.html#sources'],
  ['unknown', m.verdict_unknown_todo({}, TONGUE), null],
  ['feature_down', m.verdict_feature_down_todo({}, TONGUE), PAGE],
  ['service_5xx', m.verdict_nothing_todo({}, TONGUE), null],
] as const)('what to do about %s leads to where it is done: %s', (verdict, todo, where) => {
  const { container } = render(
    <SpeechContext.Provider value={{ tongue: TONGUE, now: 0 }}>
      <Advice verdict={verdict} todo={todo} page={PAGE} />
    </SpeechContext.Provider>,
  );
  expect(container.textContent).toContain(todo);
  expect(container.querySelector('a')?.getAttribute('href') ?? null).toBe(where);
});
