import { describe, expect, it } from 'vitest';
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
  });

  it('is searched by name, the best first', () => {
    expect(searchServices('git').map(({ id }) => id)[0]).toBe('github');
    expect(searchServices('')).toBe(services);
  });
});

describe('what is offered first', () => {
  const known = (id: string) => serviceById(id) !== undefined;

  it('follows the region, and else the language', () => {
    expect(localFavourites('ar-SA', known)).toContain('stcbank');
    expect(localFavourites('ar', known)).toContain('stcbank');
    expect(localFavourites('ja-JP', known)[0]).toBe('line');
    expect(localFavourites('en-GB', known)).toContain('bbc');
  });

  it('names each service once, and only known ones', () => {
    for (const tag of ['en-US', 'de', 'zh-Hans-CN', 'xx']) {
      const ids = localFavourites(tag, known);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(15);
    }
  });
});
