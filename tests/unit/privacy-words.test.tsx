// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Privacy } from '@/components/options/Privacy';
import { Ask } from '@/components/welcome/Ask';
import { SpeechContext } from '@/components/words';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

const ENGLISH = tongueIn('en', 'en-GB');

afterEach(cleanup);

describe('what is kept and what leaves', () => {
  it('is said in the options, with nothing that the choices contradict', () => {
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: ENGLISH, now: 0 }}>
        <Privacy />
      </SpeechContext.Provider>,
    );
    const text = container.textContent ?? '';
    expect(container.querySelectorAll('li').length).toBe(6);
    for (const word of [
      'no server',
      'fails or is slow',
      'private window',
      'network',
      'Globalping',
      'backup',
    ]) {
      expect(text).toContain(word);
    }
  });

  it('is one click from where others are agreed to', () => {
    const nothing = () => {};
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: ENGLISH, now: 0 }}>
        <Ask
          sources={DEFAULT_SETTINGS.sources}
          off={[]}
          answered={null}
          onAllow={nothing}
          onLater={nothing}
        />
      </SpeechContext.Provider>,
    );
    expect(container.querySelector('a')?.getAttribute('href')).toBe('options.html#privacy');
  });
});
