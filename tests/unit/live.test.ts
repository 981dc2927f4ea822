/** From the browser's events to what the pipe is told: pages and open tabs of favourites, and nothing of anybody else. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeld } from '@/entrypoints/background/held';
import { createKnowing } from '@/entrypoints/background/known';
import { createPageWatch } from '@/entrypoints/background/page-load';
import { createTabAnswers } from '@/entrypoints/background/tab-answers';
import { createTabWatch } from '@/entrypoints/background/tab-requests';
import { createVisits } from '@/entrypoints/background/visits';
import { tabAnswer } from '@/entrypoints/background/words';
import { catalogue, serviceByHost } from '@/utils/catalogue/find';
import { catalogueHosts, cataloguePages, isListed } from '@/utils/catalogue/listed';
import { watchedOf } from '@/utils/catalogue/watched';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { KeptStep, Reason } from '@/utils/incidents/step';
import type { Sample, Settings } from '@/utils/model';
import { createNavigationWatch, onPageLoad } from '@/utils/platform/page-load';
import { onTabRequest } from '@/utils/platform/tab-request';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import type { FailedTab } from '@/utils/store/session';
import { Clock } from '../score/clock';
import type { Details, makeBrowser } from './live-browser';
import { servePackage } from './package-files';

const lab = vi.hoisted(() => ({ browser: null as unknown }));
vi.mock('webextension-polyfill', async () => {
  const { makeBrowser: make } = await import('./live-browser');
  const made = make();
  lab.browser = made;
  return { default: made.api };
});
const browser = () => lab.browser as ReturnType<typeof makeBrowser>;

const START = Date.UTC(2026, 0, 15, 12);
const REFUSED = 'net::ERR_CONNECTION_REFUSED';

const LISTED = { patterns: cataloguePages, has: isListed };
type Worker = Awaited<ReturnType<typeof worker>>;

/** One worker over a browser that lasts. */
async function worker() {
  const { api } = browser();
  for (const one of [api.webRequest.onErrorOccurred, api.webRequest.onCompleted]) one.clear();
  const clock = new Clock(START);
  const reasons: Reason[] = [];
  const marks: string[] = [];
  const knowing = createKnowing((hasOwn) => hearOthers(hasOwn));
  const visits = createVisits((ms) => clock.wait(ms));
  const tick = (reason: Reason) => void reasons.push(reason);
  const answers = {
    expect: () => {},
    remember: (tab: number, { service }: FailedTab) => void marks.push(`${tab} ${service}`),
    clear: (tab: number) => void marks.push(`${tab} clear`),
  };
  const held = createHeld(answers);
  const onLoad = createPageWatch({ knowing, visits, held, answers, tick, wait: (ms) => clock.wait(ms) });
  const onRequest = createTabWatch({ knowing, visits, tick });
  const hearOthers = onPageLoad(LISTED, onLoad);
  onTabRequest(catalogueHosts, onRequest);
  const navigation = createNavigationWatch(catalogueHosts, onLoad);
  const at = () => clock.now;
  const page = (url: string, end: object, more: object = {}) => {
    const details = { type: 'main_frame', url, tabId: 1, frameId: 0, timeStamp: at(), ...end, ...more };
    return emit(details);
  };
  const request = (url: string, end: object, from = url) =>
    emit({ type: 'xmlhttprequest', url, tabId: 1, timeStamp: at(), initiator: from, ...end });
  const emit = (details: Details) =>
    api.webRequest['error' in details ? 'onErrorOccurred' : 'onCompleted'].emit(details);
  const later = (ms: number) => clock.play(clock.now + ms);
  await knowing.with(() => {});
  return { clock, reasons, marks, knowing, visits, held, page, request, emit, later, navigation };
}

const failing = { error: REFUSED };
const broken = { statusCode: 503, ip: '192.0.2.1' };
const well = { statusCode: 200, ip: '192.0.2.1' };
const seenIn = (reasons: readonly Reason[]) => reasons.flatMap(({ seen }) => seen);

beforeEach(async () => {
  await import('webextension-polyfill');
  browser().reset();
  servePackage();
  const favourites = [{ id: 'whatsapp' }, { id: 'github' }, { url: 'https://own.example/', name: 'Own' }];
  browser().api.storage.local.items.set('settings', { ...DEFAULT_SETTINGS, favourites });
});

describe('a page of a favourite', () => {
  it('that fails is asked about at once, and told after a moment', async () => {
    const { reasons, marks, page, later } = await worker();
    page('https://web.whatsapp.com/send?phone=1', failing);
    expect(reasons).toEqual([{ wanted: ['whatsapp'], seen: [], waiting: true }]);
    await later(3_000);
    expect(seenIn(reasons)).toMatchObject([{ target: 'whatsapp', errorType: 'tcp.refused', at: START }]);
    expect(marks).toEqual(['1 whatsapp']);
  });

  it('that fails is a reason to ask all that are watched on its host', async () => {
    const favourites = [
      { id: 'whatsapp' },
      { url: 'https://web.whatsapp.com/health', name: 'Health' },
      { url: 'http://nas.local:5000/', name: 'NAS' },
      { url: 'http://nas.local:8080/', name: 'Films' },
    ];
    browser().api.storage.local.items.set('settings', { ...DEFAULT_SETTINGS, favourites });
    const { reasons, page, later } = await worker();
    page('https://web.whatsapp.com/', failing);
    page('http://nas.local:8080/films', failing, { tabId: 2 });
    page('http://nas.local:9000/', failing, { tabId: 3 });
    expect(reasons.map(({ wanted }) => wanted)).toEqual([
      ['whatsapp', 'web.whatsapp.com'],
      ['nas.local:8080', 'nas.local:5000'],
    ]);
    await later(3_000);
    expect(seenIn(reasons).map((seen) => 'target' in seen && seen.target)).toEqual([
      'whatsapp',
      'nas.local:8080',
    ]);
  });

  it('that fails is told by the next worker when the first dies before it is believed', async () => {
    const first = await worker();
    first.page('https://web.whatsapp.com/', failing);
    await new Promise((done) => setImmediate(done));
    const { held, marks } = await worker();
    expect(await held.drain(START + 1_000)).toEqual([]);
    expect(await held.drain(START + 3_000)).toMatchObject([
      { target: 'whatsapp', errorType: 'tcp.refused', at: START },
    ]);
    expect(marks).toEqual(['1 whatsapp']);
    expect(await (await worker()).held.drain(START + 3_000)).toEqual([]);
  });

  it('that opened in the next worker’s life is told by none', async () => {
    const first = await worker();
    first.page('https://web.whatsapp.com/', failing);
    await new Promise((done) => setImmediate(done));
    const { held, page } = await worker();
    page('https://web.whatsapp.com/', well);
    expect(await held.drain(START + 3_000)).toEqual([]);
  });

  it('that breaks with 503 counts, also where navigation tells that something was shown', async () => {
    const { reasons, page, later, navigation } = await worker();
    navigation.start();
    page('https://own.example/', broken);
    const shown = { url: 'https://own.example/', tabId: 1, frameId: 0, timeStamp: START };
    browser().api.webNavigation.onCompleted.emit(shown);
    await later(3_000);
    expect(seenIn(reasons)).toMatchObject([{ target: 'own.example', status: 503 }]);
  });

  it.for([
    ['https is refused and plain http answers', 'http://own.example/'],
    ['a reload works', 'https://own.example/'],
  ])('counts as open when %s', async ([, url]) => {
    const { reasons, marks, page, later } = await worker();
    page('https://own.example/', failing);
    await later(500);
    page(url ?? '', well);
    await later(5_000);
    expect(seenIn(reasons)).toEqual([]);
    expect(marks).toEqual(['1 clear']);
  });

  it.for([
    ['was given up', { error: 'net::ERR_ABORTED' }, {}],
    ['was given up in Firefox', { error: 'NS_BINDING_ABORTED' }, {}],
    ['was ended by a change of network', { error: 'net::ERR_NETWORK_CHANGED' }, {}],
    ['was prepared for later', failing, { documentLifecycle: 'prerender' }],
    ['was fetched ahead and broke', broken, { documentLifecycle: 'active', documentId: '75DC' }],
    ['was fetched ahead, in vain', failing, { documentLifecycle: 'active', documentId: '75DC' }],
    ['belongs to no tab', failing, { tabId: -1 }],
  ] as const)('says nothing when it %s', async ([, end, more]) => {
    const { reasons, page, later } = await worker();
    page('https://web.whatsapp.com/', end, more);
    await later(5_000);
    expect(reasons).toEqual([]);
  });

  it('that the browser loads again by itself is one visit', async () => {
    const { reasons, page, later } = await worker();
    page('https://web.whatsapp.com/', failing);
    await later(1_000);
    page('https://web.whatsapp.com/', failing);
    await later(4_000);
    page('https://web.whatsapp.com/', failing);
    await later(10_000);
    expect(seenIn(reasons)).toHaveLength(1);
  });

  it('is heard through navigation alone where its host was not granted', async () => {
    const { reasons, later, navigation } = await worker();
    expect(navigation.start()).toBe(true);
    const details = { url: 'https://web.whatsapp.com/', tabId: 1, timeStamp: START };
    browser().api.webNavigation.onErrorOccurred.emit({ ...details, frameId: 3, error: REFUSED });
    browser().api.webNavigation.onErrorOccurred.emit({
      ...details,
      frameId: 0,
      error: 'Error code 2152398861',
    });
    await later(3_000);
    expect(seenIn(reasons)).toMatchObject([{ target: 'whatsapp', errorType: 'tcp.refused' }]);
  });

  it('that opens well needs no step, and outlives its worker', async () => {
    const first = await worker();
    first.page('https://github.com/someone/something', well);
    await first.later(21_000);
    expect(first.reasons).toEqual([]);
    const second = await worker();
    expect(await second.visits.drain()).toMatchObject([{ target: 'github', outcome: 'ok', at: START }]);
    expect(await second.visits.drain()).toEqual([]);
  });

  it('out of a cache is no answer of its server', async () => {
    const { page, visits } = await worker();
    page('https://github.com/', { statusCode: 200, ip: '192.0.2.1', fromCache: true });
    page('https://github.com/', { statusCode: 200 });
    expect(await visits.drain()).toEqual([]);
  });

  it('says nothing while the watch is paused', async () => {
    const settings = browser().api.storage.local.items.get('settings') as object;
    browser().api.storage.local.items.set('settings', { ...settings, pausedUntil: START + 60_000 });
    const { reasons, page, later } = await worker();
    page('https://web.whatsapp.com/', failing);
    await later(5_000);
    expect(reasons).toEqual([]);
  });
});

describe('an open tab of a favourite', () => {
  const poll = 'https://web.whatsapp.com/poll';

  it('is in trouble when two requests reach nobody', async () => {
    const { reasons, request, later } = await worker();
    request(poll, failing);
    await later(2_000);
    expect(reasons).toEqual([]);
    request(poll, failing);
    await later(1);
    expect(reasons).toMatchObject([{ wanted: ['whatsapp'], seen: [{ target: 'whatsapp', inTab: true }] }]);
  });

  it('is in trouble after a burst of errors, but not when answers come between', async () => {
    const { reasons, request, later } = await worker();
    for (const end of [broken, broken, well, broken, broken]) request(poll, end);
    await later(1);
    expect(reasons).toEqual([]);
    request(poll, broken);
    await later(1);
    expect(seenIn(reasons)).toMatchObject([{ status: 503 }]);
  });

  it('is told once in a while, whatever it goes on to do, by whichever worker', async () => {
    const first = await worker();
    for (let second = 0; second < 120; second += 1) {
      first.request(poll, failing);
      await first.later(1_000);
    }
    expect(seenIn(first.reasons)).toHaveLength(1);
    expect(first.reasons.length).toBeLessThanOrEqual(5);
    const second = await worker();
    second.request(poll, failing);
    second.request(poll, failing);
    await second.later(1);
    expect(second.reasons).toMatchObject([{ wanted: ['whatsapp'], seen: [] }]);
  });

  it('with a broken socket is only a reason to ask', async () => {
    const { reasons, emit } = await worker();
    const socket = { type: 'websocket', url: 'wss://web.whatsapp.com/ws', tabId: 1, timeStamp: START };
    emit({ ...socket, initiator: 'https://web.whatsapp.com', error: 'net::ERR_FAILED' });
    expect(reasons).toEqual([{ wanted: ['whatsapp'], seen: [] }]);
  });

  it('that is answered steadily saves a probe, once a minute', async () => {
    const { visits, request, later } = await worker();
    for (let second = 0; second < 90; second += 1) {
      request(poll, well);
      await later(1_000);
    }
    const saved = await visits.drain();
    expect(saved).toMatchObject([{ inTab: true }, { inTab: true }]);
  });

  it.for([
    ['blocked on this side', { error: 'net::ERR_BLOCKED_BY_CLIENT' }],
    ['given up', { error: 'net::ERR_ABORTED' }],
    ['without a reason', { error: 'net::ERR_FAILED' }],
    ['refused as "not you"', { statusCode: 403, ip: '192.0.2.1' }],
  ] as const)('says nothing with requests that are %s', async ([, end]) => {
    const { reasons, request, later } = await worker();
    for (let count = 0; count < 10; count += 1) request(poll, end);
    await later(1);
    expect(reasons).toEqual([]);
  });

  it('whose own worker asks for it is in trouble all the same, and our own questions are none of a page', async () => {
    const { reasons, emit, later } = await worker();
    const asked = { type: 'xmlhttprequest', url: poll, tabId: -1, timeStamp: START, ...failing };
    for (const ours of [
      { initiator: 'chrome-extension://id' },
      { documentUrl: 'moz-extension://id/page.html' },
      {},
    ])
      for (let count = 0; count < 5; count += 1) emit({ ...asked, ...ours });
    await later(1);
    expect(reasons).toEqual([]);
    for (const theirs of [
      { initiator: 'https://web.whatsapp.com' },
      { documentUrl: 'https://web.whatsapp.com/sw.js' },
    ])
      emit({ ...asked, ...theirs });
    await later(1);
    expect(reasons).toMatchObject([{ wanted: ['whatsapp'], seen: [{ target: 'whatsapp', inTab: true }] }]);
  });

  it('of somebody else that cannot reach a favourite says nothing', async () => {
    const { reasons, request, later } = await worker();
    for (let count = 0; count < 5; count += 1) request(poll, failing, 'https://stranger.example/');
    await later(1);
    expect(reasons).toEqual([]);
  });
});

describe('the button of a tab that failed', () => {
  it('says that the service answers only if it was asked since', async () => {
    const settings: Settings = { ...DEFAULT_SETTINGS, language: 'en', favourites: [{ id: 'github' }] };
    const answered: Sample = {
      at: START,
      symptom: 'answers',
      how: 'probe',
      tookMs: 90,
      status: 200,
      retryAfterMs: null,
    };
    const github = { ...newService('github', START), health: 'up' as const, samples: [answered] };
    const state = { ...emptyState(0), services: { github } };
    const watched = watchedOf(settings, catalogue);
    const step: KeptStep = {
      before: state,
      state,
      watched,
      guests: [],
      settings,
      now: START,
      notices: [],
      seen: [],
    };
    const said = async (at: number) => (await tabAnswer({ service: 'github', at }, step))?.title;
    expect(await said(START + 1)).toContain('did not open');
    expect(await said(START - 1)).toContain('answers now');
  });
});

const label = fc.stringMatching(/^[a-z]{4,10}$/);
const stranger = fc
  .tuple(label, label)
  .map(([name, path]) => ({ host: `${name}-diary.example`, path: `p-${path}` }));
const end = fc.constantFrom(
  failing,
  broken,
  well,
  { error: 'net::ERR_ABORTED' },
  { error: 'NS_ERROR_UNKNOWN_HOST' },
);

describe('nothing else is recorded', () => {
  it('of other sites, and no path of any', async () => {
    const event = fc.record({ site: stranger, end, ours: fc.boolean(), inTab: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        const { reasons, visits, page, request, later } = await worker();
        for (const one of events) {
          const host = one.ours ? 'web.whatsapp.com' : one.site.host;
          const url = `https://user@${host}/${one.site.path}?q=${one.site.path}`;
          if (one.inTab) request(url, one.end);
          else page(url, one.end);
          await later(1_500);
        }
        const told = JSON.stringify([reasons, await visits.drain()]) + browser().stored();
        expect(told).not.toContain('diary');
        expect(told).not.toMatch(/p-[a-z]/);
      }),
      { numRuns: 60 },
    );
  });

  it('and costs next to nothing: 300 pages of others and 30 of favourites', async () => {
    const { page } = await worker();
    const cost = (count: number, host: string) => {
      const before = process.cpuUsage();
      for (let index = 0; index < count; index += 1) {
        page(`https://${host}/${index}`, index % 2 === 0 ? well : { error: 'net::ERR_ABORTED' });
      }
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000 / count;
    };
    expect(cost(300, 'stranger.example')).toBeLessThan(0.2);
    expect(cost(30, 'web.whatsapp.com')).toBeLessThan(0.2);
  });

  it('and pages that are shown are heard of, beside their requests, only while some tab shows an error', async () => {
    const { onCompleted, onErrorOccurred } = browser().api.webNavigation;
    const start = () => {
      const navigation = createNavigationWatch(catalogueHosts, () => {});
      navigation.start();
      return createTabAnswers((any) => navigation.hearShown(any));
    };
    const isHeard = () => onCompleted.filters().length > 0;
    const step = { watched: [] } as unknown as KeptStep;
    const answers = start();
    expect(isHeard()).toBe(true);
    await answers.paint(step);
    expect(isHeard()).toBe(false);
    answers.expect(1);
    await answers.paint(step);
    expect(isHeard()).toBe(true);
    answers.clear(1);
    await vi.waitFor(() => expect(isHeard()).toBe(false));
    expect(onErrorOccurred.filters()).toHaveLength(1);
    // What an earlier worker painted is still to be cleared.
    browser().api.storage.session.items.set('failedTabs', [[7, { service: 'whatsapp', at: START }]]);
    start().clear(5);
    await new Promise((done) => setImmediate(done));
    expect(isHeard()).toBe(true);
  });

  it('hears background requests of no host but the catalogue’s', async () => {
    await worker();
    const filters = browser().api.webRequest.onCompleted.filters() as { types: string[]; urls: string[] }[];
    const wide = filters.filter(({ urls }) => urls.includes('<all_urls>'));
    expect(wide.map(({ types }) => types)).toEqual([['main_frame']]);
  });

  it('and pages of others are not even heard while all favourites are the catalogue’s', async () => {
    const heard = (page: Worker['page']) =>
      ['stranger.example', 'own.example', 'github.com', 'faq.whatsapp.com'].map((host) => [
        page(`https://${host}/`, well),
        page(`https://${host}/`, failing),
      ]);
    const once = [1, 1];
    const settings = browser().api.storage.local.items.get('settings') as object;
    const own = await worker();
    // Two listeners hear of the catalogue's, and one tells.
    expect(heard(own.page)).toEqual([once, once, [2, 2], [2, 2]]);
    browser().api.storage.local.items.set('settings', { ...settings, favourites: [{ id: 'github' }] });
    const listed = await worker();
    expect(heard(listed.page)).toEqual([[0, 0], [0, 0], once, once]);
    await listed.later(10_000);
    expect(seenIn(listed.reasons)).toHaveLength(1);
    browser().api.storage.local.items.set('settings', settings);
    listed.knowing.forget();
    await listed.knowing.with(() => {});
    expect(listed.page('https://own.example/', failing)).toBe(1);
    await listed.later(10_000);
    expect(seenIn(listed.reasons)).toHaveLength(2);
  });

  it.for([
    'github.com',
    'gist.github.com',
    'www.google.com',
    'google.com',
    'mail.google.com',
    'keep.google.com',
    'stranger.example',
    'github.com.stranger.example',
  ])('the pages heard at %s are those of its service, if any', (host) => {
    const details = { type: 'main_frame', url: `https://${host}/`, tabId: 1, timeStamp: START };
    const { onCompleted } = browser().api.webRequest;
    onPageLoad(LISTED, () => {})(false);
    expect(onCompleted.emit(details)).toBe(serviceByHost(host) === undefined ? 0 : 1);
  });
});
