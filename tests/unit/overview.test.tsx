// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { History } from '@/components/History';
import { lanesOf, totalsOf } from '@/components/history/lanes';
import { ownLineOf } from '@/components/history/own-line';
import { placeOf } from '@/components/history/place';
import { SpeechContext } from '@/components/words';
import type { IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import { tongueIn } from '../tongue';
import { series } from './github-hour';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = new Date(2026, 0, 15, 12).getTime();
const NOW = NOON + 10 * HOUR;
const EN = tongueIn('en', 'en-GB');

const point = (hour: number, counts: SeriesPoint['counts'], change: Partial<SeriesPoint> = {}) => ({
  from: NOON + hour * HOUR,
  spanMs: HOUR,
  counts,
  kinds: {},
  pageLoads: 0,
  pageLoadsFailed: 0,
  latency: null,
  ...change,
});
const rangeOf = (services: RangeData['services'], change: Partial<RangeData> = {}): RangeData => ({
  from: NOON,
  to: NOON + 12 * HOUR,
  spanMs: HOUR,
  services,
  incidents: [],
  gaps: [],
  ...change,
});
const WELL = Array.from({ length: 10 }, (_, hour) => point(hour, { up: 60 }));
/** As it is logged of twelve minutes without a network. */
const CUT = WELL.map((one, hour) => (hour === 4 ? { ...one, counts: { up: 48, yours: 22 } } : one));
const BOTH_CUT = [series('github', CUT), series('whatsapp', CUT)];

const blocked: IncidentRow = {
  id: 'tiktok-1',
  shared: null,
  members: [
    { service: 'tiktok', since: NOON + HOUR, restoredAt: NOON + 2 * HOUR, verdict: 'blocked_network' },
  ],
  openedAt: NOON + HOUR,
  closedAt: NOON + 2 * HOUR,
  scope: 'blocked',
  verdict: { name: 'blocked_network', scope: 'blocked', confidence: 'high', rule: 'r', numbers: {} },
  phases: [],
  toldAt: null,
  notices: [],
  evidence: [],
};

function shown(data: RangeData): Element {
  return render(
    <SpeechContext.Provider value={{ tongue: EN, now: NOW }}>
      <History
        place={placeOf('#span=day', NOW)}
        go={() => {}}
        data={data}
        incident={undefined}
        favourites={data.services.map(({ service }) => service)}
        nameOf={(id) => id}
        save={() => {}}
        print={() => {}}
        openPortal={() => {}}
        handOn={async () => true}
      />
    </SpeechContext.Provider>,
  ).container;
}

afterEach(cleanup);

describe('one’s own line', () => {
  const ownIn = (data: RangeData) => ownLineOf(data, lanesOf(data, NOW), NOW);

  it('was at fault as long as it was seen to be, by however many services and in however long a point', () => {
    const own = ownIn(rangeOf(BOTH_CUT));
    expect(own.lasted).toBe(12 * MINUTE);
    expect(own.share).toBeCloseTo(1 - 12 / 600);
    const close = [point(0, { up: 3, yours: 2 }, { spanMs: 5 * MINUTE })];
    expect(ownIn(rangeOf([series('github', close)])).lasted).toBe(2 * MINUTE);
  });

  it('was all right while a service was only blocked on the way', () => {
    const points = WELL.map((one, hour) => (hour === 1 ? { ...one, counts: { yours: 62 } } : one));
    const data = rangeOf([series('tiktok', points)], { incidents: [blocked] });
    const { watched, ...own } = ownIn(data);
    expect(own).toEqual({ stretches: [], lasted: 0, share: 1 });
    expect(watched).toHaveLength(1);
    expect(totalsOf(data, lanesOf(data, NOW), ownIn(data), NOW).ownFaults).toBe(1);
  });

  it('is not known where nobody watched', () => {
    expect(ownIn(rangeOf([])).share).toBeNull();
  });
});

describe('the overview', () => {
  it('does not call a time calm in which one’s own side was in trouble', () => {
    const page = shown(rangeOf(BOTH_CUT));
    expect(page.querySelector('.calm')?.textContent).toBe(
      'No outage was found. The trouble was on your side.',
    );
    expect(page.querySelector('.calm .shape.yours')).not.toBeNull();
    cleanup();
    expect(shown(rangeOf([series('github', WELL)])).textContent).toContain('Nothing went wrong');
  });

  it('says what its share is a share of', () => {
    expect(shown(rangeOf(BOTH_CUT)).querySelector('.totals > p')?.textContent).toBe(
      '2 services, watched for 10 hours. “Answered” leaves out planned work and trouble on your side.',
    );
  });

  it('is of the time since the first answer, and counts every check', () => {
    const since = NOW - 20_000;
    const young = point(9, { up: 1 }, { spanMs: HOUR });
    const services = ['github', 'whatsapp'].map((id) => ({ ...series(id, [young]), checks: 3, since }));
    const text = shown(rangeOf(services)).querySelector('.totals')?.textContent;
    expect(text).toContain('watched for less than a minute');
    expect(text).toContain('Checks6');
  });

  it('counts the services that were watched in it', () => {
    const services = [series('github', WELL), series('never-asked', [])];
    expect(shown(rangeOf(services)).querySelector('.totals > p')?.textContent).toMatch(/^1 service, watched/);
  });

  it('gives one’s own line its share too, and no sign of trouble while it has none', () => {
    const page = shown(rangeOf([series('github', WELL)]));
    expect(page.querySelector('.lane.own .lane-end')?.textContent).toBe('100%');
    expect(page.querySelector('.lane.own .yours')).toBeNull();
    cleanup();
    expect(shown(rangeOf(BOTH_CUT)).querySelector('.as-table tbody tr')?.textContent).toBe(
      'Your connection98%112 minutes',
    );
  });

  it('draws no line where it would be a speck, and gives the numbers instead', () => {
    const points = WELL.slice(0, 3).map((one) => ({ ...one, latency: { p50: 80, p90: 120 } }));
    const few = shown(rangeOf([series('github', points)], { to: NOON + 7 * 24 * HOUR }));
    expect(few.querySelector('.chart')).toBeNull();
    expect(few.textContent).toContain('Too few answers for a line');
    expect(few.querySelector('details[open] tbody')?.textContent).toContain('80 ms');
  });
});
