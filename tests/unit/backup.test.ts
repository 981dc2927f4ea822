import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { serviceById } from '@/utils/catalogue/find';
import { exportBackup, parseBackup } from '@/utils/store/backup';
import { DEFAULT_SETTINGS, sourcesWithout } from '@/utils/store/choices';
import { importFile } from '@/utils/store/import';
import { settingsOnceRead } from '@/utils/store/once-read';
import { readSettings, settingsOf, watchSettings, writeSettings } from '@/utils/store/settings';

const RULES = {
  isService: (id: string) => serviceById(id) !== undefined,
  hostOf: (url: string) => {
    const custom = parseCustomUrl(url);
    return custom.ok ? custom.host : null;
  },
};
const parse = (file: unknown) => parseBackup(typeof file === 'string' ? file : JSON.stringify(file), RULES);
const problemOf = (file: unknown) => {
  const parsed = parse(file);
  return parsed.ok ? null : parsed.problem.kind;
};

const EXAMPLE = {
  version: 1,
  favourites: [{ id: 'whatsapp' }, { url: 'https://status.example/', name: 'Example' }],
  settings: {
    intervalSeconds: 60,
    notifications: true,
    sources: { resolvers: true, providerReports: true, vantages: true, routing: true },
  },
};

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

const named = (name: string) => ({ ...EXAMPLE, favourites: [{ url: 'https://nas.example:5000/x', name }] });

/** So many addresses of one's own. */
function many(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    url: `https://a${index}.example/`,
    name: `A${index}`,
  }));
}

describe('a backup', () => {
  it('is read with its favourites and settings', () => {
    const parsed = parse(EXAMPLE);
    expect(parsed.ok && parsed.backup.settings).toMatchObject({
      favourites: EXAMPLE.favourites,
      ...EXAMPLE.settings,
    });
  });

  it('gives what is missing its default, and ignores what it does not know', () => {
    const parsed = parse({ version: 1, favourites: [], colour: 'blue', settings: { shape: 1 } });
    expect(parsed.ok && parsed.backup.settings).toMatchObject({
      intervalSeconds: DEFAULT_SETTINGS.intervalSeconds,
      sources: DEFAULT_SETTINGS.sources,
    });
  });

  it('comes back as it was exported', () => {
    const parsed = parse(EXAMPLE);
    if (!parsed.ok) throw new Error('The example was refused.');
    const again = parse(exportBackup(parsed.backup.settings));
    expect(again.ok && again.backup.settings).toEqual(parsed.backup.settings);
  });

  it.each([
    ['not-json', '{"version": 1,'],
    ['not-json', []],
    ['wrong-version', { ...EXAMPLE, version: 2 }],
    ['wrong-version', {}],
    ['wrong-type', { ...EXAMPLE, favourites: 'whatsapp' }],
    ['wrong-type', { ...EXAMPLE, favourites: [null] }],
    ['wrong-type', { ...EXAMPLE, settings: { notifications: 'yes' } }],
    ['wrong-type', { ...EXAMPLE, settings: { intervalSeconds: '60' } }],
    ['unknown-service', { ...EXAMPLE, favourites: [{ id: 'nobody-knows-this' }] }],
    ['too-many', { ...EXAMPLE, favourites: many(501) }],
    ['duplicate', { ...EXAMPLE, favourites: [{ id: 'whatsapp' }, { id: 'whatsapp' }] }],
    ['bad-url', { ...EXAMPLE, favourites: [{ url: 'ftp://files.example/', name: 'Files' }] }],
    ['wrong-type', { ...EXAMPLE, favourites: [{ id: 'github', components: [''] }] }],
    ['interval', { ...EXAMPLE, settings: { intervalSeconds: 45 } }],
    ['interval', { ...EXAMPLE, favourites: [{ id: 'whatsapp', intervalSeconds: 5 }] }],
    ['bad-name', named('N'.repeat(61))],
    ['bad-name', named('\u202egpj.exe')],
    ['bad-name', named('Nought\u0000')],
    ['bad-name', named('half \ud83d')],
    ['wrong-type', { ...EXAMPLE, history: { a: 1 } }],
    ['too-big', ' '.repeat(120_000_001)],
  ])('is refused whole: %s', (kind, file) => {
    expect(problemOf(file)).toBe(kind);
  });

  it.each([
    ['N'.repeat(60), 'N'.repeat(60)],
    ['خادم المنزل 👩‍💻', 'خادم المنزل 👩‍💻'],
    ['', 'nas.example:5000'],
    [' \u200b\u200f ', 'nas.example:5000'],
  ])('gives an address the name it has, and its host where nothing can be seen of it', (name, given) => {
    const parsed = parse(named(name));
    expect(parsed.ok && parsed.backup.settings.favourites).toMatchObject([{ name: given }]);
  });

  it('is told apart from one of another version when it names none', () => {
    const parsed = parseBackup('{}', RULES);
    expect(parsed).toEqual({ ok: false, problem: { kind: 'wrong-version', value: null } });
  });
});

describe('a file that was chosen', () => {
  const file = (of: object) => new Blob([JSON.stringify(of)]);

  it('is not even read when it is far too large', async () => {
    const text = vi.fn(async () => '');
    expect(await importFile({ size: 200_000_000, text } as unknown as Blob)).toMatchObject({
      problem: { kind: 'too-big' },
    });
    expect(text).not.toHaveBeenCalled();
  });

  it('that is gone by the time it is read is no backup', async () => {
    const text = () => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
    expect(await importFile({ size: 9, text } as unknown as Blob)).toMatchObject({
      problem: { kind: 'not-json' },
    });
  });

  it('of which nothing can be kept is refused, and says so', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('The disk is full.'));
    expect(await importFile(file(EXAMPLE))).toMatchObject({ problem: { kind: 'not-kept' } });
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('changes no object of the page, whatever its names are', async () => {
    const own =
      '{"version":1,"__proto__":{"polluted":1},"settings":{"__proto__":{"polluted":1},"constructor":{"x":1}}}';
    expect(await importFile(new Blob([own]))).toMatchObject({ ok: true });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    for (const id of ['__proto__', 'constructor', 'toString']) {
      expect(problemOf({ version: 1, favourites: [{ id }] })).toBe('unknown-service');
    }
  });
});

describe('settings', () => {
  it('have their defaults on a fresh install', async () => {
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('come back as they were written', async () => {
    const settings = { ...DEFAULT_SETTINGS, favourites: [{ id: 'whatsapp' }], intervalSeconds: 120 };
    await writeSettings(settings);
    expect(await readSettings()).toEqual(settings);
  });

  it('are changed as they are stored, whatever a page last saw of them', async () => {
    await writeSettings({ favourites: [{ id: 'whatsapp' }], sound: true });
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(new Error('The disk is silent.'));
    const shown = await readSettings();
    expect(shown).toEqual(DEFAULT_SETTINGS);
    await writeSettings({ badge: false });
    await writeSettings(({ favourites }) => ({ favourites: [...favourites, { id: 'github' }] }));
    expect(await readSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      favourites: [{ id: 'whatsapp' }, { id: 'github' }],
      sound: true,
      badge: false,
    });
  });

  it('that cannot be read are not written over, nor told to anybody who listens', async () => {
    await writeSettings({ favourites: [{ id: 'whatsapp' }] });
    const told: unknown[] = [];
    const stop = watchSettings((settings) => void told.push(settings));
    const reading = vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('Silent.'));
    await expect(writeSettings({ badge: false })).rejects.toThrow('Silent.');
    await fakeBrowser.storage.local.set({ settings: { favourites: [{ id: 'whatsapp' }] } });
    await new Promise((done) => setImmediate(done));
    stop();
    reading.mockRestore();
    expect(told).toEqual([]);
    expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, favourites: [{ id: 'whatsapp' }] });
  });

  it('are waited for by a page that changes them', async () => {
    vi.useFakeTimers();
    await writeSettings({ favourites: [{ id: 'whatsapp' }] });
    const reading = vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('Silent.'));
    const unread = vi.fn(async () => {});
    const settings = settingsOnceRead(unread);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(unread).toHaveBeenCalledTimes(3);
    reading.mockRestore();
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await settings).favourites).toEqual([{ id: 'whatsapp' }]);
    vi.useRealTimers();
  });

  it('keep a favourite although what was chosen for it is not sound', () => {
    const components = Array.from({ length: 21 }, (_, index) => `part ${index}`);
    const read = settingsOf({ favourites: [{ id: 'github', components }, { id: 7 }] });
    expect(read.favourites).toEqual([{ id: 'github' }]);
  });

  it('keep a favourite although its name cannot be shown', () => {
    const url = `https://${'a.'.repeat(60)}example/`;
    const { favourites } = settingsOf({ favourites: [{ url, name: '\u202e' }] });
    expect(favourites).toEqual([{ url, name: `${'a.'.repeat(29)}a…` }]);
  });

  it('that two pages change at once keep both changes', async () => {
    vi.resetModules();
    const other = await import('@/utils/store/settings');
    await Promise.all([
      writeSettings({ badge: false }),
      other.writeSettings({ sound: true }),
      writeSettings({ tellBack: false }),
      other.writeSettings({ intervalSeconds: 120 }),
    ]);
    expect(await readSettings()).toMatchObject({
      badge: false,
      sound: true,
      tellBack: false,
      intervalSeconds: 120,
    });
  });

  it('lose a bad field and nothing else', () => {
    const read = settingsOf({
      favourites: [{ id: 'whatsapp' }, 7],
      intervalSeconds: -1,
      sources: { resolvers: true, routing: 'x' },
    });
    expect(read).toMatchObject({ favourites: [{ id: 'whatsapp' }], intervalSeconds: 60 });
    expect(read.sources).toEqual({
      resolvers: true,
      providerReports: false,
      vantages: false,
      routing: false,
    });
  });

  it('follow the consent that was taken back', () => {
    const all = { resolvers: true, providerReports: true, vantages: true, routing: true };
    expect(sourcesWithout(all, ['locationInfo'])).toEqual({ ...all, vantages: false, routing: false });
    expect(sourcesWithout(all, ['browsingActivity', 'locationInfo'])).toEqual(DEFAULT_SETTINGS.sources);
    expect(sourcesWithout(all, ['technicalAndInteraction'])).toEqual(all);
  });
});
