import { describe, expect, it } from 'vitest';
import { sayStretch } from '@/components/history/say';
import { explainVerdict, saySince } from '@/utils/diagnosis/explain';
import { evidenceWords } from '@/utils/diagnosis/explain-evidence';
import { explainLead, incidentLine } from '@/utils/diagnosis/explain-lead';
import { sayAgo, sayDuration, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import { SCOPE_OF } from '@/utils/diagnosis/rules';
import { chainOf, sideOf } from '@/utils/incidents/chain';
import { headlineOf } from '@/utils/incidents/headline-key';
import { noticeWords, titleWords } from '@/utils/incidents/notice-words';
import type { Lead, Notice, Verdict, VerdictName, VerdictNumbers } from '@/utils/model';
import { tongueIn } from '../tongue';

const ENGLISH: Tongue = tongueIn('en', 'en-GB');
const ARABIC: Tongue = tongueIn('ar', 'ar-SA');
const NAMES = Object.keys(SCOPE_OF) as VerdictName[];
const NUMBERS: VerdictNumbers = {
  placesFailing: 6,
  places: 6,
  countriesFailing: 5,
  countries: 5,
  nearFailing: 2,
  near: 2,
  slowdown: 4,
  skewMs: 7_200_000,
  named: 'aws',
};
const NOW = Date.UTC(2026, 0, 15, 12);

function verdictOf(name: VerdictName, numbers: VerdictNumbers): Verdict {
  return { name, scope: SCOPE_OF[name], confidence: 'high', rule: 'a-rule', numbers };
}

function leadOf(verdict: Verdict, change: Partial<Lead> = {}): Lead {
  return {
    headline: headlineOf(verdict),
    verdict,
    mood: 'plain',
    services: ['whatsapp'],
    since: NOW - 720_000,
    chain: chainOf(verdict),
    side: sideOf(verdict),
    everyone: true,
    before: null,
    ...change,
  };
}

const nameOf = (id: string) =>
  ({ whatsapp: 'WhatsApp', instagram: 'Instagram', facebook: 'Facebook', messenger: 'Messenger' })[id] ?? id;

describe.each([
  ['with every number', NUMBERS],
  ['with no number', {}],
] as const)('the words of every verdict, %s', (_, numbers) => {
  it.each(NAMES)('%s in English', (name) => {
    const words = explainVerdict(verdictOf(name, numbers), 'WhatsApp', ENGLISH, true);
    const all = `${words.line} ${words.because} ${words.todo ?? ''}`;
    expect(words.line.length).toBeLessThanOrEqual(75);
    expect(words.because.length).toBeLessThanOrEqual(150);
    expect(all).not.toMatch(/undefined|null|NaN|\{|\}/);
    expect(all).not.toMatch(/\b(errors?|failed|invalid|resolvers?|suspect|family|you must)\b/i);
    // A bare "provider" means two things.
    expect(all.replaceAll('internet provider', '')).not.toMatch(/provider/i);
  });

  it.each(NAMES)('%s in Arabic', (name) => {
    const words = explainVerdict(verdictOf(name, numbers), 'واتساب', ARABIC, true);
    expect(words.line).toMatch(/[\u0600-\u06ff]/);
    expect(words.because).toMatch(/[\u0600-\u06ff]/);
    expect(`${words.line}${words.because}`).not.toMatch(/undefined|[٠-٩]/);
  });

  it.each(NAMES)('%s leads with a headline of six words at most', (name) => {
    const { headline } = explainLead(leadOf(verdictOf(name, numbers)), nameOf, 6, ENGLISH, NOW);
    expect(headline.split(' ').length).toBeLessThanOrEqual(6);
    expect(headline).toMatch(/[.…]$/);
  });
});

describe('claims', () => {
  it('say "for everyone" only when that was earned', () => {
    const verdict = verdictOf('service_down', NUMBERS);
    expect(explainVerdict(verdict, 'WhatsApp', ENGLISH, true).line).toContain('for everyone');
    expect(explainVerdict(verdict, 'WhatsApp', ENGLISH, false).line).toContain('for others too');
  });

  it('mark a guess as one', () => {
    const verdict = { ...verdictOf('service_down', {}), rule: 'likeliest', confidence: 'low' as const };
    expect(explainVerdict(verdict, 'WhatsApp', ENGLISH, false).because).toContain('fits best');
  });

  it('blame only the device with "just you"', () => {
    const headline = (name: VerdictName) =>
      explainLead(leadOf(verdictOf(name, {})), nameOf, 6, ENGLISH, NOW).headline;
    expect(headline('device_offline')).toBe('It’s just you.');
    expect(headline('local_dns')).toBe('It’s your connection.');
    expect(headline('blocked_network')).toBe('It’s blocked here.');
    expect(headline('isp_path')).toBe('It’s your internet provider.');
  });
});

const NOTICE: Notice = {
  id: 'whatsapp-1',
  kind: 'opened',
  about: 'service',
  services: ['whatsapp'],
  back: [],
  family: null,
  verdict: verdictOf('service_down', NUMBERS),
  everyone: true,
  since: NOW - 720_000,
  until: null,
  alert: true,
};

describe('notices', () => {
  it('name their service and since when', () => {
    const words = noticeWords(NOTICE, nameOf, ENGLISH, NOW);
    expect(words.title).toBe('WhatsApp is down');
    expect(words.message).toMatch(/Not just you\. Since today/);
  });

  it('name a family once, with its first members', () => {
    const services = ['whatsapp', 'instagram', 'facebook', 'messenger'];
    const words = noticeWords({ ...NOTICE, services, family: 'Meta' }, nameOf, ENGLISH, NOW);
    expect(words.title).toBe('Meta: WhatsApp, Instagram and 2 more are down');
    const guessed = { ...verdictOf('service_down', {}), rule: 'likeliest', confidence: 'low' as const };
    const doubted = noticeWords(
      { ...NOTICE, services, family: 'Meta', verdict: guessed },
      nameOf,
      ENGLISH,
      NOW,
    );
    expect(doubted.title).toBe('WhatsApp, Instagram and 2 more are probably down');
  });

  it('say how long it lasted when it is over', () => {
    const words = noticeWords({ ...NOTICE, kind: 'closed', until: NOW }, nameOf, ENGLISH, NOW);
    expect(words.title).toBe('WhatsApp is back');
    expect(words.message).toContain('12 minutes');
  });

  it('say who is back and who is not', () => {
    const services = ['whatsapp', 'instagram'];
    const words = noticeWords(
      { ...NOTICE, kind: 'updated', services, back: ['instagram'] },
      nameOf,
      ENGLISH,
      NOW,
    );
    expect(words.title).toContain('Instagram');
    expect(words.message).toContain('WhatsApp');
  });

  it.each(NAMES)('have words for %s in both languages', (name) => {
    for (const about of ['service', 'you'] as const) {
      const notice = { ...NOTICE, about, verdict: verdictOf(name, {}) };
      expect(noticeWords(notice, nameOf, ENGLISH, NOW).title).toContain('WhatsApp');
      expect(noticeWords(notice, nameOf, ARABIC, NOW).message).toMatch(/[\u0600-\u06ff]/);
    }
  });

  it('say what the directories said, and what was wrong at a place', () => {
    const because = (numbers: VerdictNumbers) =>
      explainVerdict(verdictOf('dns_authoritative', numbers), 'WhatsApp', ENGLISH, true).because;
    expect(because({ noSuchName: true })).toMatch(/no such name/);
    expect(because({})).toMatch(/get no answer/);
    const said = { kind: 'failed', errorType: 'tls.cert.date_invalid', status: 200 } as const;
    const line = { source: 'vantage', who: 'Paris, FR', said, at: NOW, place: null } as const;
    expect(evidenceWords(line, ENGLISH, NOW).said).toMatch(/certificate/);
  });

  it('say of what is over that it was', () => {
    const lineOf = (name: VerdictName, names: string[]) =>
      incidentLine(verdictOf(name, NUMBERS), names, ENGLISH, true);
    expect(lineOf('service_down', ['WhatsApp'])).toBe('WhatsApp was down for everyone.');
    expect(lineOf('bgp_withdrawn', ['A', 'B'])).toBe('A and B were down for everyone.');
    // What was announced needs no time.
    expect(lineOf('maintenance', ['WhatsApp'])).toBe('WhatsApp: planned work.');
    for (const name of NAMES.filter((one) => one !== 'maintenance'))
      expect(lineOf(name, ['WhatsApp'])).toMatch(/\b(was|were)\b/);
  });

  it('speak of many as many, and tell of none a number or a part that was seen at another', () => {
    const lineOf = (name: VerdictName, names: string[]) =>
      incidentLine(verdictOf(name, { ...NUMBERS, country: 'SA' }), names, ENGLISH, false);
    expect(lineOf('isp_path', ['A'])).toBe('A is fine, but your internet provider’s way to it is broken.');
    expect(lineOf('isp_path', ['A', 'B'])).toMatch(/^A and B are fine.* to them /);
    expect(lineOf('degraded_slow', ['A'])).toMatch(/about 4 times/);
    expect(lineOf('degraded_slow', ['A', 'B'])).toBe('A and B are slower than usual.');
    expect(lineOf('feature_down', ['A'])).toMatch(/“aws”/);
    expect(lineOf('feature_down', ['A', 'B'])).toBe('A and B answer, but say that part of them has trouble.');
    // Of these no line is ever said of several.
    const alone = new Set<VerdictName>(['ok', 'rate_limited', 'login_required']);
    for (const name of NAMES.filter((one) => !alone.has(one)))
      expect(lineOf(name, ['A', 'B'])).not.toMatch(/^A and B (is|has|answers|doesn|refuses|shows)\b/);
  });

  it('stand behind one another as the language sets sentences', () => {
    const titleIn = (locale: 'ja' | 'zh-CN' | 'hi') =>
      titleWords(leadOf(verdictOf('service_down', NUMBERS)), nameOf, 6, tongueIn(locale), NOW);
    expect(titleIn('ja')).toMatch(/。WhatsApp/);
    expect(titleIn('zh-CN')).toMatch(/。WhatsApp/);
    expect(titleIn('hi')).toMatch(/। WhatsApp/);
  });

  it('let what others wrote run its own way', () => {
    const said = { kind: 'status-page', indicator: 'major', words: 'We are looking into it.' } as const;
    const line = { source: 'status-page', who: null, whoAr: null, said, at: NOW, place: null } as const;
    expect(evidenceWords(line, ARABIC, NOW).said).toMatch(/«\u2068We are looking into it\.\u2069»$/);
  });

  it('claim nothing while something that fails is being checked', () => {
    const titleOf = (services: string[], change: Partial<Lead> = {}) => {
      const lead = leadOf(verdictOf('ok', {}), { mood: 'checking', services, since: null, ...change });
      return titleWords(lead, nameOf, 6, ENGLISH, NOW);
    };
    expect(titleOf(['whatsapp'], { othersAnswer: true })).toBe(
      'Faultline: Checking WhatsApp… The others answer.',
    );
    expect(titleOf(['whatsapp', 'instagram'])).toBe('Faultline: Checking 2 services…');
  });

  it('put the whole answer into the toolbar title', () => {
    const title = titleWords(leadOf(verdictOf('service_down', NUMBERS)), nameOf, 6, ENGLISH, NOW);
    expect(title).toMatch(/^Faultline: It’s not just you\. WhatsApp is down for everyone\. \(today /);
  });
});

describe('times', () => {
  it('have a day', () => {
    expect(sayTime(NOW - 60_000, NOW, ENGLISH)).toMatch(/^today /);
    expect(sayTime(NOW - 3 * 86_400_000, NOW, ENGLISH)).toMatch(/^Monday /);
    expect(sayTime(NOW - 30 * 86_400_000, NOW, ENGLISH)).toMatch(/^16 December /);
  });

  it('use Latin digits and the Gregorian calendar in Arabic, whatever the region', () => {
    for (const region of ['ar', 'ar-SA', 'ar-EG']) {
      const tongue = tongueIn('ar', region);
      expect(sayTime(NOW - 30 * 86_400_000, NOW, tongue)).toMatch(/16/);
      expect(sayDuration(720_000, tongue)).toMatch(/12/);
    }
  });

  it('are coarse', () => {
    expect(sayAgo(NOW - 20_000, NOW, ENGLISH)).toBe('just now');
    expect(sayAgo(NOW - 70_000, NOW, ENGLISH)).toMatch(/^1 min/);
    expect(sayDuration(7_500_000, ENGLISH)).toBe('2 hours 5 minutes');
    expect(sayDuration(60_000, ENGLISH)).toBe('1 minute');
    expect(sayDuration(9_000, ENGLISH)).toBe('less than a minute');
    expect(saySince(NOW - 5_000, 'today 12:00', NOW, ENGLISH)).toBe('Since today 12:00');
    expect(saySince(NOW - 60_000, 'today 12:00', NOW, ENGLISH)).toBe('Since today 12:00 · 1 minute');
    const moment = sayStretch({ from: NOW, to: NOW + 9_000 }, NOW, ENGLISH);
    expect(moment).toBe(sayTime(NOW, NOW, ENGLISH));
  });
});

describe('words claim no more than was seen', () => {
  const said = (verdict: Verdict) => explainVerdict(verdict, 'Netflix', ENGLISH, false);

  it('what answers badly near the reader is not said to be silent, nor all that is far to be well', () => {
    const broken = said({
      ...verdictOf('regional', { ...NUMBERS, far: 4, farFailing: 1 }),
      rule: 'broken-nearby',
    });
    expect(`${broken.line} ${broken.because}`).not.toMatch(
      /doesn’t answer|don’t get through|far away it works/,
    );
    const silent = said(verdictOf('regional', { ...NUMBERS, far: 4, farFailing: 0 }));
    expect(silent.because).toContain('4 of 4 far away do');
    expect(said(verdictOf('regional', { ...NUMBERS, far: 4, farFailing: 1 })).because).toContain(
      '3 of 4 far away do',
    );
  });

  it('a cloud that is shared is a likely cause, and one name alone does not fall together', () => {
    const { line, because, todo } = said(verdictOf('shared_provider', NUMBERS));
    expect(line).toBe('Netflix is down for others too.');
    expect(because).toContain('probably');
    expect(todo).not.toContain('tell you');
  });
});
