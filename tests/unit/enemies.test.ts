/** The log under a wrong clock, values that make no sense, and a database that never answers. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState } from '@/utils/incidents/initial-state';
import type { GapRow, StoredIncident } from '@/utils/store/rows';
import { incident, stepAt } from './log-step';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const START = Date.UTC(2026, 0, 20);
const NEVER = 8_640_000_000_000_000;

async function worker() {
  vi.resetModules();
  const [state, range, compaction, database, read, out, back] = await Promise.all([
    import('@/utils/store/state'),
    import('@/utils/store/range'),
    import('@/utils/store/compact'),
    import('@/utils/store/database'),
    import('@/utils/incidents/read-state'),
    import('@/utils/store/export'),
    import('@/utils/store/import'),
  ]);
  return { ...state, ...range, ...compaction, ...database, ...read, ...out, ...back };
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

describe('a clock', () => {
  /** Some more than a month, a day a step, tidied up each day. */
  async function lived() {
    const log = await worker();
    for (let day = 0; day < 33; day += 1) {
      await log.commit(stepAt(START + day * DAY));
      while (!(await log.compact(START + day * DAY, 'month')));
    }
    const now = START + 33 * DAY;
    while (!(await log.compact(now, 'month')));
    return { ...log, now };
  }

  it('that leaps ahead for some hours costs nothing of the log; one that stays there does', async () => {
    const { compact, openDatabase, now } = await lived();
    const database = await openDatabase();
    const kept = await database.getAllKeys('packs');
    expect(kept.length).toBeGreaterThan(28);
    for (const later of [0, 20 * HOUR]) while (!(await compact(now + YEAR + later, 'month')));
    expect(await database.getAllKeys('packs')).toEqual(kept);
    // It was set right again, and what is old goes as before.
    while (!(await compact(now + 2 * DAY, 'month')));
    expect(await database.getAllKeys('packs')).toEqual(kept.slice(2));
    for (const later of [0, 25 * HOUR]) while (!(await compact(now + YEAR + later, 'month')));
    expect(await database.getAllKeys('packs')).toEqual([]);
  });

  it('that goes on after a while in which nobody watched is believed a day later', async () => {
    const { compact, openDatabase, now } = await lived();
    const away = now + 20 * DAY;
    while (!(await compact(away, 'month')));
    while (!(await compact(away + DAY, 'month')));
    const [first = 0] = await (await openDatabase()).getAllKeys('packs');
    expect(first).toBe(away + DAY - 30 * DAY);
  });

  it('that ran ahead leaves no time in which nobody watched once it is set back', async () => {
    const { commit, readRange } = await worker();
    const asleep: GapRow = { from: START, to: START + YEAR, why: 'asleep' };
    await commit(stepAt(START + YEAR, { gaps: [asleep] }));
    const now = START + HOUR;
    await commit(stepAt(now, { setBack: true }));
    const { gaps } = await readRange(START, now + DAY, []);
    expect(gaps).toEqual([{ ...asleep, to: now }]);
  });
});

describe('values that make no sense', () => {
  const names = ['rolled', 'thinned', 'dropped', 'sizes', 'state-at'];
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1, NEVER * 1.01, 'soon', null, [7], { cutoff: 'x' }];

  it.each(odd)(
    'as records (%s) keep nobody from tidying up, from reading and from writing',
    async (value) => {
      const { commit, compact, readRange, openDatabase } = await worker();
      for (let day = 0; day < 40; day += 1) await commit(stepAt(START + day * DAY));
      const database = await openDatabase();
      for (const name of names) await database.put('records', value, name);
      const now = START + 40 * DAY;
      while (!(await compact(now, 'month')));
      expect(await commit(stepAt(now))).toEqual({ kept: true, problem: null });
      const { services, unreadable } = await readRange(START, now, ['github'], 60);
      expect(unreadable).toBeUndefined();
      expect(services[0]?.points).toHaveLength(31);
      expect(await database.count('series')).toBe(1);
    },
  );

  it('as the time of the state make it no newer than what was kept in memory since', async () => {
    const { commit, openDatabase } = await worker();
    await commit(stepAt(START));
    await (await openDatabase()).put('records', NEVER * 1.01, 'state-at');
    const aside = { at: START + HOUR, state: { ...emptyState(7), lastTickAt: START + HOUR } };
    await fakeBrowser.storage.session.set({ aside: { ...aside, incidents: [], gaps: [] } });
    const next = await worker();
    expect((await next.readRecord(next.stateOf))?.salt).toBe(7);
  });

  it('as times and names of rows cost only themselves: the rest is tidied, goes out and comes in', async () => {
    const { commit, compact, readRange, openDatabase, exportEverything, importEverything } = await worker();
    for (let day = 0; day < 3; day += 1) await commit(stepAt(START + day * DAY));
    const database = await openDatabase();
    const put = (store: 'packs' | 'months' | 'series' | 'gaps' | 'incidents', row: unknown) =>
      database.put(store, row as never);
    const counts = { counts: { up: 1 }, kinds: {}, pageLoads: 0, pageLoadsFailed: 0, latencies: {} };
    for (const from of ['soon', -1e300, -9e15, NEVER * 1.01, new Date(START)]) {
      await put('series', { service: 'github', from, ...counts });
      await put('packs', { from, services: ['github'], kinds: [], data: new Uint8Array([0, 0, 1, 1, 0]) });
      await put('months', { from, services: ['github'], kinds: [], data: new Uint8Array([0, 0, 1, 1, 0]) });
      await put('gaps', { from, to: START, why: 'asleep' });
    }
    await put('gaps', { from: START + 1, to: Number.NaN, why: 'asleep' });
    await put('series', { service: 'a', from: START, ...counts, latencies: { '1e300': 3 } });
    await put('series', { service: 'b', from: START, ...counts, minutes: 'u'.repeat(60), pace: [1, 2] });
    await put('series', { service: 'c', from: START, ...counts, counts: { up: Number.NaN } });
    await put('incidents', incident('odd', Number.NaN));
    const now = START + 3 * DAY;
    while (!(await compact(now, 'ever')));
    // What lies ahead of all time.
    expect(await database.count('series')).toBe(3);
    const look = async () => (await readRange(START, now, ['github'], 60)).services[0]?.points.length;
    expect(await look()).toBe(3);
    const { text } = await exportEverything();
    expect(await importEverything(text)).toMatchObject({ ok: true, history: true });
    expect(await look()).toBe(3);
  });

  it('as the end of an incident that nobody watches any more do not hold up the worker', async () => {
    const { commit, openDatabase } = await worker();
    const far: StoredIncident = {
      ...incident('far', START, { phases: [{ at: NEVER, verdict: 'service_down' }] }),
      months: [0],
    };
    await (await openDatabase()).put('incidents', far);
    await commit(stepAt(START + HOUR, { open: [] }));
    const row = await (await openDatabase()).get('incidents', 'far');
    expect(row?.closedAt).toBe(START + HOUR);
    await commit(stepAt(START + HOUR, { incidents: [incident('far', START, { closedAt: NEVER })] }));
    expect((await (await openDatabase()).get('incidents', 'far'))?.months.length).toBeLessThan(1_000);
  });
});

describe('a database that never answers', () => {
  it('does not hold up the watch, which goes on in memory until it does', async () => {
    const { commit, readRecord, stateOf, openDatabase, readRange } = await worker();
    await commit(stepAt(START));
    const store = (await openDatabase()).transaction('series', 'readwrite').store;
    let holds = true;
    const spin = async (): Promise<void> => {
      while (holds) await store.count();
    };
    const held = spin();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opened = incident('a', START + HOUR);
    const step = commit(stepAt(START + HOUR, { incidents: [opened] }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await step).toEqual({ kept: true, problem: 'log-unreadable' });
    const state = readRecord(stateOf);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await state)?.lastTickAt).toBe(START + HOUR);
    vi.useRealTimers();
    holds = false;
    await held;
    expect(await commit(stepAt(START + 2 * HOUR))).toEqual({ kept: true, problem: null });
    expect((await readRange(START, START + 2 * HOUR, [])).incidents.map(({ id }) => id)).toEqual(['a']);
  });
});
