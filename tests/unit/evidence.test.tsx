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

  const networks = (city: string, asn: number, said: EvidenceLine['said']): EvidenceLine => ({
    ...line('vantage', `${city}, SA`),
    said,
    place: { country: 'SA', city, latitude: 0, longitude: 0, asn, network: `Network ${asn}` },
  });

  it('names the network where a city has two that say different things', () => {
    const good = { kind: 'answered', status: 200, tookMs: 90 } as const;
    const bad = { kind: 'failed', errorType: 'tcp.refused', status: null } as const;
    const text = (...lines: EvidenceLine[]) =>
      shown(lines)
        .querySelector('.places')
        ?.textContent?.replace(/[\u2068\u2069]/g, '');
    const refused = [networks('Riyadh', 1, bad), networks('Riyadh', 2, bad)];
    expect(text(...refused)).toBe('No good answer in Riyadh ×2');
    cleanup();
    expect(text(...refused, networks('Riyadh', 3, good))).toBe(
      'Answers in Riyadh (Network 3)No good answer in Riyadh (Network 1) and Riyadh (Network 2)',
    );
  });

  it('names networks of one name by their numbers', () => {
    const lines = [1, 2].map((asn) => networks('Riyadh', asn, { kind: 'timeout' }));
    const alike = lines.map((one) => ({
      ...one,
      place: one.place && { ...one.place, network: 'A network' },
    }));
    const items = [...shown(alike).querySelectorAll('.evidence bdi')].map(({ textContent }) => textContent);
    expect(items).toEqual([
      'Riyadh, Saudi Arabia (\u2068AS1\u2069)',
      'Riyadh, Saudi Arabia (\u2068AS2\u2069)',
    ]);
  });

  it('names the city where a country has two that say different things, and only countries are named', () => {
    const there = networks('Jeddah', 1, { kind: 'answered', status: 200, tookMs: 90 });
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: tongueIn('ar', 'ar-SA'), now: NOW }}>
        <Evidence lines={[there, networks('Riyadh', 1, { kind: 'timeout' })]} />
      </SpeechContext.Provider>,
    );
    const said = [...container.querySelectorAll('.places li')].map(({ textContent }) => textContent);
    expect(said).toEqual([expect.stringMatching(/\(Jeddah\)$/), expect.stringMatching(/\(Riyadh\)$/)]);
  });

  it('says how many places it does not name', () => {
    const cities = [...'ABCDEFGH'].map((city, at) => networks(city, at, { kind: 'timeout' }));
    expect(shown(cities).querySelector('.places')?.textContent).toMatch(/in A, B, C, D, E, F and 2 more$/);
  });

  it('says below a heading only what the heading does not', () => {
    const all: EvidenceLine = {
      ...line('status-page', ''),
      said: { kind: 'status-page', indicator: 'none', words: null },
    };
    expect(shown([line('probe', ''), all]).textContent).not.toMatch(/This computer|page.*page says/);
    cleanup();
    const both = shown([line('probe', ''), line('page-load', '')]).textContent;
    expect(both).toMatch(/This computer.*A page you opened/);
  });

  it('counts places as the sentence above does', () => {
    const lines = ['Riyadh', 'Riyadh', 'Jeddah'].map((city, at) => line('vantage', `${city} ${at}`, city));
    expect(shown(lines).querySelector('.places')?.textContent).toMatch(/Riyadh ×2/);
  });
});
