import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyState, newService } from '@/utils/incidents/state';
import type { IncidentRow, SampleRow } from '@/utils/store/rows';
import type { Write } from '@/utils/store/state';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 15, 12);

/** A worker that has just started: modules know nothing, the disk knows what it knew. */
async function worker() {
  vi.resetModules();
  const [state, log, read] = await Promise.all([
    import('@/utils/store/state'),
    import('@/utils/store/log'),
    import('@/utils/incidents/read-state'),
  ]);
  return { ...state, ...log, stateOf: read.stateOf };
}

const write = (change: Partial<Write> = {}): Write => ({
  state: emptyState(1),
  samples: [],
  incidents: [],
  gaps: [],
  durable: false,
  ...change,
});
const sample = (change: Partial<SampleRow> = {}): SampleRow => ({
  service: 'whatsapp',
  at: START,
  outcome: 'up',
  latencyMs: 120,
  kind: null,
  how: 'probe',
  ...change,
});
const incident = (id: string, openedAt: number): IncidentRow => ({
  id,
  shared: null,
  members: [],
  openedAt,
  closedAt: null,
  scope: 'global',
  notices: [],
  evidence: [],
  verdict: {
    name: 'service_down',
    scope: 'global',
    confidence: 'high',
    rule: 'down-everywhere',
    numbers: {},
  },
  phases: [],
  toldAt: null,
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the state', () => {
  it('is what the last worker kept', async () => {
    const state = { ...emptyState(7), services: { whatsapp: newService('whatsapp', START) } };
    expect(await (await worker()).commit(write({ state }))).toBe('saved');
    const next = await worker();
    expect(await next.readRecord(next.stateOf)).toEqual(state);
  });

  it('is null on a fresh install', async () => {
    const { readRecord, stateOf } = await worker();
    expect(await readRecord(stateOf)).toBeNull();
  });

  it('is null when it cannot be read, and what was there is kept aside', async () => {
    const { commit, readRecord, stateOf } = await worker();
    await commit(write({ state: { version: 99, rubbish: true } }));
    expect(await readRecord(stateOf)).toBeNull();
    const { openDatabase } = await import('@/utils/store/database');
    const aside = await (await openDatabase()).get('records', 'unreadable');
    expect(aside).toEqual({ version: 99, rubbish: true });
  });

  it('survives any damage to its parts', async () => {
    const { stateOf } = await worker();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(emptyState(1))), fc.jsonValue(), (key, value) => {
        const read = stateOf({ ...emptyState(1), [key]: value });
        if (read === null) return;
        expect(Array.isArray(read.incidents) && Array.isArray(read.measurements)).toBe(true);
        expect(typeof read.services).toBe('object');
      }),
    );
  });
});

describe('a step', () => {
  it('that fails in one part keeps nothing of any part', async () => {
    const { commit, incidentsBetween, seriesOf } = await worker();
    const broken = { ...incident('a', START), members: [() => 0] } as unknown as IncidentRow;
    expect(await commit(write({ samples: [sample()], incidents: [broken] }))).toBe('failed');
    expect(await incidentsBetween(0, START + HOUR)).toEqual([]);
    expect(await seriesOf('whatsapp', START, START + HOUR)).toEqual([]);
  });

  it('that is kept twice changes an incident once', async () => {
    const { commit, incidentsBetween } = await worker();
    for (let times = 0; times < 2; times += 1) await commit(write({ incidents: [incident('a', START)] }));
    expect(await incidentsBetween(0, START + HOUR)).toHaveLength(1);
  });

  it('is refused, and does not throw, when the database is of a newer version', async () => {
    await new Promise<void>((done, fail) => {
      const request = indexedDB.open('faultline', 99);
      request.onsuccess = () => {
        request.result.close();
        done();
      };
      request.onerror = () => fail(request.error);
    });
    const { commit, readRecord, stateOf, incidentsBetween } = await worker();
    expect(await commit(write())).toBe('failed');
    expect(await readRecord(stateOf)).toBeNull();
    expect(await incidentsBetween(0, START)).toEqual([]);
  });
});

describe('the log', () => {
  it('adds answers to their hour, and shows the worst of each minute', async () => {
    const { commit, seriesOf } = await worker();
    await commit(write({ samples: [sample(), sample({ at: START + 61_000, latencyMs: 130 })] }));
    await commit(
      write({
        samples: [
          sample({ at: START + 62_000, outcome: 'down', latencyMs: null, kind: 'timeout' }),
          sample({ at: START + HOUR, how: 'page-load', outcome: 'down', latencyMs: null, kind: 'dns' }),
        ],
      }),
    );
    const [first, second, ...rest] = await seriesOf('whatsapp', START, START + 2 * HOUR);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ counts: { up: 2, down: 1 }, kinds: { timeout: 1 } });
    expect(first?.minutes?.slice(0, 3)).toBe('ud.');
    expect(second).toMatchObject({ pageLoads: 1, pageLoadsFailed: 1 });
  });

  it('is read by days beyond a fortnight', async () => {
    const { commit, seriesOf } = await worker();
    await commit(write({ samples: [sample(), sample({ at: START + 5 * HOUR })] }));
    const days = await seriesOf('whatsapp', START - 30 * 24 * HOUR, START + HOUR);
    expect(days.map(({ counts }) => counts)).toEqual([{ up: 2 }]);
  });

  it('lists incidents of a range, newest first', async () => {
    const { commit, incidentsBetween } = await worker();
    const rows = [incident('a', START), incident('b', START + HOUR), incident('c', START + 9 * HOUR)];
    await commit(write({ incidents: rows }));
    const ids = (await incidentsBetween(START, START + 2 * HOUR)).map(({ id }) => id);
    expect(ids).toEqual(['b', 'a']);
  });
});
