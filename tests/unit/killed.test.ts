/** The real store under workers that are killed at any request of any write, and between them. */
import 'fake-indexeddb/auto';
import { IDBObjectStore as FakeStore, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { rowsOf } from '@/entrypoints/background/rows';
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { judge } from '@/utils/diagnosis/judge';
import { advance, withWatched } from '@/utils/incidents/advance';
import { emptyState } from '@/utils/incidents/initial-state';
import { stateOf } from '@/utils/incidents/read-state';
import type { State } from '@/utils/incidents/state';
import { noteTick } from '@/utils/incidents/waking';
import type { Notice } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { randomOf } from '../score/clock';
import { httpOf } from './http-of';

const START = Date.UTC(2026, 0, 31, 23, 50);
const STEP = 10_000;
const STEPS = 90;
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  favourites: [{ id: 'whatsapp' }, { id: 'google' }, { id: 'github' }],
};
const WATCHED = watchedOf(SETTINGS, catalogue);
const CONTROLS = controls.map((control) => ({ ...control, id: control.target.id }));

/** Two outages that overlap, with a relapse. */
const isDown = (id: string, step: number) =>
  id === 'whatsapp'
    ? (step > 6 && step < 40) || (step > 55 && step < 65)
    : id === 'github' && step > 20 && step < 50;

/** A browser whose disk outlives its workers. */
class Computer {
  readonly shown: Notice[] = [];
  kept = 0;
  state: State = emptyState(1);
  deaths = 0;
  private left = 0;
  private killed: () => void = () => {};

  /** Counts the requests that write; at the last one that is left, the worker is gone. */
  request(store: IDBObjectStore): void {
    this.left -= 1;
    if (this.left !== 0) return;
    this.deaths += 1;
    this.killed();
    store.transaction.abort();
    throw new DOMException('The worker is gone.', 'AbortError');
  }

  /** Nothing that a dead worker still does reaches the browser. */
  async sessionSet(set: () => Promise<void>): Promise<void> {
    return this.left > 0 ? set() : new Promise(() => {});
  }

  async live(random: () => number): Promise<void> {
    let step = 0;
    while (step < STEPS) {
      this.left = 1 + Math.floor(random() * 90);
      const death = new Promise<null>((done) => {
        this.killed = () => done(null);
      });
      const betweenWrites = random() < 0.3;
      vi.resetModules();
      const store = {
        ...(await import('@/utils/store/state')),
        ...(await import('@/utils/store/compact')),
      };
      let worker: State | null = (await store.readRecord(stateOf)) ?? emptyState(1);
      for (; worker !== null && step < STEPS; step += 1) {
        worker = await Promise.race([death, this.step(store, worker, step, betweenWrites)]);
      }
      // What the dead one had begun comes to its end.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    }
  }

  /** Gives the state for the next step; null when the worker is gone. */
  private async step(
    store: typeof import('@/utils/store/state') & typeof import('@/utils/store/compact'),
    before: State,
    step: number,
    diesBetween: boolean,
  ): Promise<State | null> {
    const now = START + step * STEP;
    const ids = WATCHED.map((one) => one.id);
    const seen = [
      ...ids.map((id) => httpOf('probe', id, now, isDown(id, step) ? 503 : null)),
      ...CONTROLS.map(({ id }) => httpOf('control', id, now, null)),
    ];
    const situation = { now, online: true, local: null, watched: WATCHED, guests: [], controls: CONTROLS };
    const begun = noteTick(withWatched(before, ids, now), STEP, now);
    const { state, notices } = advance(begun, seen, new Set(), situation, SETTINGS, judge);
    const kept = { before, state, seen, notices, settings: SETTINGS, watched: WATCHED, guests: [], now };
    await store.commit(rowsOf(kept, {}, true));
    this.kept += WATCHED.length;
    this.state = state;
    // The transaction is through, and nothing has been shown yet: the worst moment to die.
    if (diesBetween && this.left < 4) {
      this.left = 0;
      this.deaths += 1;
      return null;
    }
    this.shown.push(...notices);
    if (step % 6 === 0) await store.compact(now, 'year');
    return state;
  }
}

let computer: Computer;

beforeEach(() => {
  const { put, delete: remove } = FakeStore.prototype;
  FakeStore.prototype.put = function (this: IDBObjectStore, ...rest) {
    computer.request(this);
    return put.apply(this as never, rest);
  };
  FakeStore.prototype.delete = function (this: IDBObjectStore, ...rest) {
    computer.request(this);
    return remove.apply(this as never, rest);
  };
  return () => Object.assign(FakeStore.prototype, { put, delete: remove });
});
afterEach(() => vi.restoreAllMocks());

const KILLS = 500;

describe('a browser whose workers are killed', () => {
  it('tells nothing twice and loses no incident, at 500 random points', { timeout: 120_000 }, async () => {
    const random = randomOf(20_260_131);
    let deaths = 0;
    while (deaths < KILLS) {
      globalThis.indexedDB = new IDBFactory();
      fakeBrowser.reset();
      computer = new Computer();
      const set = fakeBrowser.storage.session.set.bind(fakeBrowser.storage.session);
      vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation((items) =>
        computer.sessionSet(() => set(items)),
      );
      await computer.live(random);
      deaths += computer.deaths;
      await expectWhole(computer);
      vi.restoreAllMocks();
    }
  });
});

async function expectWhole({ shown, kept, state }: Computer): Promise<void> {
  const told = shown.map(({ id, kind, services, back }) => `${id} ${kind} ${services} ${back}`);
  expect(told).toEqual([...new Set(told)]);
  expect(shown.filter(({ kind, alert }) => kind === 'opened' && alert).map(({ id }) => id)).toHaveLength(
    new Set(shown.filter(({ kind }) => kind === 'opened').map(({ id }) => id)).size,
  );
  vi.resetModules();
  const { readRange, readIncident } = await import('@/utils/store/range');
  const { readRecord } = await import('@/utils/store/state');
  expect(await readRecord(stateOf)).toEqual(state);
  const end = START + STEPS * STEP;
  const ids = WATCHED.map((one) => one.id);
  const { services, incidents } = await readRange(START - 2 * 86_400_000, end, ids, 5);
  const answers = services.flatMap(({ points }) => points.flatMap(({ counts }) => Object.values(counts)));
  expect(answers.reduce((sum, count) => sum + count, 0)).toBe(kept);
  expect(incidents.length).toBeGreaterThan(0);
  for (const row of incidents) {
    expect(state.incidents.map(({ id }) => id)).toContain(row.id);
    expect(row.evidence.length).toBeGreaterThan(0);
  }
  for (const incident of state.incidents) {
    const row = await readIncident(incident.id);
    expect([row?.closedAt, row?.toldAt]).toEqual([incident.closedAt, incident.told?.at ?? null]);
  }
}
