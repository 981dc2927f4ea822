/** Settings that follow the person: two browsers over one account, and an administrator's policy. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Settings } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { managedOf, withManaged } from '@/utils/store/managed';
import { readOwnSettings, readSettings, writeSettings } from '@/utils/store/settings';
import { isInAccount, leaveAccount, readSyncState, syncNow } from '@/utils/store/sync';
import { partsOf } from '@/utils/store/sync-plan';

/** Several browsers of one person: each has a local area of its own; the sync area is common. */
class Account {
  private readonly locals = new Map<string, Record<string, unknown>>();
  private active = '';
  private now = 1_000;

  async at(name: string, change: (settings: Settings) => Partial<Settings> = () => ({})): Promise<Settings> {
    if (this.active !== '') this.locals.set(this.active, await fakeBrowser.storage.local.get(null));
    await fakeBrowser.storage.local.clear();
    await fakeBrowser.storage.local.set(this.locals.get(name) ?? {});
    this.active = name;
    const before = await readOwnSettings();
    await writeSettings({ ...before, sync: true, ...change(before) });
    this.now += 1_000;
    await syncNow(this.now);
    return readOwnSettings();
  }
}

const idsOf = ({ favourites }: Settings) => favourites.map((one) => ('id' in one ? one.id : one.url));
const add = (id: string) => (settings: Settings) => ({ favourites: [...settings.favourites, { id }] });
const remove = (id: string) => (settings: Settings) => ({
  favourites: settings.favourites.filter((one) => !('id' in one && one.id === id)),
});

beforeEach(() => fakeBrowser.reset());

describe('syncing', () => {
  it('brings favourites and settings to a browser that joins, and keeps its own favourites', async () => {
    const account = new Account();
    await account.at('home', () => ({ favourites: [{ id: 'github' }], intervalSeconds: 120 }));
    const work = await account.at('work', () => ({ favourites: [{ id: 'zoom' }] }));
    expect(idsOf(work).sort()).toEqual(['github', 'zoom']);
    expect(work.intervalSeconds).toBe(120);
    expect(idsOf(await account.at('home'))).toEqual(idsOf(work));
  });

  it('keeps the changes of both, and of one item the later', async () => {
    const account = new Account();
    await account.at('home', () => ({ favourites: [{ id: 'github' }, { id: 'zoom' }] }));
    await account.at('work');
    await account.at('home', (settings) => ({ ...remove('zoom')(settings), intervalSeconds: 300 }));
    const work = await account.at('work', (settings) => ({ ...add('slack')(settings), sound: true }));
    expect(idsOf(work).sort()).toEqual(['github', 'slack']);
    expect(work).toMatchObject({ intervalSeconds: 300, sound: true });
    expect(await account.at('home')).toEqual(work);
  });

  it('comes to rest: what nobody changed is not written again', async () => {
    const account = new Account();
    await account.at('home', () => ({ favourites: [{ id: 'github' }] }));
    await account.at('work', add('zoom'));
    await account.at('home');
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set');
    for (const name of ['work', 'home', 'work', 'home']) await account.at(name);
    expect(set).not.toHaveBeenCalled();
  });

  it('ends alike in all browsers, whatever they do in whatever order', async () => {
    const ids = fc.constantFrom('github', 'zoom', 'slack', 'whatsapp');
    const step = fc.record({ name: fc.constantFrom('a', 'b', 'c'), id: ids, adds: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        fakeBrowser.reset();
        const account = new Account();
        for (const { name, id, adds } of steps) {
          await account.at(name, (settings) => ({
            favourites: [...remove(id)(settings).favourites, ...(adds ? [{ id }] : [])],
          }));
        }
        for (const name of ['a', 'b', 'c', 'a', 'b']) await account.at(name);
        const ends = [await account.at('a'), await account.at('b'), await account.at('c')];
        expect(ends[1]).toEqual(ends[0]);
        expect(ends[2]).toEqual(ends[0]);
      }),
      { numRuns: 60 },
    );
  });

  it('says that there is no room, or that it must wait, and loses nothing', async () => {
    for (const [words, state] of [
      ['QUOTA_BYTES quota exceeded', 'full'],
      ['This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.', 'waiting'],
    ] as const) {
      vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValueOnce(new Error(words));
      const settings = await new Account().at('home', add('github'));
      expect(await readSyncState()).toBe(state);
      expect(idsOf(settings)).toContain('github');
    }
  });

  it('stays under the size of an item, and takes rubbish for nothing', async () => {
    const favourites = Array.from({ length: 150 }, (_, index) => ({
      url: `https://status-${index}.example/${'x'.repeat(80)}`,
      name: 'é'.repeat(60),
    }));
    const items = Object.fromEntries(favourites.map((value, place) => [value.url, { at: 1, value, place }]));
    for (const part of Object.values(partsOf(items))) {
      expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(8_000);
    }
    await fakeBrowser.storage.sync.set({ part0: 'rubbish', part1: { a: 7 } });
    expect(idsOf(await new Account().at('home', add('github')))).toEqual(['github']);
  });

  it('lets a change hold although what it changes was written by a clock that ran ahead', async () => {
    const account = new Account();
    await account.at('home', () => ({ favourites: [{ id: 'github' }, { id: 'zoom' }], sound: true }));
    const { part0 } = (await fakeBrowser.storage.sync.get('part0')) as {
      part0: Record<string, { at: number }>;
    };
    const at = 9_000_000_000_000;
    for (const name of ['setting:sound', 'favourite:zoom']) Object.assign(part0[name] ?? {}, { at });
    await fakeBrowser.storage.sync.set({ part0 });
    await account.at('work');
    const changed = await account.at('work', (now) => ({ ...remove('zoom')(now), sound: false }));
    expect([idsOf(changed), changed.sound]).toEqual([['github'], false]);
    expect(await account.at('home')).toEqual(changed);
  });

  it('takes what is right of a part in which one thing is not', async () => {
    const zoom = { at: 5, value: { id: 'zoom' }, place: 1 };
    const rubbish = { 'favourite:a': 7, 'setting:sound': { value: true }, 'setting:badge': { at: 'soon' } };
    await fakeBrowser.storage.sync.set({ part0: { ...rubbish, 'favourite:zoom': zoom } });
    expect(idsOf(await new Account().at('home', add('github')))).toEqual(['github', 'zoom']);
  });

  it('never undoes what the person changes while it goes on', async () => {
    const account = new Account();
    await account.at('home', add('github'));
    await account.at('work', add('zoom'));
    await account.at('home');
    await account.at('work', () => ({ sound: true }));
    const get = fakeBrowser.storage.sync.get.bind(fakeBrowser.storage.sync);
    vi.spyOn(fakeBrowser.storage.sync, 'get').mockImplementationOnce(async (keys) => {
      const stored = await get(keys as null);
      await writeSettings({ badge: false });
      return stored;
    });
    expect(await account.at('home')).toMatchObject({ badge: false, sound: false });
    // The change is heard of.
    await syncNow(100_000);
    expect(await readOwnSettings()).toMatchObject({ badge: false, sound: true });
  });

  it('loses nothing where the worker dies between any two of its writes', async () => {
    for (let left = 0; left < 4; left += 1) {
      fakeBrowser.reset();
      const account = new Account();
      await account.at('home', add('github'));
      await account.at('work');
      await account.at('work', (settings) => ({ ...add('slack')(settings), sound: true, badge: false }));
      await account.at('home', add('zoom'));
      await account.at('work');
      await account.at('work', (settings) => ({ ...remove('zoom')(settings), tellBack: false }));
      const set = fakeBrowser.storage.local.set.bind(fakeBrowser.storage.local);
      // Where it was, the settings that are written for the test, and then so many.
      let writes = left + 2;
      const dying = vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(async (items) => {
        writes -= 1;
        if (writes < 0) throw new Error('The worker is gone.');
        await set(items);
      });
      await account.at('home');
      dying.mockRestore();
      const home = await account.at('home');
      expect([...idsOf(home)].sort(), `after ${left}`).toEqual(['github', 'slack']);
      expect(home, `after ${left}`).toMatchObject({ sound: true, badge: false, tellBack: false });
      expect(await account.at('work'), `after ${left}`).toEqual(home);
    }
  });

  it('tells that the account holds a copy, and deletes it when asked', async () => {
    expect(await isInAccount()).toBe(false);
    await new Account().at('home', add('github'));
    expect(await isInAccount()).toBe(true);
    await leaveAccount();
    // A change of the account has every browser look again.
    await syncNow(2);
    expect(await isInAccount()).toBe(false);
    vi.spyOn(fakeBrowser.storage.sync, 'clear').mockRejectedValueOnce(new Error('The account is silent.'));
    await expect(leaveAccount()).rejects.toThrow();
  });

  it('does nothing until it is switched on', async () => {
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set');
    await writeSettings({ ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }] });
    await syncNow(1);
    expect(set).not.toHaveBeenCalled();
    expect(await readSyncState()).toBe('off');
  });
});

describe('a policy', () => {
  it('presets favourites and sources, and what it forbids stays off', async () => {
    await fakeBrowser.storage.managed.set({
      favourites: [{ id: 'github' }, 7],
      sources: { resolvers: true, vantages: false, routing: 'x' },
    });
    expect(await readSettings()).toMatchObject({
      favourites: [{ id: 'github' }],
      sources: { resolvers: true, vantages: false, routing: false },
    });
    const all = { resolvers: false, providerReports: true, vantages: true, routing: true };
    await writeSettings({ ...DEFAULT_SETTINGS, favourites: [{ id: 'zoom' }], sources: all });
    const settings = await readSettings();
    expect(idsOf(settings)).toEqual(['github', 'zoom']);
    expect(settings.sources).toEqual({ ...all, vantages: false });
  });

  it('leaves nothing behind once it is gone, but holds what was chosen for its favourites', async () => {
    await writeSettings({
      ...DEFAULT_SETTINGS,
      favourites: [{ id: 'zoom' }],
      sources: { ...DEFAULT_SETTINGS.sources, vantages: true },
    });
    const policy = {
      favourites: [{ id: 'github' }, { id: 'slack' }, { id: 'zoom' }],
      sources: { vantages: false },
    };
    await fakeBrowser.storage.managed.set(policy);
    const shown = await readSettings();
    expect(shown.sources.vantages).toBe(false);
    // A page saves what it shows, with one thing changed.
    const favourites = shown.favourites.map((one) =>
      'id' in one && one.id === 'github' ? { ...one, notify: false } : one,
    );
    await writeSettings({ ...shown, favourites, sound: true });
    expect((await readSettings()).favourites).toEqual([
      { id: 'github', notify: false },
      { id: 'slack' },
      { id: 'zoom' },
    ]);
    await syncNow(1);
    await fakeBrowser.storage.managed.clear();
    const own = await readSettings();
    expect(own).toMatchObject({ favourites: [{ id: 'zoom' }], sources: { vantages: true }, sound: true });
    await writeSettings({ ...own, sound: false });
    await fakeBrowser.storage.managed.set(policy);
    expect((await readSettings()).favourites[0]).toEqual({ id: 'github', notify: false });
  });

  it('that is not there changes nothing, as when Firefox rejects', async () => {
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(
      new Error('Managed storage manifest not found'),
    );
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
    const own = { settings: DEFAULT_SETTINGS, given: [] };
    expect(withManaged(own, managedOf({}), true)).toBe(DEFAULT_SETTINGS);
  });
});
