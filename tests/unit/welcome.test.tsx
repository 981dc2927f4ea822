// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Monogram } from '@/components/Monogram';
import { Ask } from '@/components/welcome/Ask';
import { SpeechContext } from '@/components/words';
import type { SourceChoices } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

afterEach(cleanup);

/** Draws the step and notes what is allowed. */
function show(off: (keyof SourceChoices)[] = []) {
  const allowed: SourceChoices[] = [];
  const { container } = render(
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: 0 }}>
      <Ask
        sources={DEFAULT_SETTINGS.sources}
        off={off}
        answered={null}
        onAllow={(sources) => allowed.push(sources)}
        onLater={() => {}}
      />
    </SpeechContext.Provider>,
  );
  const tick = (name: string) => {
    const input = container.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (input === null) throw new Error(`No choice of ${name}`);
    fireEvent.click(input);
  };
  const ticked = () =>
    [...container.querySelectorAll<HTMLInputElement>('input')].flatMap((one) =>
      one.checked ? one.name : [],
    );
  const press = (action: string) =>
    fireEvent.click(container.querySelector(`[data-action="${action}"]`) ?? container);
  const allow = () => press('allow-sources');
  const later = () => press('later-sources');
  return { allowed, tick, ticked, allow, later };
}

it('nothing is ticked at first, and one tick takes all kinds', () => {
  const { allowed, tick, ticked, allow } = show();
  expect(ticked()).toEqual([]);
  tick('all-sources');
  expect(ticked()).toEqual(['all-sources', 'resolvers', 'providerReports', 'vantages', 'routing']);
  tick('vantages');
  expect(ticked()).toEqual(['resolvers', 'providerReports', 'routing']);
  allow();
  expect(allowed).toEqual([{ resolvers: true, providerReports: true, vantages: false, routing: true }]);
});

it('what is put off is ticked no more', () => {
  const { allowed, tick, ticked, later } = show();
  tick('all-sources');
  later();
  expect(ticked()).toEqual([]);
  expect(allowed).toEqual([]);
});

it('all is what an organisation left open, and a second tick takes it back', () => {
  const { tick, ticked } = show(['vantages']);
  tick('all-sources');
  expect(ticked()).toEqual(['all-sources', 'resolvers', 'providerReports', 'routing']);
  tick('all-sources');
  expect(ticked()).toEqual([]);
});

it.each([
  ['[::1]:8080', '1'],
  ['GitHub', 'GH'],
  ['x.com', 'X'],
  ['🏠', '🏠'],
  ['—', '?'],
  ['واتساب', 'و'],
  ['الراجحي', 'ر'],
  // A stroke alone reads like an exclamation mark.
  ['إيمو', 'إي'],
])('%s is marked with %s', (name, letters) => {
  const { container } = render(<Monogram name={name} />);
  expect(container.textContent).toBe(letters);
});
