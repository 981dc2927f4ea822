// @vitest-environment happy-dom
/** Who said what, told apart and counted as the sentences count. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Evidence } from '@/components/Evidence';
import type { Judged } from '@/components/evidence-tone';
import { SpeechContext } from '@/components/words';
import type { EvidenceLine, Health, Verdict } from '@/utils/model';
import { tongueIn } from '../tongue';

const EN = tongueIn('en', 'en-GB');
const NOW = Date.UTC(2026, 0, 15, 12);

const judgedBy = (name: Verdict['name'], scope: Verdict['scope'], health: Health): Judged => ({
  health,
  verdict: { name, scope, confidence: 'high', rule: 'r', numbers: {} },
});
const DOWN = judgedBy('service_down', 'global', 'down');

afterEach(cleanup);

describe('the evidence', () => {
  const line = (source: EvidenceLine['source'], who: string, city = ''): EvidenceLine => ({
    source,
    who,
    said: { kind: 'timeout' },
    at: NOW - 5_000,
    place: city === '' ? null : { country: 'SA', city, latitude: 0, longitude: 0 },
  });
  const shown = (lines: readonly EvidenceLine[], judged = DOWN) =>
    render(
      <SpeechContext.Provider value={{ tongue: EN, now: NOW }}>
        <Evidence lines={lines} judged={judged} />
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
    expect(text(...refused)).toBe('No good answer in Riyadh (2)');
    cleanup();
    expect(text(...refused, networks('Riyadh', 3, good))).toBe(
      'Answers in Riyadh (Network 3)No good answer in Riyadh (Network 1) and Riyadh (Network 2)',
    );
  });

  it('never names a network by its number', () => {
    const lines = [1, 2].map((asn) => networks('Riyadh', asn, { kind: 'timeout' }));
    const alike = lines.map((one) => ({
      ...one,
      place: one.place && { ...one.place, network: 'A network' },
    }));
    const items = [...shown(alike).querySelectorAll('.evidence bdi')].map(({ textContent }) => textContent);
    expect(items).toEqual(['Riyadh, Saudi Arabia', 'Riyadh, Saudi Arabia']);
  });

  it('names an address book and who lists the routes by what they are called', () => {
    const google: EvidenceLine = {
      ...line('resolver', 'google'),
      said: { kind: 'resolver', answer: 'address' },
    };
    const own: EvidenceLine = { ...google, who: null };
    const route: EvidenceLine = {
      ...line('routing', '129.134.30.0/23'),
      said: { kind: 'routing', share: 0 },
    };
    const items = [...shown([google, own, route]).querySelectorAll('.evidence bdi')];
    expect(items.map(({ textContent }) => textContent?.replace(/[\u2068\u2069]/g, ''))).toEqual([
      'Google',
      'This computer’s address book',
      'RIPE NCC / RIPEstat · 129.134.30.0/23',
    ]);
  });

  it('names the city where a country has two that say different things, and only countries are named', () => {
    const there = networks('Jeddah', 1, { kind: 'answered', status: 200, tookMs: 90 });
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: tongueIn('ar', 'ar-SA'), now: NOW }}>
        <Evidence lines={[there, networks('Riyadh', 1, { kind: 'timeout' })]} judged={DOWN} />
      </SpeechContext.Provider>,
    );
    const said = [...container.querySelectorAll('.places > span')].map(({ textContent }) => textContent);
    expect(said).toEqual([
      expect.stringMatching(/\(\u2068Jeddah\u2069\)$/),
      expect.stringMatching(/\(\u2068Riyadh\u2069\)$/),
    ]);
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

  it('says of an older answer that another came after it', () => {
    const answered = { kind: 'answered', status: 200, tookMs: 100 } as const;
    const earlier = { ...line('probe', ''), said: answered, at: NOW - 20_000 };
    const said = [...shown([line('probe', ''), earlier]).querySelectorAll('.said')];
    expect(said.map(({ textContent }) => textContent)).toEqual([
      'no answer in time',
      expect.stringMatching(/^before that: answered in/),
    ]);
    cleanup();
    expect(shown([earlier]).textContent).not.toContain('before');
  });

  it('says in short how other sites and routes are, and one by one where that unfolds', () => {
    const well = ['A', 'B'].map((who) => ({
      ...line('control', who),
      said: { kind: 'answered', status: 200, tookMs: 100 } as const,
    }));
    const route: EvidenceLine = {
      ...line('routing', '129.134.30.0/23'),
      said: { kind: 'routing', share: 0 },
    };
    const folds = [...shown([...well, line('favourite', 'imo'), route]).querySelectorAll('details')];
    expect(folds.map((fold) => [fold.open, fold.querySelector('summary')?.textContent])).toEqual([
      [false, '2 of 3 answer'],
      [false, '0% still see the way to it'],
    ]);
    expect(folds.map((fold) => fold.querySelectorAll('[data-evidence]').length)).toEqual([3, 1]);
  });

  it('leads with the page that answered in the place of all', () => {
    const portal: EvidenceLine = { ...line('control', 'mozilla'), said: { kind: 'portal' } };
    const others = ['google', 'apple'].map((who) => line('control', who));
    const fold = shown([...others, portal], judgedBy('captive_portal', 'network', 'unknown')).querySelector(
      'details',
    );
    expect(fold?.querySelector('summary')?.textContent).toBe(
      'Mozilla · this network’s own page answered in its place',
    );
    expect(fold?.querySelectorAll('[data-evidence]')).toHaveLength(3);
  });

  it('counts against nobody what fails by one’s own fault or by plan', () => {
    const lines = [line('probe', ''), line('control', 'Google'), line('vantage', 'Paris', 'Paris')];
    const tones = (judged: Judged) => {
      const found = [...shown(lines, judged).querySelectorAll('.evidence .shape')];
      cleanup();
      return found.map((shape) => shape.getAttribute('class')?.replace('shape ', ''));
    };
    expect(tones(DOWN)).toEqual(['theirs', 'theirs', 'theirs']);
    expect(tones(judgedBy('clock_skew', 'device', 'unknown'))).toEqual(['yours', 'yours', 'theirs']);
    expect(tones(judgedBy('blocked_network', 'blocked', 'blocked'))).toEqual(['yours', 'theirs', 'theirs']);
    expect(tones(judgedBy('maintenance', 'global', 'maintenance'))).toEqual([
      'planned',
      'planned',
      'planned',
    ]);
  });

  it('counts places as the sentence above does', () => {
    const lines = ['Riyadh', 'Riyadh', 'Jeddah'].map((city, at) => line('vantage', `${city} ${at}`, city));
    expect(shown(lines).querySelector('.places')?.textContent).toMatch(/Riyadh \(2\)/);
  });
});
