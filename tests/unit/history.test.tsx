// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { lanesOf } from '@/components/history/lanes';
import { ownLineOf } from '@/components/history/own-line';
import { Timeline } from '@/components/history/Timeline';
import { SpeechContext } from '@/components/words';
import type { GapRow, IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import { HOUR, NOON, NOW, nameOf, row, series, speech } from './github-hour';

const MINUTE = 60_000;

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
  services: [series('github', POINTS)],
  incidents: [],
  gaps,
});
const RESTING: GapRow = { from: NOON, to: NOON + HOUR, why: 'resting' };

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
            series(
              'github',
              [0, 1, 2].map((n) => point(NOON + n * minutes * MINUTE)),
            ),
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
    const data = dataWith(gaps);
    const lanes = lanesOf(data, NOW);
    const place = { span: 'day', at: NOON, service: null, side: null, text: '', incident: null } as const;
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <Timeline data={data} every={lanes} own={ownLineOf(data, lanes, NOW)} place={place} nameOf={nameOf} />
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

describe('the share of time in which it answered', () => {
  const shareWith = (...incidents: IncidentRow[]) =>
    lanesOf({ ...dataWith([RESTING]), incidents }, NOW)[0]?.uptime;
  const blamed = (scope: IncidentRow['scope'], name: IncidentRow['verdict']['name']): IncidentRow => ({
    ...row([]),
    scope,
    verdict: { ...row([]).verdict, scope, name },
  });

  it('is of time, however often it was asked in it', () => {
    expect(shareWith()).toBe(1);
    expect(shareWith(row([]))).toBeCloseTo(2 / 3);
    expect(shareWith(row([]), { ...row([]), id: 'github-2' })).toBeCloseTo(2 / 3);
  });

  it('leaves out what was no fault of the service, and counts slow answers as answers', () => {
    const later = { ...row([]), openedAt: NOON + HOUR, closedAt: NOW };
    const members = [{ service: 'github', since: NOON + HOUR, restoredAt: NOW, verdict: 'ok' as const }];
    const down = { ...later, members };
    for (const own of [blamed('network', 'local_network'), blamed('blocked', 'blocked_network')])
      expect(shareWith(own, down)).toBeCloseTo(1 / 2);
    expect(shareWith(blamed('unknown', 'unknown'), down)).toBeCloseTo(1 / 2);
    expect(shareWith(blamed('global', 'degraded_slow'), down)).toBeCloseTo(2 / 3);
  });

  it('is not known where nobody watched', () => {
    expect(lanesOf({ ...dataWith([]), services: [series('github', [])] }, NOW)[0]?.uptime).toBe(null);
  });
});
