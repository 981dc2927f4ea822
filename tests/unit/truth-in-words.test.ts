/** Sentences that may only say what was seen, asked and allowed, and times that mean one moment. */
import { describe, expect, it } from 'vitest';
import { sayMoment, sayStretch } from '@/components/history/say';
import { explainVerdict } from '@/utils/diagnosis/explain';
import { explainLead, pausedLine } from '@/utils/diagnosis/explain-lead';
import { judge } from '@/utils/diagnosis/judge';
import { FOR_GOOD, sayDate, sayDay, sayShort, sayTime } from '@/utils/diagnosis/locale';
import { SCOPE_OF } from '@/utils/diagnosis/rules';
import type { Around } from '@/utils/diagnosis/sentence';
import { serviceReport } from '@/utils/diagnosis/service-report';
import { acknowledge, advanceBlocks } from '@/utils/incidents/blocks';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { leadOf } from '@/utils/incidents/lead';
import { noticeWords } from '@/utils/incidents/notice-words';
import type { ServiceState, State } from '@/utils/incidents/state';
import type {
  Confidence,
  FavouriteView,
  Notice,
  Sample,
  SourceChoices,
  Verdict,
  VerdictName,
  VerdictNumbers,
  Watched,
} from '@/utils/model';
import { LANGUAGES } from '@/utils/words/languages';
import { m } from '@/utils/words/messages';
import otherName from '../cases/certificate-for-another-name.json';
import pathLost from '../cases/isp-lost-a-path.json';
import partIll from '../cases/page-admits-trouble-while-it-answers.json';
import { tongueIn } from '../tongue';
import { evidenceOfCase } from './read-case';

const ENGLISH = tongueIn('en', 'en-GB');
const TONGUES = LANGUAGES.map(({ locale }) => [locale, tongueIn(locale)] as const);
const NOW = new Date(2026, 0, 15, 12).getTime();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFF: SourceChoices = { resolvers: false, providerReports: false, vantages: false, routing: false };
const ALL: SourceChoices = { resolvers: true, providerReports: true, vantages: true, routing: true };

function verdictOf(
  name: VerdictName,
  numbers: VerdictNumbers = {},
  confidence: Confidence = 'high',
): Verdict {
  return { name, scope: SCOPE_OF[name], confidence, rule: 'a-rule', numbers };
}

const around = (change: Partial<Around> = {}): Around => ({
  now: NOW,
  sources: ALL,
  isPrivate: false,
  pageRead: false,
  report: null,
  ...change,
});

const wordsOf = (verdict: Verdict, change: Partial<Around> = {}) =>
  explainVerdict(verdict, 'WhatsApp', ENGLISH, false, around(change));

describe.each(TONGUES)('in %s', (_, tongue) => {
  it('what is certain is said plainly, what is not is marked', () => {
    const because = (confidence: Confidence) =>
      explainVerdict(verdictOf('service_down', {}, confidence), 'WhatsApp', tongue, false).because;
    const sentence = because('high');
    expect(sentence).toBe(m.verdict_service_down_because({}, tongue));
    expect(because('medium')).toBe(m.lead_likely({ sentence }, tongue));
    expect(because('low')).toBe(m.lead_guess({ sentence }, tongue));
    expect(because('medium')).not.toBe(because('low'));
  });

  it('a time means one moment', () => {
    const at = (days: number) => sayTime(NOW + days * DAY, NOW, tongue);
    expect(at(3)).not.toMatch(/18|2026/);
    expect(at(10)).toMatch(/25/);
    expect(at(10)).not.toMatch(/2026/);
    expect(at(400)).toMatch(/2027/);
    expect(at(-400)).toMatch(/2024/);
    expect(at(-30)).toMatch(/2025/);
  });

  it('a pause for good names no date', () => {
    expect(pausedLine(FOR_GOOD, NOW, tongue)).toBe(m.lead_paused_ever_line({}, tongue));
    expect(pausedLine(FOR_GOOD, NOW, tongue)).not.toMatch(/\d/);
    expect(pausedLine(NOW + 20 * DAY, NOW, tongue)).toMatch(/4/);
  });

  it('a story over midnight has dates, and over New Year years', () => {
    const evening = new Date(2026, 0, 14, 22).getTime();
    const over = { from: evening, to: NOW };
    expect(sayMoment(evening, over, tongue)).toMatch(/14/);
    expect(sayMoment(NOW, over, tongue)).toMatch(/15/);
    expect(sayMoment(NOW, { from: NOW - HOUR, to: NOW }, tongue)).not.toMatch(/15/);
    const year = { from: new Date(2025, 11, 31, 23).getTime(), to: NOW };
    expect(sayMoment(year.from, year, tongue)).toMatch(/2025/);
    expect(sayStretch(year, NOW, tongue)).toMatch(/2025/);
  });

  it('what began in some hour began on that day', () => {
    expect(sayDay(NOW, NOW, tongue)).not.toMatch(/\d/);
    expect(sayDay(NOW - 40 * DAY, NOW, tongue)).toMatch(/2025/);
    expect(sayDay(NOW - 40 * DAY, NOW, tongue)).not.toMatch(/:/);
  });

  it('what is handed on is dated', () => {
    expect(sayDate(NOW, tongue)).toMatch(/15.*2026|2026.*15/);
  });

  it('what is over after days says on which', () => {
    const since = NOW - 10 * DAY;
    const notice: Notice = {
      id: 'a',
      kind: 'closed',
      about: 'service',
      services: ['a'],
      back: [],
      family: null,
      verdict: verdictOf('service_down'),
      everyone: false,
      since,
      until: NOW,
      alert: true,
    };
    expect(noticeWords(notice, String, tongue, NOW).message).toContain(sayTime(since, NOW, tongue));
  });
});

describe('who cannot tell', () => {
  const unknown = (numbers: VerdictNumbers, change: Partial<Around>) =>
    wordsOf(verdictOf('unknown', numbers, 'low'), change);

  it('says whom they asked', () => {
    const { because } = unknown({ resolvers: 2, resolversFailing: 0, places: 1 }, { pageRead: true });
    expect(because).toBe(
      'We asked: 1 place elsewhere, public address books and its status page. It still isn’t clear.',
    );
  });

  it('says that nobody may be asked only where that is so', () => {
    expect(unknown({}, { sources: OFF }).because).toMatch(/Without asking others/);
    expect(unknown({}, { sources: { ...OFF, routing: true } }).because).not.toMatch(/Without asking others/);
    expect(unknown({}, { sources: OFF, isPrivate: true }).because).toMatch(/your own network/);
  });

  it('advises to allow only what is not allowed', () => {
    const todo = (change: Partial<Around>) => unknown({}, change).todo;
    expect(todo({ sources: { ...ALL, vantages: false } })).toMatch(/Ask others/);
    expect(todo({ sources: ALL })).not.toMatch(/Ask others/);
    expect(todo({ sources: OFF, isPrivate: true })).not.toMatch(/Ask others/);
    expect(explainVerdict(verdictOf('unknown'), 'A', ENGLISH, false).todo).not.toMatch(/Ask others/);
  });

  it('does not say that nothing can be mended of a machine of one’s own', () => {
    const broken = verdictOf('service_5xx');
    expect(wordsOf(broken).todo).toBe(m.verdict_later_todo({}, ENGLISH));
    expect(wordsOf({ ...broken, rule: 'here-broken' }).todo).toBeNull();
  });

  it('does not say that nobody finds what a big directory knows', () => {
    const counts = { resolvers: 2, placesFailing: 3, places: 6 };
    const split = verdictOf('dns_authoritative', { ...counts, resolversFailing: 0 });
    expect(wordsOf(split).line).toBe(m.verdict_partial_line({ service: 'WhatsApp', count: 1 }, ENGLISH));
    expect(wordsOf(split).because).toMatch(/^3 of 6 places/);
    const lost = verdictOf('dns_authoritative', { ...counts, resolversFailing: 2 });
    expect(wordsOf(lost).line).toBe(m.verdict_dns_authoritative_line({ service: 'WhatsApp' }, ENGLISH));
    expect(wordsOf(lost).because).toMatch(/big public ones/);
    const unasked = verdictOf('dns_authoritative', { placesFailing: 6, places: 6 });
    expect(wordsOf(unasked).because).not.toMatch(/public ones/);
    const notice = (verdict: Verdict) => {
      const opened = {
        kind: 'opened',
        about: 'service',
        services: ['whatsapp'],
        back: [],
        since: NOW,
        verdict,
      };
      return noticeWords(opened as unknown as Notice, () => 'WhatsApp', ENGLISH, NOW);
    };
    expect(notice(split).title).toBe(m.notice_some_title({ service: 'WhatsApp' }, ENGLISH));
    expect(notice(lost).title).toBe(m.notice_down_title({ service: 'WhatsApp' }, ENGLISH));
  });

  it('has no doubt of what a service announced', () => {
    const planned = verdictOf('maintenance', {}, 'medium');
    expect(wordsOf(planned).because).toBe(m.verdict_maintenance_because({}, ENGLISH));
  });

  it('calls nothing announced that only an answer said', () => {
    const said = (confidence: 'medium' | 'high') =>
      wordsOf({ ...verdictOf('maintenance', {}, confidence), rule: 'planned-work' }).because;
    expect(said('medium')).toBe(m.verdict_maintenance_because_says({}, ENGLISH));
    expect(said('high')).toBe(m.verdict_maintenance_because({}, ENGLISH));
  });

  it('does not tell what was weighed as if it had been seen', () => {
    const guess = { ...verdictOf('dns_authoritative', {}, 'low'), rule: 'likeliest' };
    expect(wordsOf(guess).because).toBe(m.verdict_guess_because({}, tongueIn('en')));
    expect(wordsOf(guess).because).not.toMatch(/public ones/);
  });
});

describe('a verdict names', () => {
  it('the part that has trouble, not the cloud it stands on', () => {
    const evidence = evidenceOfCase(partIll as never);
    const report = evidence.report && { ...evidence.report, component: 'Mail' };
    const peers = { ...evidence.peers, shared: 'aws' };
    const { verdict } = judge({ ...evidence, report, peers });
    expect(verdict.name).toBe('feature_down');
    expect(verdict.numbers.named).toBe('Mail');
    expect(wordsOf(verdict).line).toContain('“Mail” has trouble');
  });

  it('the page’s own words and their age', () => {
    const report = {
      words: 'Some mails are late. '.repeat(9),
      at: NOW - 300_000,
      link: '',
      indicator: 'minor',
    };
    const { because } = wordsOf(verdictOf('feature_down', { named: 'Mail' }), { report });
    expect(because).toMatch(/^Its status page, 5 min ago: “\u2068Some mails are late\. .*…\u2069”$/);
    expect(because.length).toBeLessThanOrEqual(150);
  });

  it('what is wrong with a certificate, as far as it is known', () => {
    expect(judge(evidenceOfCase(otherName as never)).verdict.numbers.certificate).toBe('name');
    const elsewhere = evidenceOfCase({ ...otherName, here: ['tls', 'tls', 'tls', 'tls'] } as never);
    expect(judge(elsewhere).verdict.numbers.certificate).toBe('trust');
    const line = (certificate?: VerdictNumbers['certificate']) =>
      wordsOf(verdictOf('cert_server', { placesFailing: 5, ...(certificate && { certificate }) }));
    expect(line('date').line).toMatch(/run out/);
    expect(line('name').line).toMatch(/another site/);
    expect(line('trust').because).toMatch(/issuer/);
    for (const kind of ['name', 'trust', undefined] as const) {
      expect(`${line(kind).line} ${line(kind).todo}`).not.toMatch(/run out|renew|any more/);
    }
  });

  it('the country and the internet provider, and keeps them out of what is handed on', () => {
    const { verdict } = judge(evidenceOfCase(pathLost as never));
    expect(verdict.name).toBe('isp_path');
    expect(verdict.numbers.network).toBe('A network');
    const { because } = wordsOf(verdict);
    expect(because).toMatch(/others at A network don’t/);
    const regional = verdictOf('regional', { country: 'SA', near: 2, nearFailing: 2, far: 3, farFailing: 1 });
    expect(wordsOf(regional).line).toContain('in Saudi Arabia');
    expect(wordsOf(regional).because).toBe('2 of 2 places near you get no answer; 2 of 3 far away do.');
    const judged = judge({
      ...evidenceOfCase({ here: ['legal', 'legal', 'legal'] } as never),
      country: 'SA',
    });
    expect(wordsOf(judged.verdict).line).toContain('Saudi Arabia');
    for (const one of [verdict, regional, judged.verdict]) {
      const favourite = { verdict: one, since: null, report: null, evidence: [], health: 'down' };
      const text = serviceReport(favourite as never as FavouriteView, 'plain', ENGLISH, NOW, 'GMT');
      expect(text).not.toMatch(/Saudi|A network/);
    }
  });

  it('until when, as announced', () => {
    const until = NOW + HOUR;
    const time = sayTime(until, NOW, ENGLISH);
    expect(wordsOf(verdictOf('maintenance', { until })).line).toContain(`until ${time}`);
    expect(wordsOf(verdictOf('rate_limited', { until })).because).toContain(time);
    expect(wordsOf(verdictOf('maintenance', { until: NOW - 1 })).line).not.toContain('until');
    const limited = judge(evidenceOfCase({ here: ['rate', 'rate', 'rate'], retryAfterMs: HOUR } as never));
    expect(limited.verdict.numbers.until).toBeGreaterThan(0);
  });

  it('by how much a clock is wrong only where somebody told', () => {
    expect(wordsOf(verdictOf('clock_skew', { skewMs: 2_000 })).line).toBe('This computer’s clock is wrong.');
    expect(wordsOf(verdictOf('clock_skew', {})).because).not.toMatch(/servers/);
    expect(wordsOf(verdictOf('clock_skew', { skewMs: 26 * HOUR })).line).toMatch(/1 day 2 hours/);
  });
});

it('others’ words are cut at a word', () => {
  expect(sayShort('Mail', 10)).toBe('Mail');
  expect(sayShort('Incoming mail and calendars', 15)).toBe('Incoming mail…');
  expect([...sayShort('邮'.repeat(30), 10)].length).toBe(11);
});

describe('after “OK, I know”', () => {
  const WATCHED = [{ id: 'whatsapp' }, { id: 'github' }] as Watched[];
  const sample = (symptom: Sample['symptom']): Sample => ({
    at: NOW,
    symptom,
    tookMs: 5,
    status: null,
    how: 'probe',
    retryAfterMs: null,
  });
  const BLOCKED: Partial<ServiceState> = {
    health: 'down',
    inIncident: true,
    failingSince: NOW - 60_000,
    samples: [sample('reset')],
    verdict: verdictOf('blocked_network', {}, 'medium'),
  };
  const well: Partial<ServiceState> = { health: 'up', samples: [sample('answers')] };
  const stateWith = (github: Partial<ServiceState>): State => {
    const services = {
      whatsapp: { ...newService('whatsapp', NOW), ...BLOCKED },
      github: { ...newService('github', NOW), ...github },
    };
    return advanceBlocks({ ...emptyState(1), network: { key: '5.156', at: NOW, by: 'c' }, services });
  };
  const settings = { pausedUntil: null };
  const say = (state: State, watched = WATCHED) => {
    const lead = leadOf(state, watched, settings, NOW);
    return { lead, words: explainLead(lead, (id) => id, watched.length, ENGLISH, NOW) };
  };

  it('a block is no trouble any more, and still said', () => {
    const before = stateWith(well);
    expect(say(before).lead.headline).toBe('just-you');
    const { lead, words } = say(acknowledge(before, 'whatsapp'));
    expect(lead.headline).toBe('all-up');
    expect(words).toMatchObject({
      headline: '1 of 2 answer.',
      line: 'whatsapp: blocked here, as you know.',
      because: '',
    });
  });

  it('a second block is news, and one that is all there is stays the answer', () => {
    const both = acknowledge(stateWith(BLOCKED), 'whatsapp');
    expect(say(both).lead.services).toEqual(['github']);
    expect(say(acknowledge(both, 'github')).lead.headline).toBe('just-you');
    expect(say(acknowledge(stateWith(well), 'whatsapp'), WATCHED.slice(0, 1)).lead.headline).toBe('just-you');
  });
});

it('a country that is not served is not let in', () => {
  const lead = leadOf(
    {
      ...emptyState(1),
      services: {
        a: { ...newService('a', NOW), health: 'blocked', verdict: verdictOf('geo_block'), samples: [] },
      },
    },
    [{ id: 'a' } as Watched],
    { pausedUntil: null },
    NOW,
  );
  expect(explainLead(lead, String, 1, ENGLISH, NOW).headline).toBe('They don’t let us in.');
});

describe('a wrong clock', () => {
  const wordsAt = (hours: number, around: Around | null) =>
    explainVerdict(verdictOf('clock_skew', { skewMs: hours * HOUR }), 'A', ENGLISH, false, around);

  it('is ahead or behind', () => {
    expect(wordsAt(26, null).line).toBe('This computer’s clock is 1 day 2 hours ahead.');
    expect(wordsAt(-26, null).line).toBe('This computer’s clock is 1 day 2 hours behind.');
  });

  it('is told what the time is, where that is said as it holds now', () => {
    const time = sayDate(NOW - 26 * HOUR, ENGLISH);
    expect(wordsAt(26, around()).because).toBe(
      `Secure sites refuse a wrong date. Several servers say it is ${time}.`,
    );
    expect(wordsAt(26, null).because).not.toContain(time);
  });
});

describe('a block', () => {
  const lineBy = (rule: string, numbers: VerdictNumbers = {}) =>
    explainVerdict({ ...verdictOf('blocked_network', numbers), rule }, 'Deezer', ENGLISH, false);

  it('is laid on nobody where nobody can say who it is', () => {
    expect(
      lineBy('only-this-network', { places: 6, placesFailing: 0, near: 2, nearFailing: 0 }),
    ).toMatchObject({
      line: 'This network or your internet provider doesn’t let Deezer through.',
      because: 'It works elsewhere, and everything else works here.',
    });
  });

  it('is laid on who is seen to do it', () => {
    expect(lineBy('name-filtered').line).toBe('The address book (DNS) here hides Deezer.');
    expect(lineBy('blocked-nearby', { near: 2, nearFailing: 2 }).line).toBe(
      'Your internet provider doesn’t let Deezer through.',
    );
    expect(lineBy('stopped-by-rule')).toMatchObject({
      line: 'This browser isn’t allowed to open Deezer.',
      todo: 'Ask whoever manages this browser.',
    });
  });
});

it('a wrong clock is told as one', () => {
  const notice = {
    kind: 'opened',
    about: 'you',
    services: ['A'],
    back: [],
    since: NOW,
    until: null,
    verdict: verdictOf('clock_skew', { skewMs: -26 * HOUR }),
  } as unknown as Notice;
  expect(noticeWords(notice, String, ENGLISH, NOW)).toEqual({
    title: 'Your clock is off by 1 day 2 hours',
    message: 'A: secure sites won’t open until it is set.',
  });
});
