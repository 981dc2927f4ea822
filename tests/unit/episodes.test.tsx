// @vitest-environment happy-dom
/** The log tells what was wrong on one's own side, and of work that was announced: neither is an outage. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentList } from '@/components/history/IncidentList';
import { IncidentPage } from '@/components/history/IncidentPage';
import { lanesOf, ownBlocks, totalsOf } from '@/components/history/lanes';
import { ownLineOf } from '@/components/history/own-line';
import { placeOf } from '@/components/history/place';
import { SpeechContext } from '@/components/words';
import { rowsOf } from '@/entrypoints/background/rows';
import type { KeptStep } from '@/utils/incidents/step';
import type { Ask, Observation } from '@/utils/model';
import { grown } from '@/utils/store/incident-row';
import type { IncidentRow, RangeData, SeriesPoint } from '@/utils/store/rows';
import { tongueIn } from '../tongue';
import { between, Computer, MINUTE, outage, SECOND, START, type World } from './computer';
import { series } from './github-hour';

const EN = tongueIn('en', 'en-GB');

/** A computer that also keeps what the log tells. */
class Telling extends Computer {
  readonly told = new Map<string, IncidentRow>();
  open: readonly string[] = [];

  protected override keep(step: KeptStep): void {
    super.keep(step);
    const { incidents, open = [] } = rowsOf(step, {}, true);
    for (const row of incidents) this.told.set(row.id, grown(this.told.get(row.id), row));
    this.open = open;
  }
}

/** Says with each error how long it will take. */
class Announcing extends Telling {
  protected override answer(ask: Ask): Observation[] {
    return super
      .answer(ask)
      .map((one) =>
        one.source === 'probe' && one.status === 503 ? { ...one, retryAfterMs: 30 * MINUTE } : one,
      );
  }
}

async function lived(world: World, seconds: number, make: typeof Telling = Telling): Promise<Telling> {
  const computer = new make(world);
  await computer.run(seconds * SECOND);
  return computer;
}

const point = (minute: number, counts: SeriesPoint['counts']): SeriesPoint => ({
  from: START + minute * MINUTE,
  spanMs: MINUTE,
  counts,
  kinds: {},
  pageLoads: 0,
  pageLoadsFailed: 0,
  latency: null,
});
const rangeOf = (incidents: readonly IncidentRow[], now: number): RangeData => ({
  from: START,
  to: START + 60 * MINUTE,
  spanMs: MINUTE,
  services: [
    series(
      'whatsapp',
      Array.from({ length: Math.ceil((now - START) / MINUTE) }, (_, minute) => point(minute, { up: 1 })),
    ),
  ],
  incidents,
  gaps: [],
});

afterEach(cleanup);

const drawn = (row: IncidentRow, now: number) =>
  render(
    <SpeechContext.Provider value={{ tongue: EN, now }}>
      <IncidentList incidents={[row]} quiet="calm" place={placeOf('#span=day', now)} nameOf={(id) => id} />
      <IncidentPage row={row} nameOf={(id) => id} back="#" />
    </SpeechContext.Provider>,
  ).container;

describe('a fault of one’s own', () => {
  const cut: World = { whatsapp: () => null, connected: (second) => !between(300, 420)(second) };

  it('is in the log with its reason, from its beginning to its end', async () => {
    const { told, open } = await lived({ ...cut, cause: 'dns.name_not_resolved' }, 900);
    expect([...told.values()]).toMatchObject([
      { scope: 'resolver', members: [], verdict: { name: 'local_dns' }, closedAt: expect.any(Number) },
    ]);
    const [row] = told.values();
    const lasted = (row?.closedAt ?? 0) - (row?.openedAt ?? 0);
    expect(lasted).toBeGreaterThan(60 * SECOND);
    expect(lasted).toBeLessThan(200 * SECOND);
    expect(row?.evidence[0]?.lines.length).toBeGreaterThan(3);
    expect(open).toEqual([]);
  });

  it('stays open while it lasts, also for a worker that begins anew', async () => {
    const { told, open } = await lived(cut, 400);
    expect([...told.values()]).toMatchObject([{ closedAt: null }]);
    expect(open).toEqual([...told.keys()]);
  });

  it('is called by its name in the list, the story and one’s own lane, and is no outage', async () => {
    const { told } = await lived({ ...cut, cause: 'tcp.timed_out' }, 900);
    const [row] = told.values();
    if (row === undefined) throw new Error('It is in the log.');
    const now = START + 15 * MINUTE;
    const page = drawn(row, now);
    expect(page.querySelector('.incidents a')?.textContent).toContain('Trouble on your sideNo internet');
    expect(page.querySelector('h1')?.textContent).toBe('No internet');
    expect(page.querySelector('header')?.textContent).toContain(
      'Not one of the unrelated sites we tried answers',
    );
    const data = rangeOf([row], now);
    const lanes = lanesOf(data, now);
    const own = ownLineOf(data, lanes, now);
    expect(ownBlocks(data, now)).toMatchObject([{ tone: 'yours', from: row.openedAt }]);
    expect(own.lasted).toBe((row.closedAt ?? 0) - row.openedAt);
    expect(totalsOf(data, lanes, own, now)).toMatchObject({ outages: 0, ownFaults: 1, uptime: 1 });
  });
});

describe('work that was announced', () => {
  const world: World = { whatsapp: outage(300, 900) };

  it('is in the log as what it is, until it is over', async () => {
    const { told, open } = await lived(world, 3_600, Announcing);
    expect([...told.values()]).toMatchObject([
      {
        verdict: { name: 'maintenance' },
        members: [{ service: 'whatsapp', verdict: 'maintenance' }],
        closedAt: expect.any(Number),
      },
    ]);
    expect(open).toEqual([]);
  });

  it('is neither down nor answered: the share leaves it out, and nothing is unexplained', async () => {
    const { told } = await lived(world, 3_600, Announcing);
    const [row] = told.values();
    if (row === undefined) throw new Error('It is in the log.');
    const now = START + 60 * MINUTE;
    const page = drawn(row, now);
    expect(page.querySelector('.incidents a')?.textContent).toContain('whatsapp: planned work.');
    expect(page.querySelector('.incidents .shape.planned')).not.toBeNull();
    expect([...page.querySelectorAll('.chapters li')].map((one) => one.getAttribute('data-kind'))).toEqual([
      'judged',
      'back',
      'over',
    ]);
    const data = rangeOf([row], now);
    const [lane] = lanesOf(data, now);
    expect(lane?.uptime).toBe(1);
    expect(lane?.blocks).toMatchObject([{ tone: 'planned', side: 'theirs' }]);
    expect(totalsOf(data, lanesOf(data, now), ownLineOf(data, [], now), now).outages).toBe(0);
  });
});
