import { describe, expect, it } from 'vitest';
import { catalogue, serviceById } from '@/utils/catalogue/find';
import { favouriteAt, guestAt, guestWatched, siteOfUrl } from '@/utils/catalogue/guest';
import { sitesOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { symptomOf } from '@/utils/diagnosis/symptom';
import { NOTHING_USUAL } from '@/utils/incidents/state';
import type { Favourite } from '@/utils/model';
import { askProbe } from '@/utils/probes/probe';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { bytes, replying } from './replying-wire';

const watch = (favourite: Favourite, askAboutCustom = false) =>
  watchedOf({ ...DEFAULT_SETTINGS, favourites: [favourite], askAboutCustom }, catalogue)[0];

describe('what is known of a favourite', () => {
  it('reads the parts of a status page that the catalogue names', () => {
    expect(watch({ id: 'facebook' })?.feed?.components).toEqual(serviceById('facebook')?.feed?.components);
  });

  it('reads the parts that the person chose instead', () => {
    expect(watch({ id: 'github', components: ['Actions'] })?.feed?.components).toEqual(['Actions']);
    expect(watch({ id: 'aws', components: ['me-south-1'] })?.feed?.components).toEqual(['me-south-1']);
  });

  it('is asked of others about an own address only where the person switched that on', () => {
    const own = { url: 'https://status.example/', name: 'Example' };
    expect(watch(own)?.askable).toBe(false);
    expect(watch(own, true)?.askable).toBe(true);
  });

  it('is never asked of others about a private address', () => {
    expect(watch({ url: 'http://192.168.1.1/', name: 'Router' }, true)?.askable).toBe(false);
    expect(watch({ url: 'http://nas.local/', name: 'NAS' }, true)?.askable).toBe(false);
  });

  it('is the machine in the house, where that is called like a service', () => {
    const favourites = [{ url: 'http://gitlab/', name: 'gitlab' }, { id: 'gitlab' }];
    const [own, listed] = watchedOf({ ...DEFAULT_SETTINGS, favourites }, catalogue);
    expect([own?.target.url, own?.isPrivate]).toEqual(['http://gitlab/', true]);
    expect(listed?.custom).toBe(false);
    expect(own?.id).not.toBe(listed?.id);
    const site = siteOfUrl('http://gitlab/', catalogue);
    if (!site.ok) throw new Error('It is a site.');
    expect(favouriteAt(site, listed === undefined ? [] : [listed])).toBeUndefined();
    expect(guestWatched(guestAt(site, 0), catalogue)).toMatchObject({ id: site.id, isPrivate: true });
  });

  it('is asked once where two addresses are of one host', () => {
    const favourites = [
      { url: 'https://diary.example/a', name: 'a' },
      { url: 'https://diary.example/b', name: 'b' },
    ];
    const [one, ...others] = watchedOf({ ...DEFAULT_SETTINGS, favourites }, catalogue);
    expect([one?.name, others]).toEqual(['a', []]);
  });

  it('leaves out what is not in the catalogue', () => {
    expect(watch({ id: 'nobody-knows-this' })).toBeUndefined();
  });
});

describe('an expected answer', () => {
  const target = watch({ url: 'http://nas.local/', name: 'NAS', expect: { status: 401 } })?.target;
  const box = (status: number, expect: { status?: number; text?: string }, body = '') => {
    const wire = replying({ status, body: bytes(body) });
    const asked = watch({ url: 'http://nas.local/', name: 'NAS', expect })?.target;
    if (asked === undefined) throw new Error('not watched');
    return askProbe({ kind: 'probe', service: asked.id, target: asked, timeoutMs: 5_000 }, wire);
  };

  it('is what the probe looks for', () => {
    expect(target?.expect).toEqual({ status: 401 });
  });

  it('makes a refusal fine, whatever was usual before', async () => {
    const [seen] = await box(401, { status: 401 });
    if (seen === undefined) throw new Error('nothing seen');
    expect(seen.outcome).toBe('ok');
    expect(symptomOf(seen, { ...NOTHING_USUAL, statuses: [200, 200, 200] })).toBe('answers');
  });

  it('makes any other answer a bad one', async () => {
    const [status] = await box(200, { status: 401 });
    const [text] = await box(200, { text: 'Disk OK' }, 'Disk full');
    for (const seen of [status, text]) {
      if (seen === undefined) throw new Error('nothing seen');
      expect(seen.outcome).toBe('failed');
      expect(symptomOf(seen, NOTHING_USUAL)).toBe('5xx');
    }
  });

  it('is found in the page', async () => {
    const [seen] = await box(200, { text: 'Disk OK' }, '<p>Disk OK</p>');
    expect(seen).toMatchObject({ outcome: 'ok', genuine: true });
  });
});

describe('what leave is asked for', () => {
  const favourites: Favourite[] = [{ id: 'whatsapp' }, { url: 'http://own.example/', name: 'Own' }];
  const { origins, sockets } = sitesOf(
    watchedOf({ ...DEFAULT_SETTINGS, favourites }, catalogue),
    DEFAULT_SETTINGS,
  );

  it('is each host that is asked, and no wildcard', () => {
    expect(origins).toContain('https://web.whatsapp.com/*');
    expect(origins).toContain('http://own.example/*');
    expect(origins.filter((one) => /\/\/\*|^\*/.test(one))).toEqual([]);
  });

  it('is the sockets of those whose open pages are listened to, and of no control', () => {
    expect(sockets).toEqual(serviceById('whatsapp')?.hosts.map((host) => `wss://${host}/*`));
  });
});
