import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { SampleRow } from '@/utils/model';
import type { IncidentRow, SeriesRow, StoredIncident } from '@/utils/store/rows';
import type { Write } from '@/utils/store/state';
import { incident } from './log-step';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 15, 12);

/** A worker that has just started: modules know nothing, the disk knows what it knew. */
async function worker() {
  vi.resetModules();
  const [state, range, read, compaction] = await Promise.all([
    import('@/utils/store/state'),
    import('@/utils/store/range'),
    import('@/utils/incidents/read-state'),
    import('@/utils/store/compact'),
  ]);
  return { ...state, ...range, ...compaction, stateOf: read.stateOf };
}

const write = (change: Partial<Write> = {}): Write => ({
  at: START,
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
beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('the state', () => {
  it('is what the last worker kept', async () => {
    const state = { ...emptyState(7), services: { whatsapp: newService('whatsapp', START) } };
    expect(await (await worker()).commit(write({ state }))).toEqual({ kept: true, problem: null });
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

  it('is not written over when the disk could not be read, and is found again when it can', async () => {
    const known = { ...emptyState(5), mutes: { github: 'back' as const } };
    const { commit } = await worker();
    await commit(write({ state: known }));
    const disk = indexedDB.open;
    indexedDB.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    };
    const second = await worker();
    expect(await second.readRecord(second.stateOf)).toBeNull();
    const meanwhile = { ...emptyState(6), lastTickAt: START };
    indexedDB.open = disk;
    expect(await second.commit(write({ at: START + HOUR, state: meanwhile }))).toEqual({
      kept: true,
      problem: 'log-unreadable',
    });
    expect(await second.readRecord(second.stateOf)).toEqual(known);
    const third = await worker();
    expect(await third.readRecord(third.stateOf)).toEqual(known);
    expect(await third.commit(write({ state: known }))).toEqual({ kept: true, problem: null });
  });

  it('is remembered by a worker that has read it, while the disk cannot be read', async () => {
    const known = { ...emptyState(5), mutes: { github: 'back' as const } };
    const { commit, readRecord, stateOf } = await worker();
    await commit(write({ state: known }));
    const { closeDatabase } = await import('@/utils/store/database');
    await closeDatabase();
    const disk = indexedDB.open;
    indexedDB.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    };
    expect(await readRecord(stateOf)).toEqual(known);
    indexedDB.open = disk;
    expect(await commit(write({ state: known }))).toEqual({ kept: true, problem: null });
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
  it('on a damaged row begins that hour anew', async () => {
    const { commit, readRange } = await worker();
    await commit(write());
    const { openDatabase } = await import('@/utils/store/database');
    const rubbish = { service: 'whatsapp', from: START, counts: 7 } as unknown as SeriesRow;
    await (await openDatabase()).put('series', rubbish);
    expect(await commit(write({ samples: [sample()] }))).toEqual({ kept: true, problem: null });
    const { services } = await readRange(START, START + HOUR, ['whatsapp']);
    expect(services[0]?.points).toHaveLength(1);
  });

  it('is kept although an open incident was damaged, which is not shown', async () => {
    const { commit, readRange } = await worker();
    await commit(write());
    const { openDatabase } = await import('@/utils/store/database');
    const rubbish = { id: 'x', months: [0], openedAt: START } as unknown as StoredIncident;
    await (await openDatabase()).put('incidents', rubbish);
    const next = await worker();
    const step = write({ samples: [sample()], incidents: [incident('a', START)], open: ['a'] });
    expect(await next.commit(step)).toEqual({ kept: true, problem: null });
    const { incidents } = await readRange(START, START + HOUR, ['whatsapp']);
    expect(incidents.map(({ id }) => id)).toEqual(['a']);
  });

  it('that fails in one part keeps nothing of any part', async () => {
    const { commit, readRange } = await worker();
    const broken = { ...incident('a', START), members: [() => 0] } as unknown as IncidentRow;
    expect((await commit(write({ samples: [sample()], incidents: [broken] }))).problem).toBe(
      'log-unreadable',
    );
    const read = await readRange(START, START + HOUR, ['whatsapp']);
    expect([read.incidents, read.services[0]?.points]).toEqual([[], []]);
  });

  it('that is kept twice changes an incident once', async () => {
    const { commit, readRange } = await worker();
    for (let times = 0; times < 2; times += 1) await commit(write({ incidents: [incident('a', START)] }));
    expect((await readRange(START, START + HOUR, [])).incidents).toHaveLength(1);
  });

  it('is not overwritten by a worker that could not read it', async () => {
    const good = { ...emptyState(7), lastTickAt: START };
    await (await worker()).commit(write({ state: good }));
    const { commit, readRecord, stateOf } = await worker();
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('passing', 'UnknownError');
    });
    expect(await readRecord(stateOf)).toBeNull();
    open.mockRestore();
    const blank = { ...emptyState(8), lastTickAt: START + 1 };
    const step = write({ at: START + 1, state: blank, incidents: [incident('a', START)] });
    expect(await commit(step)).toEqual({ kept: true, problem: 'log-unreadable' });
    // The disk answers again: what stands there holds, in this worker and in the next, and the log gets what it is owed.
    const next = await worker();
    expect(await next.readRecord(next.stateOf)).toEqual(good);
    expect(await readRecord(stateOf)).toEqual(good);
    expect(await commit(write({ at: START + 2, state: good }))).toEqual({ kept: true, problem: null });
    expect((await next.readRange(0, START + HOUR, [])).incidents).toHaveLength(1);
  });

  it('is read again at once when that fails in passing', async () => {
    const good = { ...emptyState(7), lastTickAt: START };
    await (await worker()).commit(write({ state: good }));
    const { readRecord, stateOf } = await worker();
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('passing', 'UnknownError');
    });
    expect(await readRecord(stateOf)).toEqual(good);
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
    const { commit, readRecord, stateOf, readRange } = await worker();
    expect(await readRecord(stateOf)).toBeNull();
    const state = { ...emptyState(5), lastTickAt: START };
    expect(await commit(write({ state }))).toEqual({ kept: true, problem: 'log-unreadable' });
    // The watch goes on, also in the next worker.
    const next = await worker();
    expect(await next.readRecord(next.stateOf)).toEqual(state);
    expect((await readRange(0, START, [])).incidents).toEqual([]);
  });
});

describe('the log', () => {
  it('adds answers to their hour, and shows the worst of each minute', async () => {
    const { commit, readRange } = await worker();
    await commit(write({ samples: [sample(), sample({ at: START + 61_000, latencyMs: 130 })] }));
    await commit(
      write({
        samples: [
          sample({ at: START + 62_000, outcome: 'down', latencyMs: null, kind: 'timeout' }),
          sample({ at: START + HOUR, how: 'page-load', outcome: 'down', latencyMs: null, kind: 'dns' }),
        ],
      }),
    );
    const hours = await readRange(START, START + 2 * HOUR, ['whatsapp'], 4);
    expect(hours.services[0]?.points).toMatchObject([
      { from: START, counts: { up: 2, down: 1 }, kinds: { timeout: 1 } },
      { from: START + HOUR, counts: { down: 1 }, pageLoads: 1, pageLoadsFailed: 1, latency: null },
    ]);
    const minutes = await readRange(START, START + HOUR, ['whatsapp']);
    expect(minutes.spanMs).toBe(60_000);
    expect(minutes.services[0]?.points.map(({ counts }) => counts)).toEqual([
      { up: 1 },
      { down: 1 },
      { down: 1 },
    ]);
  });

  it('counts every answer, however short the points, and knows the minute of the first', async () => {
    const { commit, readRange, compact } = await worker();
    const from = START + 17 * 60_000;
    const samples = Array.from({ length: 30 }, (_, index) => sample({ at: from + index * 20_000 }));
    await commit(write({ samples }));
    const look = async () => {
      const ranges = [400, 24].map((limit) => readRange(START, START + 24 * HOUR, ['whatsapp'], limit));
      return (await Promise.all(ranges)).map(({ services: [one] }) => [one?.checks, one?.since]);
    };
    const all = [
      [30, from],
      [30, from],
    ];
    expect(await look()).toEqual(all);
    while (!(await compact(START + 81 * HOUR, 'year')));
    expect(await look()).toEqual(all);
    const { services } = await readRange(START + HOUR / 2, START + 24 * HOUR, ['whatsapp'], 2_000);
    expect(services[0]?.checks).toBe(15);
  });

  it('lists incidents that reach into a range, newest first', async () => {
    const { commit, readRange } = await worker();
    const rows = [
      { ...incident('over', START - 9 * HOUR), closedAt: START - HOUR },
      { ...incident('reaching', START - 40 * 24 * HOUR), closedAt: START + 1 },
      incident('open', START - 90 * 24 * HOUR),
      incident('b', START + HOUR),
      incident('c', START + 9 * HOUR),
    ];
    await commit(write({ incidents: rows }));
    const { incidents } = await readRange(START, START + 2 * HOUR, []);
    expect(incidents.map(({ id }) => id)).toEqual(['b', 'reaching', 'open']);
    expect(incidents[0]).toEqual(rows[3]);
  });

  it('says the same before and after it is packed and rolled up', async () => {
    const { commit, readRange, compact } = await worker();
    const samples = Array.from({ length: 400 }, (_, index) =>
      sample({
        service: index % 3 === 0 ? 'github' : 'whatsapp',
        at: START + index * 11 * 60_000,
        latencyMs: index % 7 === 0 ? null : 80 + index,
        outcome: index % 7 === 0 ? 'down' : 'up',
        kind: index % 7 === 0 ? 'timeout' : null,
      }),
    );
    await commit(write({ samples, gaps: [{ from: START - HOUR, to: START + HOUR, why: 'asleep' }] }));
    const look = () =>
      Promise.all(
        [5, 80, 400].map((limit) => readRange(START, START + 80 * HOUR, ['whatsapp', 'github'], limit)),
      );
    const before = await look();
    while (!(await compact(START + 81 * HOUR, 'year')));
    expect(await look()).toEqual(before);
    const { openDatabase } = await import('@/utils/store/database');
    expect(await (await openDatabase()).count('series')).toBe(0);
    expect(before[0]?.services[0]?.points.length).toBeGreaterThan(3);
  });
});
