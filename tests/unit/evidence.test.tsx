// @vitest-environment happy-dom
/** Who said what, told apart and counted as the sentences count. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Evidence } from '@/components/Evidence';
import { SpeechContext } from '@/components/words';
import type { EvidenceLine } from '@/utils/model';
import { tongueIn } from '../tongue';

const EN = tongueIn('en', 'en-GB');
const NOW = Date.UTC(2026, 0, 15, 12);

afterEach(cleanup);

describe('the evidence', () => {
  const line = (source: EvidenceLine['source'], who: string, city = ''): EvidenceLine => ({
    source,
    who,
    said: { kind: 'timeout' },
    at: NOW - 5_000,
    place: city === '' ? null : { country: 'SA', city, latitude: 0, longitude: 0 },
  });
  const shown = (lines: readonly EvidenceLine[]) =>
    render(
      <SpeechContext.Provider value={{ tongue: EN, now: NOW }}>
        <Evidence lines={lines} />
      </SpeechContext.Provider>,
    ).container;

  it('tells two of one name apart, and calls a favourite as it is called', () => {
    const { textContent } = shown([
      line('control', 'Amazon'),
      line('favourite', 'Amazon'),
      line('favourite', 'imo'),
    ]);
    expect(textContent).toContain('Amazon (a well-known site)');
    expect(textContent).toContain('Amazon, which you watch too');
    expect(textContent).toMatch(/imo/);
    expect(textContent).not.toMatch(/Imo|imo, which/);
  });

  it('counts places as the sentence above does', () => {
    const lines = ['Riyadh', 'Riyadh', 'Jeddah'].map((city, at) => line('vantage', `${city} ${at}`, city));
    expect(shown(lines).querySelector('.places')?.textContent).toMatch(/Riyadh ×2/);
  });
});
