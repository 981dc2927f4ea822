/** The database of every earlier version, and one that is full, gone or too large. */
import 'fake-indexeddb/auto';
import { IDBObjectStore as FakeStore, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState } from '@/utils/incidents/initial-state';
import type { Write } from '@/utils/store/state';
import { incident, stepAt } from './log-step';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 20);

async function worker() {
  vi.resetModules();
  const [state, range, compaction, database, sizes, read, out, back, page] = await Promise.all([
    import('@/utils/store/state'),
    import('@/utils/store/range'),
    import('@/utils/store/compact'),
    import('@/utils/store/database'),
    import('@/utils/store/sizes'),
    import('@/utils/incidents/read-state'),
    import('@/utils/store/export'),
    import('@/utils/store/import'),
    import('@/entrypoints/options/wipe'),
  ]);
  return { ...state, ...range, ...compaction, ...database, ...sizes, ...read, ...out, ...back, ...page };
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

/** As version 1 wrote it: a row per service and hour, one per service and day, incidents without an index by month. */
async function emptyVersion1() {
  return openDB('faultline', 1, {
    upgrade(database) {
      database.createObjectStore('records');
      database.createObjectStore('series', { keyPath: ['service', 'from'] }).createIndex('from', 'from');
      database.createObjectStore('days', { keyPath: ['service', 'from'] }).createIndex('from', 'from');
      database.createObjectStore('incidents', { keyPath: 'id' }).createIndex('openedAt', 'openedAt');
      database.createObjectStore('gaps', { keyPath: 'from' });
    },
  });
}

async function version1(): Promise<void> {
  const old = await emptyVersion1();
  const transaction = old.transaction(['records', 'series', 'days', 'incidents', 'gaps'], 'readwrite');
  const put = (store: string, row: unknown, key?: string) => transaction.objectStore(store).put(row, key);
  const rest = { kinds: {}, pageLoads: 0, pageLoadsFailed: 0, latencies: { 25: 60 } };
  for (let hour = 0; hour < 40 * 24; hour += 1) {
    const row = { service: 'github', from: START + hour * HOUR, counts: { up: 60 }, ...rest };
    void put('series', { ...row, minutes: 'u'.repeat(60) });
    if (hour % 24 === 0) void put('days', { ...row, counts: { up: 1_440 } });
  }
  void put('days', { service: 'github', from: START - DAY, counts: { up: 700, down: 20 }, ...rest });
  void put('days', { service: 'github', from: START + DAY / 2, counts: 'rubbish', kinds: null });
  void put('incidents', incident('old', START, { closedAt: START + HOUR }));
  void put('incidents', incident('open', START + HOUR));
  void put('gaps', { from: START, to: START + HOUR, why: 'asleep' });
  void put('records', { ...emptyState(9), lastTickAt: START }, 'state');
  await transaction.done;
  old.close();
}

describe('a database of version 1', () => {
  it('is carried over with everything, at once and after it was packed', async () => {
    await version1();
    const now = START + 40 * DAY;
    const { readRecord, stateOf, readRange, compact, openDatabase, storedBytes } = await worker();
    expect((await readRecord(stateOf))?.salt).toBe(9);
    const look = () => readRange(START - DAY, now - 1, ['github'], 60);
    const before = await look();
    expect(before.services[0]?.points).toHaveLength(41);
    expect(before.services[0]?.points.slice(0, 2).map(({ counts }) => counts)).toEqual([
      { up: 700, down: 20 },
      { up: 1_440 },
    ]);
    expect(before.incidents.map(({ id }) => id)).toEqual(['open', 'old']);
    expect(before.gaps).toHaveLength(1);
    expect(await storedBytes()).toBeGreaterThan(0);
    while (!(await compact(now, 'ever')));
    expect(await (await openDatabase()).count('series')).toBeLessThan(3);
    const after = await look();
    const countsIn = (read: typeof before) => read.services[0]?.points.map(({ counts }) => counts);
    expect(countsIn(after)).toEqual(countsIn(before));
  });
});

describe('a database that cannot be carried over', () => {
  it('stays as it is, for whoever can read it', async () => {
    const odd = await openDB('faultline', 1, {
      upgrade: (database) =>
        database
          .createObjectStore('records')
          .put('kept', 'state')
          .then(() => {}),
    });
    odd.close();
    const { commit } = await worker();
    expect((await commit(stepAt(START))).problem).toBe('log-unreadable');
    const again = await openDB('faultline');
    expect([again.version, await again.get('records', 'state')]).toEqual([1, 'kept']);
    again.close();
  });
});

describe('rows that make no sense', () => {
  it('cost only themselves: steps are kept, the rest is read, tidied, and goes out and in again', async () => {
    const first = await worker();
    const rows = [incident('a', START), incident('b', START, { closedAt: START + HOUR })];
    for (let day = 0; day < 3; day += 1) {
      await first.commit(stepAt(START + day * DAY, { incidents: day === 0 ? rows : [] }));
    }
    while (!(await first.compact(START + 3 * DAY, 'ever')));
    const database = await first.openDatabase();
    const month = Date.UTC(2026, 0);
    const put = (store: (typeof first.STORES)[number], row: unknown) => database.put(store, row as never);
    await put('incidents', { id: 'odd', openedAt: START, closedAt: null, months: [0, month] });
    await put('incidents', { ...incident('odder', START), members: [7], months: [0, month] });
    await put('gaps', { from: START + 5, to: 'never', why: 'odd' });
    await put('packs', {
      from: START + DAY,
      services: ['github'],
      kinds: [],
      data: new Uint8Array([9, 250]),
    });
    await put('packs', { from: START + 5 * DAY, services: 7 });
    await put('months', { from: month, services: 7, kinds: null });
    await put('series', { service: 'github', from: START + 3 * DAY, counts: 'many' });
    await database.put('records', 'much', 'sizes');
    await database.put('records', 'soon', 'rolled');

    const next = await worker();
    const now = START + 9 * DAY;
    expect(await next.commit(stepAt(now, { open: [] }))).toEqual({ kept: true, problem: null });
    expect((await next.readIncident('a'))?.closedAt).not.toBeNull();
    while (!(await next.compact(now, 'ever')));
    const look = async () => {
      const { services, incidents, gaps } = await next.readRange(START - DAY, now, ['github']);
      const days = services[0]?.points.map(({ from }) => Math.floor((from - START) / DAY));
      return { days: [...new Set(days)], incidents: incidents.map(({ id }) => id).sort(), gaps };
    };
    const seen = await look();
    expect(seen).toEqual({ days: [0, 2, 9], incidents: ['a', 'b'], gaps: [] });
    expect(await next.readIncident('odder')).toBeNull();
    expect((await next.exportIncidentsCsv()).trim().split('\r\n')).toHaveLength(3);
    const { text: file } = await next.exportEverything();
    await next.wipeEverything();
    expect(await next.importEverything(file)).toMatchObject({ ok: true, history: true });
    expect(await look()).toEqual(seen);
  });
});

describe('what is kept', () => {
  it('begins when the first answer was written down, however long a time is looked at', async () => {
    const { commit, historySince } = await worker();
    const years = 5 * 366 * DAY;
    const now = START + HOUR / 2;
    expect(await historySince(now - years, now, ['github'])).toBeNull();
    await commit(stepAt(now - 20_000));
    const since = await historySince(now - years, now, ['github']);
    expect(now - (since ?? 0)).toBeGreaterThan(0);
    expect(now - (since ?? 0)).toBeLessThanOrEqual(HOUR);
  });

  it('is as long as the person wants, to the day', async () => {
    const { commit, compact, readRange } = await worker();
    for (let day = 0; day < 70; day += 1) await commit(stepAt(START + day * DAY));
    await commit(
      stepAt(START, {
        incidents: [incident('old', START, { closedAt: START + 1 }), incident('open', START)],
      }),
    );
    const now = START + 69 * DAY + HOUR;
    const daysSeen = async () =>
      (await readRange(START, now, ['github'], 80)).services[0]?.points.map(({ from }) => from) ?? [];
    while (!(await compact(now, 'ever')));
    expect(await daysSeen()).toHaveLength(70);
    while (!(await compact(now, 'month')));
    expect((await daysSeen())[0]).toBe(START + 39 * DAY);
    const { incidents } = await readRange(START, now, []);
    expect(incidents.map(({ id }) => id)).toEqual(['open']);
  });

  it('is never more than its limit: the oldest hours go first, incidents last', async () => {
    const { commit, compact, readRange, openDatabase } = await worker();
    for (let day = 0; day < 40; day += 1) await commit(stepAt(START + day * DAY));
    await commit(stepAt(START, { incidents: [incident('old', START, { closedAt: START + 1 })] }));
    const now = START + 40 * DAY;
    while (!(await compact(now, 'ever')));
    const database = await openDatabase();
    const counted = { packs: 60_001_000, months: 0, incidents: 0 };
    await database.put('records', counted, 'sizes');
    while (!(await compact(now, 'ever')));
    // A sum that went wrong drops nothing.
    expect(await database.count('packs')).toBe(40);
    const data = { length: 60_000_001 } as Uint8Array;
    await database.put('packs', { from: START, services: [], kinds: [], data });
    await database.put('records', counted, 'sizes');
    while (!(await compact(now, 'ever')));
    expect(await database.count('packs')).toBeLessThan(20);
    expect((await readRange(START, now, ['github'], 50)).services[0]?.points).toHaveLength(40);
    expect((await readRange(START, now, [])).incidents).toHaveLength(1);
  });

  it('loses first what a wrong clock left ahead', async () => {
    const { commit, compact, openDatabase } = await worker();
    for (let day = 0; day < 3; day += 1) await commit(stepAt(START + day * DAY));
    const now = START + 3 * DAY;
    while (!(await compact(now, 'ever')));
    const database = await openDatabase();
    const before = await database.getAllKeys('packs');
    const data = { length: 60_000_001 } as Uint8Array;
    await database.put('packs', { from: now + 400 * DAY, services: [], kinds: [], data });
    await database.put('records', { packs: data.length, months: 0, incidents: 0 }, 'sizes');
    while (!(await compact(now, 'ever')));
    expect(await database.getAllKeys('packs')).toEqual(before);
  });
});

describe('a disk that is full', () => {
  it('stops no watch and repeats no step; what was owed is written once there is room', async () => {
    const { commit } = await worker();
    const { put } = FakeStore.prototype;
    FakeStore.prototype.put = () => {
      throw new DOMException('There is no room.', 'QuotaExceededError');
    };
    const rows = [incident('a', START)];
    const step = stepAt(START, {
      incidents: rows,
      gaps: [{ from: START - 9, to: START + 1, why: 'closed' }],
    });
    expect(await commit(step)).toEqual({ kept: true, problem: 'disk-full' });
    // A worker that starts now knows what was told.
    const next = await worker();
    expect(await next.readRecord(next.stateOf)).toEqual(step.state);
    FakeStore.prototype.put = put;
    expect(await next.commit(stepAt(START + HOUR))).toEqual({ kept: true, problem: null });
    const last = await worker();
    const { incidents, gaps } = await last.readRange(START, START + HOUR, []);
    expect([incidents, gaps.length]).toEqual([rows, 1]);
    expect(await last.readRecord(last.stateOf)).toMatchObject({ lastTickAt: START + HOUR });
  });

  it.each([
    ['full', 'no room is left', 400_000],
    ['one that fails', 'there is room', 400_000_000],
  ])('is told as %s by a database that cannot be opened while %s', async (_what, _why, quota) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: 390_000 }) } });
    const { commit } = await worker();
    const problem = quota < 1_000_000 ? 'disk-full' : 'log-unreadable';
    expect(await commit(stepAt(START))).toEqual({ kept: true, problem });
    vi.unstubAllGlobals();
  });

  it('brings nothing back that was deleted meanwhile', async () => {
    const [watch, page] = [await worker(), await worker()];
    const { put } = FakeStore.prototype;
    FakeStore.prototype.put = () => {
      throw new DOMException('There is no room.', 'QuotaExceededError');
    };
    await watch.commit(stepAt(START, { incidents: [incident('a', START)] }));
    FakeStore.prototype.put = put;
    await page.wipeEverything();
    expect((await watch.commit(stepAt(START + HOUR))).problem).toBeNull();
    expect((await watch.readRange(START, START + HOUR, [])).incidents).toEqual([]);
  });

  it('costs the oldest hours once, and no day and no incident', async () => {
    const { commit, compact, openDatabase } = await worker();
    for (let day = 0; day < 80; day += 1) await commit(stepAt(START + day * DAY));
    const now = START + 80 * DAY;
    await commit(stepAt(now, { incidents: [incident('old', START, { closedAt: START + 1 })] }));
    while (!(await compact(now, 'ever')));
    const database = await openDatabase();
    const counts = () =>
      Promise.all((['packs', 'months', 'incidents'] as const).map((one) => database.count(one)));
    const [hours = 0, months, incidents] = await counts();
    const { put } = FakeStore.prototype;
    FakeStore.prototype.put = function (this: IDBObjectStore, ...rest) {
      if (this.name === 'series') throw new DOMException('There is no room.', 'QuotaExceededError');
      return put.apply(this as never, rest);
    };
    for (let step = 1; step < 6; step += 1) {
      // The state is kept; that answers are not is said.
      expect(await commit(stepAt(now + step))).toEqual({ kept: true, problem: 'disk-full' });
    }
    FakeStore.prototype.put = () => {
      throw new DOMException('There is no room.', 'QuotaExceededError');
    };
    for (let step = 6; step < 9; step += 1) {
      const next = await worker();
      expect((await next.commit(stepAt(now + step))).problem).toBe('disk-full');
    }
    FakeStore.prototype.put = put;
    const [left = 0, ...others] = await counts();
    expect(hours - left).toBeLessThan(40);
    expect(others).toEqual([months, incidents]);
  });

  it('of which not even the browser has memory left is said, and nothing counts as kept', async () => {
    const { commit } = await worker();
    vi.spyOn(FakeStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('There is no room.', 'QuotaExceededError');
    });
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    expect(await commit(stepAt(START))).toEqual({ kept: false, problem: 'disk-full' });
  });
});

describe('two windows', () => {
  it('write and read at once, and let go when a newer version wants the database', async () => {
    const [one, other] = [await worker(), await worker()];
    await Promise.all([one.commit(stepAt(START)), other.commit(stepAt(START + 60_000))]);
    const { services } = await one.readRange(START, START + DAY, ['github'], 2);
    expect(services[0]?.points[0]?.counts).toEqual({ up: 2 });
    const newer = await openDB('faultline', 9);
    newer.close();
    expect((await one.commit(stepAt(START))).problem).toBe('log-unreadable');
  });
});

describe('a window that does not let go', () => {
  it('keeps nobody from watching; what was owed is written once it does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const held = await emptyVersion1();
    const { commit, readRecord, stateOf, readRange } = await worker();
    const state = readRecord(stateOf);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await state).toBeNull();
    // Only the first one waits.
    expect((await commit(stepAt(START, { incidents: [incident('a', START)] }))).problem).toBe(
      'log-unreadable',
    );
    vi.useRealTimers();
    held.close();
    await vi.waitFor(async () => {
      // As each tick begins.
      await readRecord(stateOf);
      expect((await commit(stepAt(START + HOUR))).problem).toBeNull();
    });
    expect((await readRange(START, START + HOUR, [])).incidents.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('everything that is deleted', () => {
  it('is gone once no favourites are to be seen, though the page is closed then and the log was a newer one', async () => {
    const newer = await openDB('faultline', 9);
    newer.close();
    const [watch, page] = [await worker(), await worker()];
    const tick = async (at: number, change: Partial<Write> = {}) => {
      const state = await watch.readRecord(watch.stateOf);
      return { state, ...(await watch.commit(stepAt(at, change))) };
    };
    const seen = await tick(START, { incidents: [incident('a', START, { closedAt: START + 1 })] });
    expect(seen.problem).toBe('log-unreadable');
    await new Promise<void>((reset) => {
      const never = new Promise<void>(() => {});
      void page.wipe({
        resetSettings: async () => reset(),
        ticksEnd: () => never,
        forgetInAccount: async () => {},
      });
    });
    expect(await tick(START + HOUR)).toEqual({ state: null, kept: true, problem: null });
    expect((await watch.readRange(START, START + HOUR, [])).incidents).toEqual([]);
  });
});

describe('the copy in the account', () => {
  it('goes before the favourites are seen to go, and once more when no sync can run any more', async () => {
    const page = await worker();
    const steps: string[] = [];
    const step = (name: string) => async () => void steps.push(name);
    await page.wipe({
      resetSettings: step('reset'),
      ticksEnd: step('ticks end'),
      forgetInAccount: step('account'),
    });
    expect(steps).toEqual(['account', 'reset', 'ticks end', 'account']);
  });

  it('that does not go is said, and everything else is gone', async () => {
    const page = await worker();
    await page.commit(stepAt(START));
    await expect(
      page.wipe({
        resetSettings: () => Promise.reject(new Error('No settings.')),
        ticksEnd: async () => {},
        forgetInAccount: () => Promise.reject(new Error('No account.')),
      }),
    ).rejects.toThrow('No account.');
    expect(await (await page.openDatabase()).count('series')).toBe(0);
  });
});

describe('a worker that cannot read the disk', () => {
  it('knows what was told by the one before it', async () => {
    const first = await worker();
    const told = { ...emptyState(7), lastTickAt: START };
    await first.commit(stepAt(START, { state: told, durable: true }));
    await first.commit(stepAt(START + HOUR));
    const newer = await openDB('faultline', 9);
    newer.close();
    const next = await worker();
    expect(await next.readRecord(next.stateOf)).toMatchObject({ salt: 7 });
  });
});

describe('an incident that nobody watches any more', () => {
  it('is closed by the next worker', async () => {
    const first = await worker();
    await first.commit(stepAt(START, { incidents: [incident('a', START), incident('b', START)] }));
    const next = await worker();
    await next.commit(stepAt(START + HOUR, { open: ['b'] }));
    expect((await next.readIncident('a'))?.closedAt).toBe(START);
    expect((await next.readIncident('b'))?.closedAt).toBeNull();
  });
});
