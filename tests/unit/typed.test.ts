import { describe, expect, it } from 'vitest';
import { addTyped, inOneLine } from '@/utils/catalogue/adding';
import { serviceById, services } from '@/utils/catalogue/find';
import { localFavourites } from '@/utils/catalogue/local';
import { searchServices, typedList, typedOne } from '@/utils/catalogue/typed';

const meant = (text: string) =>
  typedList(text).map((one) => (one.kind === 'problem' ? one.problem : one.favourite));

describe('what a person types', () => {
  it('is a list with commas in either script', () => {
    expect(meant('github, openai; aws')).toEqual([{ id: 'github' }, { id: 'chatgpt' }, { id: 'aws' }]);
    expect(meant('واتساب، إنستغرام')).toEqual([{ id: 'whatsapp' }, { id: 'instagram' }]);
  });

  it('may be the beginning of one name', () => {
    expect(meant('whats')).toEqual([{ id: 'whatsapp' }]);
    expect(meant('maps')).toEqual([{ id: 'google-maps' }]);
    expect(meant('whats, github')).toEqual(['not-a-url', { id: 'github' }]);
  });

  it('may be an address, also one of a service that is known', () => {
    expect(meant('https://status.example/health')).toEqual([
      { url: 'https://status.example/health', name: 'status.example' },
    ]);
    expect(meant('github.com')).toEqual([{ id: 'github' }]);
    expect(meant('192.168.1.1')).toEqual([{ url: 'http://192.168.1.1/', name: '192.168.1.1' }]);
  });

  it('may be nothing that can be watched', () => {
    expect(typedOne('qqqq', true)).toMatchObject({ kind: 'problem', problem: 'not-a-url' });
    expect(meant(' , ')).toEqual(['empty']);
    expect(meant('com')).toEqual(['not-a-url']);
  });

  it('may stand between spaces where every word names a service', () => {
    expect(meant('Instagram Facebook')).toEqual([{ id: 'instagram' }, { id: 'facebook' }]);
    expect(meant('Google Maps')).toEqual([{ id: 'google-maps' }]);
    expect(meant('Instagram qqqq')).toEqual(['not-a-url']);
  });

  it('may be a column, of which a field of one line would lose the ends', () => {
    const line = inOneLine('Instagram\r\nFacebook,\n\nhttps://a.example\tgithub\n');
    expect(line).toBe('Instagram, Facebook, https://a.example, github');
    expect(meant(line)).toHaveLength(4);
  });

  it('may be the initials of the best known', () => {
    expect(meant('wa')).toEqual([{ id: 'whatsapp' }]);
    expect(meant('gm')).toEqual([{ id: 'gmail' }]);
  });

  it('keeps a host in its own letters, unless they pass for others', () => {
    expect(meant('https://münchen.de/amt')).toMatchObject([{ name: 'münchen.de' }]);
    expect(meant('例え.jp')).toMatchObject([{ name: '例え.jp' }]);
    expect(meant('аррӏе.com')).toMatchObject([{ name: 'xn--80ak6aa92e.com' }]);
    expect(meant('p\u0430ypal.com')).toMatchObject([{ name: 'xn--pypal-4ve.com' }]);
  });

  it('is searched by name, the best first', () => {
    expect(searchServices('git').map(({ id }) => id)[0]).toBe('github');
    expect(searchServices('')).toBe(services);
  });
});

describe('what is added', () => {
  it('is one host with and without the dot at its end', () => {
    const { fresh, complaint } = addTyped('example.com, https://example.com./', []);
    expect(fresh).toEqual([{ url: 'https://example.com/', name: 'example.com' }]);
    expect(complaint?.problem).toBe('duplicate');
  });

  it('has a name that can be taken in again, however long the host', () => {
    const [favourite] = addTyped(`${'a.'.repeat(60)}example`, []).fresh;
    expect(favourite).toMatchObject({ name: `${'a.'.repeat(29)}a…` });
  });

  const chosen = [{ id: 'whatsapp' }];

  it('is said where it is there already, instead of the next best', () => {
    expect(addTyped('wa', chosen)).toMatchObject({
      fresh: [],
      left: '',
      complaint: { problem: 'duplicate', favourite: { id: 'whatsapp' } },
    });
    expect(addTyped('github, github', [])).toMatchObject({
      fresh: [{ id: 'github' }],
      complaint: { problem: 'duplicate', favourite: { id: 'github' } },
    });
  });

  it('comes with what may have been meant', () => {
    expect(addTyped('watsapp, instagram', [])).toMatchObject({
      fresh: [{ id: 'instagram' }],
      left: 'watsapp',
      complaint: { problem: 'not-a-url', meant: { id: 'whatsapp' } },
    });
    expect(addTyped('facebok', [])).toMatchObject({ complaint: { meant: { id: 'facebook' } } });
    expect(addTyped('qqqq', [])).toMatchObject({ complaint: { meant: null } });
  });
});

describe('what is offered first', () => {
  const known = (id: string) => serviceById(id) !== undefined;

  it('follows the region, and else the language', () => {
    expect(localFavourites('ar-SA', known)).toContain('stcbank');
    expect(localFavourites('ar', known)).toContain('stcbank');
    expect(localFavourites('ja-JP', known)[0]).toBe('line');
    expect(localFavourites('en-GB', known)).toContain('bbc');
    expect(localFavourites('en-US', known)[0]).toBe('whatsapp');
  });

  it('names each service once, and only known ones', () => {
    for (const tag of ['en-US', 'de', 'zh-Hans-CN', 'xx']) {
      const ids = localFavourites(tag, known);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(15);
    }
  });
});
