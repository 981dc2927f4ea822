// @vitest-environment happy-dom
/** What nobody else was seen to meet is not claimed of others, and what a person took back is not told as certain. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentList, type Quiet } from '@/components/history/IncidentList';
import { IncidentPage } from '@/components/history/IncidentPage';
import { isUnanswered, lanesOf, totalsOf } from '@/components/history/lanes';
import { ownLineOf } from '@/components/history/own-line';
import { placeOf } from '@/components/history/place';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { judge } from '@/utils/diagnosis/judge';
import { sayTime } from '@/utils/diagnosis/locale';
import { reportOf } from '@/utils/diagnosis/report';
import { reportHtml, reportText } from '@/utils/diagnosis/report-forms';
import { LIKELIEST } from '@/utils/diagnosis/sentence';
import { chainOf, sideOf } from '@/utils/incidents/chain';
import { headlineOf } from '@/utils/incidents/headline-key';
import { noticeWords } from '@/utils/incidents/notice-words';
import type { Lead, Notice, Verdict } from '@/utils/model';
import type { IncidentRow, SeriesPoint } from '@/utils/store/rows';
import { LANGUAGES } from '@/utils/words/languages';
import { m } from '@/utils/words/messages';
import errors from '../cases/errors-and-nobody-to-ask.json';
import denied from '../cases/refused-and-its-page-says-all-is-well.json';
import refused from '../cases/refused-and-nobody-to-ask.json';
import everywhere from '../cases/refused-everywhere.json';
import { tongueIn } from '../tongue';
import { series } from './github-hour';
import { evidenceOfCase } from './read-case';
import { DOWN } from './verdicts';

const EN = tongueIn('en', 'en-GB');
const NOW = Date.UTC(2026, 0, 15, 12);
const verdictIn = (situation: unknown) => judge(evidenceOfCase(situation as Case)).verdict;
const nameOf = (id: string) => ({ github: 'GitHub', imo: 'imo', vk: 'VK' })[id] ?? id;

afterEach(cleanup);

function leadOn(verdict: Verdict, services = ['github']): Lead {
  return {
    headline: headlineOf(verdict),
    verdict,
    mood: 'plain',
    services,
    since: NOW - 60_000,
    chain: chainOf(verdict),
    side: sideOf(verdict),
    everyone: false,
    before: null,
  };
}

function noticeOn(verdict: Verdict, change: Partial<Notice> = {}): Notice {
  return {
    id: 'a',
    kind: 'opened',
    about: 'service',
    services: ['github'],
    back: [],
    family: null,
    verdict,
    everyone: false,
    since: NOW - 60_000,
    until: null,
    alert: true,
    ...change,
  };
}

describe.each(LANGUAGES.map(({ locale }) => locale))('without a witness, in %s', (locale) => {
  const tongue = tongueIn(locale);
  const service = 'GitHub';

  it('headline, line and notification carry the doubt', () => {
    const verdict: Verdict = { ...DOWN, confidence: 'low', rule: LIKELIEST };
    const words = explainLead(leadOn(verdict), nameOf, 1, tongue, NOW);
    expect(words.headline).toBe(m.lead_probably_not_just_you({}, tongue));
    expect(words.line).toBe(m.verdict_down_probably({ service, count: 1 }, tongue));
    const notice = noticeWords(noticeOn(verdict), nameOf, tongue, NOW);
    expect(notice.title).toBe(m.notice_probably_title({ services: service, count: 1 }, tongue));
    const time = sayTime(NOW - 60_000, NOW, tongue);
    expect(notice.message).toBe(m.notice_probably({ time }, tongue));
    const both = explainLead(leadOn(verdict, ['github', 'imo']), nameOf, 2, tongue, NOW);
    expect(both.line).not.toBe(words.line);
    expect(both.line).not.toBe(m.verdict_many_down_others({ services: both.line }, tongue));
  });

  it('errors that only this computer saw are not everybody’s', () => {
    const words = explainLead(leadOn(verdictIn(errors)), nameOf, 1, tongue, NOW);
    expect(words.headline).toBe(m.lead_probably_not_just_you({}, tongue));
    expect(words.line).toBe(m.verdict_service_5xx_line_probably({ service }, tongue));
    const notice = noticeWords(noticeOn(verdictIn(errors)), nameOf, tongue, NOW);
    expect(notice.message).not.toBe(m.notice_broken({ time: notice.message }, tongue));
  });
});

describe('a guess', () => {
  it('blames no service for connections that are turned away here, whatever its status page says', () => {
    for (const situation of [refused, denied]) expect(verdictIn(situation).name).toBe('unknown');
  });

  it('is less sure of errors where the status page says that all is well', () => {
    expect(verdictIn(errors)).toMatchObject({ name: 'service_5xx', confidence: 'medium' });
    expect(verdictIn({ ...errors, report: 'none' })).toMatchObject({
      name: 'service_5xx',
      confidence: 'low',
    });
  });

  it('with witnesses stays a plain sentence', () => {
    const words = explainLead(leadOn(verdictIn(everywhere)), nameOf, 1, EN, NOW);
    expect(words.headline).toBe('It’s not just you.');
    expect(words.line).toBe('GitHub is down for others too.');
  });
});

it('outages that share nothing but their hour are told as that, and not as down for others', () => {
  const words = noticeWords(
    noticeOn(DOWN, { services: ['imo', 'github', 'vk'], mood: 'digest' }),
    nameOf,
    EN,
    NOW,
  );
  expect(words.title).toBe('Trouble at once: imo, GitHub and VK');
  expect(words.message).toMatch(/^They seem unrelated\./);
});

describe('an incident closed on the person’s word', () => {
  const row: IncidentRow = {
    id: 'github-1',
    shared: null,
    members: [
      { service: 'github', since: NOW - 300_000, restoredAt: NOW, verdict: 'service_down', said: true },
    ],
    openedAt: NOW - 300_000,
    closedAt: NOW,
    scope: 'global',
    verdict: DOWN,
    phases: [],
    toldAt: null,
    notices: [],
    evidence: [],
  };
  const SAID = 'Our check got no good answer, but the person said that it works: GitHub.';

  it('is told as that in the story, and nobody’s outage', () => {
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: EN, now: NOW }}>
        <IncidentPage row={row} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    );
    const text = container.textContent ?? '';
    expect(text).toContain('Our check got no good answer, but you said that it works: GitHub.');
    expect(text).not.toMatch(/for others|their side/i);
    const data = { from: NOW - 3_600_000, to: NOW, spanMs: 60_000, services: [], incidents: [row], gaps: [] };
    expect(totalsOf(data, lanesOf(data, NOW), ownLineOf(data, lanesOf(data, NOW), NOW), NOW).outages).toBe(0);
  });

  it('is told as that in every text that leaves', () => {
    const context = { nameOf, isPrivate: () => false, tongue: EN, now: NOW, timeZone: 'UTC' };
    const report = reportOf(row, context);
    if (report === null) throw new Error('There is a report.');
    for (const text of [reportText(report), reportHtml(report, EN)]) {
      expect(text).toContain(SAID);
      expect(text).not.toContain('for others');
    }
  });
});

describe('a time without incidents', () => {
  const shown = (quiet: Quiet) =>
    render(
      <SpeechContext.Provider value={{ tongue: EN, now: NOW }}>
        <IncidentList incidents={[]} quiet={quiet} place={placeOf('', NOW)} nameOf={nameOf} />
      </SpeechContext.Provider>,
    ).container.textContent;

  it('is none in which many checks failed', () => {
    const point = (counts: object) => ({ from: NOW, spanMs: 60_000, counts, kinds: {} }) as SeriesPoint;
    const services = (counts: object) => ({ services: [series('imo', [point(counts)])] });
    expect(isUnanswered(services({ up: 1_000, down: 5 }))).toBe(false);
    expect(isUnanswered(services({ up: 20, down: 40 }))).toBe(true);
    expect(isUnanswered(services({ up: 20, yours: 40 }))).toBe(false);
  });

  it('is called calm only where the checks were answered', () => {
    expect(shown('calm')).toContain('Nothing went wrong');
    expect(shown('unexplained')).toContain('why isn’t known');
    expect(shown('own')).toContain('on your side');
    expect(shown('own')).not.toContain('Nothing went wrong');
    expect(shown('unexplained')).not.toContain('Nothing went wrong');
  });
});
