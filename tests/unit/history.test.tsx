// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentPage } from '@/components/history/IncidentPage';
import { lanesOf } from '@/components/history/lanes';
import { Timeline } from '@/components/history/Timeline';
import { SpeechContext } from '@/components/words';
import type { GapRow, IncidentRow, RangeData, SeriesPoint, ToldRow } from '@/utils/store/rows';
import { tongueIn } from '../tongue';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = new Date(2026, 0, 15, 12).getTime();

const point = (at: number): SeriesPoint => ({
  from: at,
  spanMs: MINUTE,
  counts: { up: 1 },
  kinds: {},
  pageLoads: 0,
  pageLoadsFailed: 0,
  latency: null,
});

/** A minute each until noon, then one in five until one, then a minute each until two. */
const POINTS = Array.from({ length: 120 }, (_, minute) => minute)
  .filter((minute) => minute < 60 || minute >= 120 || minute % 5 === 0)
  .concat(Array.from({ length: 60 }, (_, minute) => 120 + minute))
  .map((minute) => point(NOON - HOUR + minute * MINUTE));

const dataWith = (gaps: readonly GapRow[]): RangeData => ({
  from: NOON - HOUR,
  to: NOON + 3 * HOUR,
  spanMs: MINUTE,
  services: [{ service: 'github', points: POINTS, uptime: 1 }],
  incidents: [],
  gaps,
});
const RESTING: GapRow = { from: NOON, to: NOON + HOUR, why: 'resting' };
const NOW = NOON + 2 * HOUR;

const speech = { tongue: tongueIn('en', 'en-GB'), now: NOW };
const nameOf = () => 'GitHub';

afterEach(cleanup);

describe('the timeline', () => {
  it('draws a rest as watched, and sleep as a gap', () => {
    expect(lanesOf(dataWith([RESTING]), NOW)[0]?.watched).toEqual([{ from: NOON - HOUR, to: NOW }]);
    expect(lanesOf(dataWith([{ ...RESTING, why: 'asleep' }]), NOW)[0]?.watched).toEqual([
      { from: NOON - HOUR, to: NOON },
      { from: NOON + HOUR, to: NOW },
    ]);
  });

  it('draws answers as far apart as the longest interval as one watch, and what is further apart as a gap', () => {
    const every = (minutes: number) =>
      lanesOf(
        {
          ...dataWith([]),
          services: [
            {
              service: 'github',
              points: [0, 1, 2].map((n) => point(NOON + n * minutes * MINUTE)),
              uptime: 1,
            },
          ],
        },
        NOON + 5 * HOUR,
      )[0]?.watched;
    expect(every(30)).toEqual([{ from: NOON, to: NOON + 61 * MINUTE }]);
    expect(every(50)).toHaveLength(3);
  });

  it('says of each why nobody watched', () => {
    const gaps = (['asleep', 'closed', 'paused', 'resting'] as const).map((why, index) => ({
      from: NOON + index * 10 * MINUTE,
      to: NOON + (index * 10 + 5) * MINUTE,
      why,
    }));
    const place = { span: 'day', at: NOON, service: null, side: null, text: '', incident: null } as const;
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <Timeline data={dataWith(gaps)} place={place} nameOf={nameOf} />
      </SpeechContext.Provider>,
    );
    const said = [...container.querySelectorAll('[data-gap] th')].map(({ textContent }) => textContent);
    expect(said).toEqual([
      'Resting: looked less often',
      'You had paused',
      'The browser was closed',
      'The computer slept',
    ]);
    expect(container.querySelector('.gap.closed')?.getAttribute('title')).toMatch(
      /^The browser was closed · .*12:10 – 12:15$/,
    );
  });
});

describe('the story of an incident', () => {
  const row = (notices: readonly ToldRow[]): IncidentRow => ({
    id: 'github-1',
    shared: null,
    members: [{ service: 'github', since: NOON, restoredAt: NOON + HOUR, verdict: 'service_down' }],
    openedAt: NOON,
    closedAt: NOON + HOUR,
    scope: 'global',
    verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'r', numbers: {} },
    phases: [],
    toldAt: NOON,
    notices,
    evidence: [],
  });

  it('says whose word ended it', () => {
    const closed: IncidentRow = {
      ...row([]),
      members: row([]).members.map((member) => ({ ...member, said: true })),
    };
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <IncidentPage row={closed} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    );
    const ends = [...container.querySelectorAll('[data-kind="said"], [data-kind="cleared"]')];
    expect(ends.map(({ lastChild }) => lastChild?.textContent)).toEqual([
      `You said that ${nameOf()} works.`,
      'Closed on your word, after 1 hour.',
    ]);
    expect(container.querySelector('[data-kind="back"], [data-kind="over"]')).toBeNull();
  });

  it('says each notice in its own words', () => {
    const notices: ToldRow[] = [
      { at: NOON + 1, kind: 'opened' },
      { at: NOON + 2, kind: 'updated' },
      { at: NOON + 3, kind: 'updated', mood: 'flapping' },
      { at: NOON + 4, kind: 'closed', mood: 'flapping' },
      { at: NOON + 5, kind: 'closed' },
      { at: NOON + 6, kind: 'closed', mood: 'wished' },
      { at: NOON + 7, kind: 'closed', mood: 'morning' },
      { at: NOON + 8, kind: 'cleared' },
    ];
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <IncidentPage row={row(notices)} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    );
    const told = [...container.querySelectorAll('[data-kind="told"] > span')];
    expect(told.map(({ textContent }) => textContent)).toEqual([
      'You were told.',
      'You were told what changed.',
      'You were told that it comes and goes.',
      'You were told that it is steady again.',
      'You were told that it is back.',
      'You were told that it is back, as you wished.',
      'You were told after your quiet hours.',
      'The notification was taken away.',
    ]);
  });
});
