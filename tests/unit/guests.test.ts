/** Any site on demand: what is kept of it, for how long, and that it counts in nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '@/utils/catalogue/find';
import { favouriteAt, guestAt, guestWatched, siteOfUrl } from '@/utils/catalogue/guest';
import { addressMeant, servicesMatching } from '@/utils/catalogue/suggest';
import { watchedOf } from '@/utils/catalogue/watched';
import { guestsOf, wantedGuests, withGuest, withoutOldGuests } from '@/utils/incidents/guests';
import { emptyState } from '@/utils/incidents/initial-state';
import { stateOf } from '@/utils/incidents/read-state';
import type { State } from '@/utils/incidents/state';
import { wished } from '@/utils/incidents/wishes';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;

function siteAt(text: string) {
  const site = siteOfUrl(text, catalogue);
  if (!site.ok) throw new Error(`${text}: ${site.problem}`);
  return site;
}

const invited = (state: State, text: string, now = NOW) => withGuest(state, guestAt(siteAt(text), now));
const idsOf = (state: State) => guestsOf(state).map(({ id }) => id);

describe('a site that is looked up', () => {
  it('loses its path at once', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const site = siteOfUrl(url, catalogue);
        if (!site.ok) return;
        const { origin } = new URL(url);
        expect(site.origin).toBe(origin);
        const target = guestWatched(guestAt(site, NOW), catalogue)?.target.url ?? '';
        // A catalogue service has an address of its own to be asked at; any other is asked at its door.
        if (site.id === site.host) expect(target).toBe(`${origin}/`);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps scheme and port', () => {
    expect(siteAt('http://nas.local:8080/films?x=1').origin).toBe('http://nas.local:8080');
    expect(guestWatched(guestAt(siteAt('http://nas.local:8080/a'), NOW), catalogue)?.target.url).toBe(
      'http://nas.local:8080/',
    );
  });

  it('is the service of the catalogue where there is one', () => {
    expect(siteAt('https://web.whatsapp.com/send?phone=1').id).toBe('whatsapp');
    const watched = guestWatched(guestAt(siteAt('https://github.com/a/b'), NOW), catalogue);
    expect(watched).toMatchObject({ id: 'github', custom: false, askable: true, notify: false });
    expect(watched?.feed).not.toBeNull();
  });

  it('is another program at another port', () => {
    expect(siteAt('https://github.com:8443/').id).toBe('github.com:8443');
  });

  it.each(['192.168.1.1', 'http://10.0.0.1/x', 'nas.local', 'localhost:3000', 'router'])(
    'is nobody else’s business when it is private: %s',
    (text) => {
      expect(guestWatched(guestAt(siteAt(text), NOW), catalogue)).toMatchObject({
        isPrivate: true,
        askable: false,
      });
    },
  );

  it.each([
    '',
    'about:blank',
    'chrome://settings',
    'file:///etc/passwd',
    'https://a:b@example.com/',
    'no site',
  ])('is no site at all: %s', (text) => expect(siteOfUrl(text, catalogue).ok).toBe(false));

  it('is a favourite if it is one already, by id or by its address', () => {
    const own = { url: 'https://www.google.com/maps', name: 'Maps' };
    const favourites = watchedOf({ ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }, own] }, catalogue);
    expect(favouriteAt(siteAt('github.com/x'), favourites)?.id).toBe('github');
    expect(favouriteAt(siteAt('https://www.google.com/'), favourites)?.name).toBe('Maps');
    expect(favouriteAt(siteAt('example.com'), favourites)).toBeUndefined();
  });
});

describe('guests', () => {
  it('are five at most, those that are waited for last to go', () => {
    let state = invited(emptyState(1), 'https://a.example/', NOW);
    state = wished(state, 'a.example', true, NOW);
    for (const [index, name] of ['b', 'c', 'd', 'e', 'f', 'g'].entries()) {
      state = invited(state, `https://${name}.example/`, NOW + index + 1);
    }
    expect(idsOf(state)).toEqual(['g.example', 'f.example', 'e.example', 'd.example', 'a.example']);
    expect(Object.keys(state.services).sort()).toEqual([...idsOf(state)].sort());
  });

  it('are asked for some minutes, shown for some more, then forgotten', () => {
    const state = invited(emptyState(1), 'https://a.example/');
    expect(wantedGuests(state, NOW + 5 * MINUTE)).toHaveLength(1);
    expect(wantedGuests(state, NOW + 6 * MINUTE)).toHaveLength(0);
    const resting = withoutOldGuests(state, [], NOW + 6 * MINUTE);
    expect(resting.services['a.example']?.nextProbeAt).toBeNull();
    expect(idsOf(withoutOldGuests(state, [], NOW + 10 * MINUTE))).toEqual(['a.example']);
    const later = withoutOldGuests(state, [], NOW + 11 * MINUTE);
    expect([later.guests, later.services]).toEqual([{}, {}]);
  });

  it('are asked as long as somebody waits for them', () => {
    const state = wished(invited(emptyState(1), 'https://a.example/'), 'a.example', true, NOW);
    expect(wantedGuests(state, NOW + 600 * MINUTE)).toHaveLength(1);
    expect(idsOf(withoutOldGuests(state, [], NOW + 600 * MINUTE))).toEqual(['a.example']);
  });

  it('become favourites with what is known of them', () => {
    const state = invited(emptyState(1), 'https://github.com/');
    const next = withoutOldGuests(state, ['github'], NOW);
    expect(idsOf(next)).toEqual([]);
    expect(next.services.github).toBe(state.services.github);
  });

  it('start anew at another address, with nothing waited for', () => {
    const state = wished(invited(emptyState(1), 'http://nas.local:80/'), 'nas.local', true, NOW);
    const moved = invited(state, 'https://nas.local/');
    expect(moved.wishes).toEqual({});
    expect(moved.guests['nas.local']?.origin).toBe('https://nas.local');
  });

  it('survive the disk, and a damaged one', () => {
    const state = wished(invited(emptyState(1), 'https://a.example/'), 'a.example', true, NOW);
    expect(stateOf(structuredClone(state))).toEqual(state);
    const damaged = { ...structuredClone(state), guests: 7, wishes: null, mutes: [], overnight: [] };
    expect(stateOf(damaged)).toMatchObject({ guests: {}, wishes: {}, mutes: {} });
  });
});

describe('what is typed after the keyword', () => {
  it('finds services by the beginning of their name first', () => {
    expect(servicesMatching('git', 3, catalogue)[0]?.id).toBe('github');
    expect(servicesMatching('whats', 3, catalogue).map(({ id }) => id)).toContain('whatsapp');
    expect(servicesMatching('  ', 3, catalogue)).toEqual([]);
    expect(servicesMatching('a', 4, catalogue)).toHaveLength(4);
  });

  it('means a service by its name, else an address', () => {
    expect(siteAt(addressMeant('WhatsApp', catalogue)).id).toBe('whatsapp');
    expect(siteAt(addressMeant('واتساب', catalogue)).id).toBe('whatsapp');
    expect(addressMeant(' example.com ', catalogue)).toBe('example.com');
  });
});
