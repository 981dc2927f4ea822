import { describe, expect, it } from 'vitest';
import { serviceReport } from '@/utils/diagnosis/service-report';
import type { EvidenceLine, FavouriteView } from '@/utils/model';
import { tongueIn } from '../tongue';

const NOW = Date.UTC(2026, 0, 15, 12, 0, 30);
const ENGLISH = tongueIn('en', 'en-GB');

const line = (
  source: EvidenceLine['source'],
  who: string | null,
  said: EvidenceLine['said'],
): EvidenceLine => ({
  source,
  who,
  said,
  at: NOW - 5_000,
  place: null,
});

const FAVOURITE: FavouriteView = {
  id: 'whatsapp',
  name: 'WhatsApp',
  nameAr: 'واتساب',
  custom: false,
  homepage: 'https://web.whatsapp.com/',
  family: 'meta',
  familyName: 'Meta',
  health: 'down',
  verdict: {
    name: 'service_down',
    scope: 'global',
    confidence: 'high',
    rule: 'a-rule',
    numbers: { placesFailing: 6, places: 6, countriesFailing: 5, countries: 5 },
  },
  since: NOW - 720_000,
  limited: false,
  spark: [],
  evidence: [
    line('probe', null, { kind: 'timeout' }),
    line('control', 'Google', { kind: 'answered', status: 204, tookMs: 120 }),
    line('vantage', 'Paris, FR', { kind: 'timeout' }),
  ],
  isPrivate: false,
  muted: null,
  tellWhenBack: false,
  acknowledged: false,
  visits: null,
  stillWork: [],
  report: { words: 'We see *errors* [here]', at: NOW, link: 'https://status.example/', indicator: 'major' },
  lastAnswerAt: null,
};

describe('a report', () => {
  it('says what, since when in both times, and who said what', () => {
    const text = serviceReport(FAVOURITE, 'plain', ENGLISH, NOW, 'GMT+3');
    expect(text).toMatch(/^WhatsApp: Down\n/);
    expect(text).toContain('2026-01-15 11:48:30 UTC');
    expect(text).toContain('Times here: GMT+3');
    expect(text).toContain('- 2026-01-15 12:00:25 UTC · Paris, FR: no answer in time');
    expect(text).toContain('service_down');
  });

  it('begins with what anybody understands, and ends with what is for those who look into it', () => {
    const lines = serviceReport(FAVOURITE, 'plain', ENGLISH, NOW, 'GMT+3')?.split('\n') ?? [];
    expect(lines[2]).toMatch(/^WhatsApp is down for everyone\. /);
    const at = (words: string) => lines.findIndex((each) => each.includes(words));
    const order = [
      'Since ',
      'Seen ',
      'In its own words',
      'Who was asked',
      'This computer',
      'Times here',
      'Verdict',
    ];
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    expect(at('Since ')).toBeGreaterThan(2);
  });

  it('lets nothing in Markdown be taken for markup', () => {
    const text = serviceReport(FAVOURITE, 'markdown', ENGLISH, NOW, 'GMT+3');
    expect(text).toMatch(/^### WhatsApp: Down\n/);
    expect(text).toContain('We see \\*errors\\* \\[here\\]');
    expect(text).toContain('`service_down`');
  });

  it('holds no address of the network it was written in', () => {
    const text = serviceReport(FAVOURITE, 'plain', ENGLISH, NOW, 'GMT+3');
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|AS\d+/);
  });
});
