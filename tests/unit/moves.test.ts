/** Export, wipe, import: the same log; and tables that are safe to open. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyState } from '@/utils/incidents/initial-state';
import type { SampleRow } from '@/utils/model';
import { incidentsCsv } from '@/utils/store/incidents-csv';
import type { IncidentRow } from '@/utils/store/rows';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 28, 3);
const SERVICES = ['whatsapp', 'github', 'status.example'];

/** The store of one browser. */
async function store() {
  vi.resetModules();
  const [state, range, compaction, out, back, sizes, settings] = await Promise.all([
    import('@/utils/store/state'),
    import('@/utils/store/range'),
    import('@/utils/store/compact'),
    import('@/utils/store/export'),
    import('@/utils/store/import'),
    import('@/utils/store/sizes'),
    import('@/utils/store/settings'),
  ]);
  return { ...state, ...range, ...compaction, ...out, ...back, ...sizes, ...settings };
}

const incident = (id: string, openedAt: number, closedAt: number | null): IncidentRow => ({
  id,
  shared: null,
  members: [{ service: 'github', since: openedAt, restoredAt: closedAt, verdict: 'service_down' }],
  openedAt,
  closedAt,
  scope: 'global',
  verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'down', numbers: {} },
  phases: [{ at: openedAt, verdict: 'service_down' }],
  toldAt: openedAt,
  notices: [{ at: openedAt, kind: 'opened' }],
  evidence: [
    {
      at: openedAt,
      service: 'github',
      lines: [{ source: 'probe', who: null, said: { kind: 'timeout' }, at: openedAt, place: null }],
    },
  ],
});

function answersOf(service: string, hour: number, failed: boolean): SampleRow[] {
  const what = failed
    ? ({ outcome: 'down', kind: 'timeout' } as const)
    : ({ outcome: 'up', kind: null } as const);
  return [0, 7, 31].map((minute) => ({
    service,
    at: START + hour * HOUR + minute * 60_000,
    latencyMs: failed ? null : 90 + ((hour * 37 + minute) % 400),
    how: minute === 7 && failed ? 'page-load' : 'probe',
    ...what,
  }));
}

/** A log of some days, partly packed and rolled up, with an hour that is still young. */
async function lived(days = 6) {
  const store_ = await store();
  for (let hour = 0; hour < days * 24; hour += 1) {
    const samples = SERVICES.flatMap((service, index) => answersOf(service, hour, (hour + index) % 11 === 0));
    const at = START + hour * HOUR;
    await store_.commit({ at, state: emptyState(1), samples, incidents: [], gaps: [], durable: false });
    await store_.compact(at, 'ever');
  }
  await store_.commit({
    at: START,
    state: emptyState(1),
    samples: [],
    incidents: [incident('a', START + HOUR, START + 3 * HOUR), incident('b', START + 5 * DAY, null)],
    gaps: [{ from: START + 2 * HOUR, to: START + 4 * HOUR, why: 'closed' }],
    durable: true,
  });
  await store_.writeSettings({ ...(await store_.readOwnSettings()), favourites: [{ id: 'github' }] });
  return store_;
}

async function seen({ readRange }: Awaited<ReturnType<typeof store>>) {
  const end = START + 6 * DAY;
  const ranges = await Promise.all([5, 50, 400].map((limit) => readRange(START, end, SERVICES, limit)));
  return JSON.stringify([...ranges, await readRange(end - HOUR, end, SERVICES)]);
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('a backup of everything', () => {
  it('gives the same data byte for byte after all was wiped', async () => {
    const before = await lived();
    const data = await seen(before);
    const { text: file } = await before.exportEverything();
    await before.wipeEverything();
    const after = await store();
    expect(await seen(after)).not.toBe(data);
    expect(await after.importEverything(file)).toMatchObject({ ok: true, history: true });
    expect(await seen(after)).toBe(data);
    expect((await after.readSettings()).favourites).toEqual([{ id: 'github' }]);
    expect(await after.exportEverything()).toEqual({ text: file, history: true });
  });

  it('changes nothing when it is taken in twice, or over what it came from', async () => {
    const own = await lived();
    const data = await seen(own);
    const { text: file } = await own.exportEverything();
    for (let times = 0; times < 2; times += 1) await own.importEverything(file);
    expect(await seen(own)).toBe(data);
    while (!(await own.compact(START + 6 * DAY, 'ever')));
    expect(await seen(own)).toBe(data);
  });

  it('counts no answer twice that is packed while it is written', async () => {
    const own = await lived(1);
    const { openDatabase } = await import('@/utils/store/database');
    const database = await openDatabase();
    const young = await database.getAll('series');
    expect(young.length).toBeGreaterThan(0);
    const { text: before } = await own.exportEverything();
    const getAllKeys = database.getAllKeys.bind(database);
    database.getAllKeys = (async (...rest: Parameters<typeof getAllKeys>) => {
      if (rest[0] === 'packs') while (!(await own.compact(START + 2 * DAY, 'ever')));
      return getAllKeys(...rest);
    }) as typeof database.getAllKeys;
    const { text: after } = await own.exportEverything();
    expect(await database.count('series')).toBe(0);
    const daysIn = (file: string) => (JSON.parse(file) as File).history.days;
    expect(daysIn(after)).toEqual(daysIn(before));
  });

  it('is one of favourites and options where the log cannot be read', async () => {
    await lived(1);
    const newer = await openDB('faultline', 9);
    newer.close();
    const { exportEverything, importEverything, readIncident } = await store();
    await expect(readIncident('a')).rejects.toThrow();
    const { text, history } = await exportEverything();
    expect(history).toBe(false);
    expect(await importEverything(text)).toMatchObject({ ok: true, favourites: 1 });
  });

  it('is merged with what another browser saw', async () => {
    const { text: file } = await (await lived(2)).exportEverything();
    globalThis.indexedDB = new IDBFactory();
    const other = await store();
    const at = START + 3 * DAY;
    const sample: SampleRow = {
      service: 'github',
      at,
      outcome: 'up',
      latencyMs: 90,
      kind: null,
      how: 'probe',
    };
    await other.commit({ at, state: null, samples: [sample], incidents: [], gaps: [], durable: false });
    await other.importEverything(file);
    const { services } = await other.readRange(START, START + 4 * DAY, ['github'], 10);
    expect(services[0]?.points.length).toBeGreaterThan(3);
    expect(await other.storedBytes()).toBeGreaterThan(1_000);
  });

  it.each([
    [
      'a day whose bytes are cut',
      (file: File) => Object.assign(file.history.days[1] ?? {}, { data: 'AAAA' }),
    ],
    [
      'an incident without a time',
      (file: File) => Object.assign(file.history.incidents[0] ?? {}, { openedAt: 'x' }),
    ],
    [
      'an incident of a million months',
      (file: File) =>
        Object.assign(file.history.incidents[0] ?? {}, { openedAt: 0, closedAt: 8_640_000_000_000_000 }),
    ],
    [
      'an incident whose time is not a whole number',
      (file: File) => Object.assign(file.history.incidents[0] ?? {}, { openedAt: 1e300 }),
    ],
    [
      'a gap of a kind nobody knows',
      (file: File) => Object.assign(file.history.gaps[0] ?? {}, { why: 'bored' }),
    ],
  ])('is refused whole for %s, with the place', async (_what, damage) => {
    const own = await lived(3);
    const data = await seen(own);
    const file = JSON.parse((await own.exportEverything()).text) as File;
    damage(file);
    const result = await own.importEverything(JSON.stringify(file));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'wrong-type' } });
    expect(JSON.stringify(result)).toMatch(/history\.(days\.1|incidents\.0|gaps\.0)/);
    expect(await seen(own)).toBe(data);
  });
});

interface File {
  history: { days: object[]; incidents: object[]; gaps: object[] };
}

describe('the table of incidents', () => {
  it('has a header, times in UTC and one line each', () => {
    const [header, line, end] = incidentsCsv([incident('a', START, START + HOUR)]).split('\r\n');
    expect(header?.split(',').slice(0, 4)).toEqual(['id', 'started', 'ended', 'duration_seconds']);
    expect(line).toMatch(/^a,2026-01-28T03:00:00.000Z,2026-01-28T04:00:00.000Z,3600,github,service_down/);
    expect(end).toBe('');
  });

  it('holds nothing that a spreadsheet would run, and quotes what needs it', () => {
    const csv = incidentsCsv([incident('=cmd|"x",1', START, null), incident('-1+2', START, null)]);
    expect(csv).toContain(`"'=cmd|""x"",1"`);
    expect(csv).toContain(`\r\n'-1+2,`);
  });
});
