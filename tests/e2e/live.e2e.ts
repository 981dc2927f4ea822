/** What the browser sees by itself: pages that fail, tabs that stay open, and pages that are no business of ours. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { META, OTHERS } from './backups.ts';
import type { Driver } from './browsers/driver.ts';
import { favouriteIn } from './browsers/popup-reader.ts';
import { areDownForEveryone, RECOVERED_WITHIN_MS, untilAllWell, untilSeen } from './expectations.ts';
import { everythingKept } from './kept.ts';
import { failedPage } from './own-pages.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

/** The part of the extension's own interface that is used inside it. */
declare const chrome: {
  tabs: { query(of: object): Promise<{ id: number; url?: string }[]> };
  action: Record<'getTitle' | 'getBadgeText', (of: object) => Promise<string>>;
};

const ANSWER_WITHIN_MS = 12_000;
const NOTICE_WITHIN_MS = 45_000;
const TAB_WITHIN_MS = 15_000;
/** Longer than a page's failure is held back, and a probe takes. */
const LONG_ENOUGH_MS = 6_000;
const INTERVAL = { intervalSeconds: 300 };
const FAVOURITES = [
  ...META,
  ...OTHERS,
  'reddit',
  { url: 'http://intranet.example/', name: 'Intranet' },
] as const;

/** What Firefox draws on a light toolbar. */
const USUAL_ICON = 'dark';

/** Names that nobody asked us to watch, and what becomes of their pages. */
const STRANGERS = {
  'well-diary.example': {},
  'broken-diary.example': { status: 503 },
  'refused-diary.example': { tcp: 'refused' },
  'nameless-diary.example': { dns: 'nxdomain' },
  'download-diary.example': { headers: { 'content-disposition': 'attachment; filename="x.txt"' } },
  'empty-diary.example': { status: 204 },
} as const;

/** A page that goes on asking its server. */
const POLLING = `<!doctype html><title>Open</title><script>
setInterval(() => fetch('/poll', { cache: 'no-store' }).catch(() => {}), 1000);
</script>`;

/** A page that puts a worker of its own between itself and its server, which is then asked for its script. */
const WITH_WORKER = `<!doctype html><title>Worker</title><link rel="icon" href="data:,"><script>
setTimeout(async () => {
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
  document.title = 'Ready';
}, 2_000);
</script>`;
const WORKER = {
  headers: { 'content-type': 'text/javascript' },
  body: `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`,
};

/** A page that says whether it was kept as it was left. */
const KEPT = `<!doctype html><title>Open</title><link rel="icon" href="data:,"><script>
addEventListener('pageshow', ({ persisted }) => { if (persisted) document.title = 'Kept'; });
</script>`;

/** A page whose socket is refused. */
const SOCKET = `<!doctype html><title>Open</title><link rel="icon" href="data:,"><script>
new WebSocket('wss://' + location.host + '/socket').onerror = () => { document.title = 'Broken'; };
</script>`;

describe.for(BROWSERS)('live in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let failed: Page | null = null;
  let left: Page | null = null;
  let third: Page | null = null;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'all', favourites: FAVOURITES, settings: INTERVAL });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('pages of others, whatever becomes of them, leave no trace', async () => {
    const { driver, lab } = world;
    for (const [host, truth] of Object.entries(STRANGERS)) {
      lab.set(host, truth);
      await driver.openTab(`https://${host}/my-path`);
    }
    await pass(driver);
    const kept = await everythingKept(driver);
    expect(kept).toContain('whatsapp');
    expect(kept).not.toContain('diary');
    expect(kept).not.toContain('my-path');
  });

  step('pages of favourites that open, stop half-way, or are no pages make no trouble', async () => {
    const { driver, lab } = world;
    for (const path of ['/', '/my-path']) await openedPage(driver, `https://github.com${path}`);
    // A browser that tries https first is refused there, and falls back.
    lab.set('intranet.example', { tcp: 'refused-secure' });
    await openedPage(driver, 'http://intranet.example/my-path');
    lab.set('intranet.example', null);
    lab.set('www.tiktok.com', { slowMs: 3_000 });
    const stopped = await driver.openTab('https://www.tiktok.com/my-path');
    await asked(world, 'www.tiktok.com');
    await stopped.close();
    const halted = await driver.openTab('https://well-diary.example/');
    await openedPage(driver, 'https://well-diary.example/', halted);
    await halted.evaluate(() => {
      location.href = 'https://www.tiktok.com/halted';
      setTimeout(() => window.stop(), 1_000);
    });
    await asked(world, 'www.tiktok.com', '/halted');
    lab.set('www.tiktok.com', null);
    lab.set('blocked.office.example', { tcp: 'refused' });
    for (const [host, truth] of [
      ['www.amazon.com', STRANGERS['download-diary.example']],
      ['www.reddit.com', STRANGERS['empty-diary.example']],
      ['www.reddit.com', { redirect: 'elsewhere' }],
      ['www.amazon.com', { status: 404 }],
    ] as const) {
      lab.set(host, truth);
      await driver.openTab(`https://${host}/my-path`);
      await asked(world, host);
      lab.set(host, null);
    }
    expect(await halted.evaluate(() => location.host)).toBe('well-diary.example');
    // The probe asks for another host of GitHub's: only the frame fails.
    lab.set('gist.github.com', { tcp: 'refused' });
    const framing = {
      body: '<!doctype html><title>Lab</title><iframe src="https://gist.github.com/my-path">',
    };
    lab.set('well-diary.example', framing);
    await openedPage(driver, 'https://well-diary.example/');
    lab.set('well-diary.example', null);
    if (browser === 'chromium') await prerendered(world);
    await expectNoTrouble(driver);
    lab.set('gist.github.com', null);
    expect(await everythingKept(driver)).not.toContain('office');
  });

  step('a page that is left in time, or that a reload opens, makes no trouble either', async () => {
    const { driver, lab } = world;
    lab.set('www.tiktok.com', { slowMs: 3_000 });
    const leaving = await driver.openTab('https://www.tiktok.com/my-path');
    await asked(world, 'www.tiktok.com');
    await openedPage(driver, 'https://well-diary.example/', leaving);
    lab.set('www.tiktok.com', null);
    // The probe asks for another host of WhatsApp's: only the page fails.
    lab.set('www.whatsapp.com', { tcp: 'refused' });
    const failing = await driver.openTab('https://www.whatsapp.com/my-path');
    await failedPage(failing);
    lab.set('www.whatsapp.com', null);
    await openedPage(driver, 'https://www.whatsapp.com/my-path', failing);
    await expectNoTrouble(driver);
  });

  step('a page that comes back as it was left is no load, and makes no trouble', async () => {
    const { driver, faults, lab } = world;
    lab.set('www.whatsapp.com', { body: KEPT });
    const tab = await driver.openTab('https://www.whatsapp.com/kept/my-path');
    await until(
      'it is open',
      () => tab.title(),
      (title) => title === 'Open',
      { within: 15_000, every: 100 },
    );
    // Driven from outside, Firefox keeps no page for whoever goes to another site.
    await openedPage(driver, 'https://www.whatsapp.com/kept/other', tab, 'Open');
    await asked(world, 'www.whatsapp.com', '/kept/other');
    const loads = () => lab.requests().filter(({ path }) => path.startsWith('/kept/')).length;
    const before = loads();
    // The probe asks for another host of WhatsApp's: only the page would fail.
    lab.set('www.whatsapp.com', { tcp: 'refused' });
    await tab.evaluate(() => history.back()).catch(() => undefined);
    await until(
      'it is there again',
      () => tab.title(),
      (title) => title === 'Kept',
      { within: 15_000, every: 100 },
    );
    expect(loads()).toBe(before);
    await expectNoTrouble(driver);
    await faults.heal('whatsapp');
    await tab.close();
  });

  step('a socket that breaks in an open tab is only a reason to ask', async () => {
    const { driver, lab } = world;
    const ofPage = ['/my-path', '/socket'];
    const questions = () =>
      lab.requests().filter(({ host, path }) => host === 'www.reddit.com' && !ofPage.includes(path)).length;
    const before = questions();
    lab.set('www.reddit.com', { body: SOCKET });
    await openedPage(driver, 'https://www.reddit.com/my-path', null, 'Broken');
    await until('it is asked', questions, (count) => count > before, { within: 10_000 });
    lab.set('www.reddit.com', null);
    await expectNoTrouble(driver);
  });

  step('what happens in a private window is no business of ours', async () => {
    const { driver, faults } = world;
    expect(await driver.couldSeePrivate()).toBe(false);
    await faults.refuse('github');
    await driver.visitPrivately('https://github.com/my-path');
    // Whoever had seen it would have asked, in vain, and be in doubt by now.
    await pass(driver);
    expect(favouriteIn(await driver.popup(), 'github')?.health).toBe('up');
    await faults.heal('github');
    await driver.visitPrivately('https://github.com/my-path');
    expect(await everythingKept(driver)).not.toContain('my-path');
  });

  step('a page that fails everywhere is on the badge at once, and on the button of its tab', async () => {
    const { driver, faults } = world;
    await faults.refuse('whatsapp');
    const askedOfFamily = () => META.map((member) => faults.asked(member).length);
    const before = askedOfFamily();
    failed = await driver.openTab('https://web.whatsapp.com/');
    await failedPage(failed);
    const failedAt = Date.now();
    left = await driver.openTab('https://web.whatsapp.com/left');
    third = await driver.openTab('https://web.whatsapp.com/third');
    await untilSeen(
      driver,
      'WhatsApp is down for everyone',
      ({ badge, headline }, popup) =>
        badge === '1' && headline === 'not-just-you' && areDownForEveryone(popup, ['whatsapp']),
      ANSWER_WITHIN_MS,
    );
    expect((await untilTold(driver, '//web.whatsapp.com/')).badge).toBe('1');
    await untilIcon(driver, failed, 'theirs');
    await untilIcon(driver, await driver.openTab('https://github.com/'), USUAL_ICON);
    // The others of its family were asked at once; what is refused reaches nobody.
    const [, ...others] = askedOfFamily().map((count, index) => count - (before[index] ?? 0));
    expect(Math.min(...others)).toBeGreaterThan(0);
    await driver.killWorker();
    await until(
      'a notification, though the worker died',
      () => driver.desktop.open(),
      (open) => open.length === 1,
      {
        within: NOTICE_WITHIN_MS - (Date.now() - failedAt),
      },
    );
    expect(driver.desktop.shown.map(({ title }) => title).join()).toContain('WhatsApp');
    const { evidence = [], text } = favouriteIn(await driver.popup(), 'whatsapp') ?? {};
    expect(evidence.map(({ source }) => source)).toContain('page-load');
    expect(text).toMatch(/3 of your 3 visits failed since/);
    for (const path of ['/left', '/third']) await untilTold(driver, `//web.whatsapp.com${path}`);
  });

  step('the page opens again, or another one, and the button of its tab is as ever', async () => {
    const { driver, faults } = world;
    await openedPage(driver, 'https://well-diary.example/', left);
    await driver.killWorker();
    await faults.heal('whatsapp');
    await openedPage(driver, 'https://web.whatsapp.com/', failed);
    await openedPage(driver, 'https://web.whatsapp.com/', third);
    await untilSeen(
      driver,
      'the visits that failed are told apart',
      (_, popup) => /3 of your 5 visits failed since/.test(favouriteIn(popup, 'whatsapp')?.text ?? ''),
      20_000,
    );
    await untilAsEver(driver, '//web.whatsapp.com/');
    await untilIcon(driver, failed, USUAL_ICON);
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    // What all buttons say has changed since.
    for (const address of ['//web.whatsapp.com/', '//well-diary.example/'])
      await untilAsEver(driver, address);
  });

  step('an open tab whose requests begin to fail is noticed without a reload', async () => {
    const { driver, lab } = world;
    // Many an app has a worker of its own ask for it, which belongs to no tab.
    lab.set('www.tiktok.com', { body: WITH_WORKER });
    const app = await driver.openTab('https://www.tiktok.com/my-path');
    await until(
      'it is open',
      () => app.title(),
      (title) => title === 'Worker',
      { within: 15_000, every: 100 },
    );
    lab.set('www.tiktok.com', WORKER);
    await until(
      'its worker runs',
      () => app.title(),
      (title) => title === 'Ready',
      { within: 15_000 },
    );
    const hosts = ['www.tiktok.com', 'www.reddit.com'];
    for (const host of hosts) lab.set(host, { body: POLLING });
    await openedPage(driver, 'https://www.tiktok.com/', app, 'Open');
    await openedPage(driver, 'https://www.reddit.com/', null, 'Open');
    const polled = () =>
      hosts.map((host) => lab.requests().filter((one) => one.host === host && one.path === '/poll').length);
    await until('both ask', polled, (counts) => Math.min(...counts) > 1, { within: 15_000 });
    for (const host of hosts) lab.set(host, { tcp: 'refused' });
    await untilSeen(
      driver,
      'Reddit and TikTok are down for everyone',
      ({ badge }, popup) => badge === '2' && areDownForEveryone(popup, ['reddit', 'tiktok']),
      TAB_WITHIN_MS,
    );
    expect(await everythingKept(driver)).not.toContain('poll');
  });

  step('a person whose own resolver is dead is told so, and of no service', async () => {
    const { driver, faults, lab } = world;
    for (const host of ['www.reddit.com', 'www.tiktok.com']) lab.set(host, null);
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    const told = driver.desktop.shown.length;
    await faults.resolver('dead');
    // A browser that was just started has no names in its cache, so that the fault shows at once.
    await driver.restart();
    const tab = await driver.openTab('https://web.whatsapp.com/');
    await failedPage(tab);
    await untilSeen(
      driver,
      'it is your connection',
      ({ headline }) => headline === 'just-you',
      ANSWER_WITHIN_MS,
    );
    await faults.resolver('well');
    await tab.close();
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    expect(driver.desktop.shown).toHaveLength(told);
  });
});

describe.for(BROWSERS)('live in %s, with no host granted', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    world = await startWorld(browser, { grant: 'no-hosts', favourites: FAVOURITES, settings: INTERVAL });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('a page that fails is told by the browser’s own navigation events', async () => {
    const { driver, faults, lab } = world;
    lab.set('well-diary.example', { tcp: 'refused' });
    await driver.openTab('https://well-diary.example/my-path');
    await openedPage(driver, 'https://github.com/my-path');
    await faults.refuse('whatsapp');
    await failedPage(await driver.openTab('https://web.whatsapp.com/my-path'));
    // Nobody else may be asked without a host, so that nobody is blamed either.
    await untilSeen(
      driver,
      'the page is evidence, and WhatsApp is in doubt',
      (_, popup) => {
        const { health, evidence = [] } = favouriteIn(popup, 'whatsapp') ?? {};
        return health !== 'up' && evidence.some(({ source }) => source === 'page-load');
      },
      ANSWER_WITHIN_MS,
    );
    const kept = await everythingKept(driver);
    expect(kept).not.toContain('diary');
    expect(kept).not.toContain('my-path');
  });
});

describe.for(BROWSERS)('live in %s, while some names are remembered', (browser) => {
  const step = tellStory();
  let world: World;

  beforeAll(async () => {
    const favourites = [...FAVOURITES, { url: 'https://www.reddit.com/health', name: 'Health' }];
    world = await startWorld(browser, { grant: 'all', favourites, settings: INTERVAL });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('a page that is not found is one’s own side, though the probe is answered', async () => {
    const { driver, faults } = world;
    await faults.resolver('dead');
    const tab = await driver.openTab('https://www.whatsapp.com/');
    await failedPage(tab);
    await untilSeen(
      driver,
      'it is your connection',
      ({ headline }) => headline === 'just-you',
      ANSWER_WITHIN_MS,
    );
    await faults.resolver('well');
    await tab.close();
    await untilAllWell(driver, RECOVERED_WITHIN_MS);
    expect(driver.desktop.shown).toEqual([]);
  });

  step(
    'a page that is a server’s error wakes a worker that sleeps, and all that are watched on its host',
    async () => {
      const { driver, lab } = world;
      await driver.killWorker();
      lab.set('www.reddit.com', { status: 503 });
      await driver.openTab('https://www.reddit.com/my-path');
      await untilSeen(
        driver,
        'Reddit is down for everyone, and what else is there is in doubt',
        ({ badge }, popup) =>
          badge !== '' &&
          areDownForEveryone(popup, ['reddit']) &&
          favouriteIn(popup, 'www.reddit.com')?.health !== 'up',
        ANSWER_WITHIN_MS,
      );
      const evidence = favouriteIn(await driver.popup(), 'reddit')?.evidence ?? [];
      expect(evidence.map(({ source }) => source)).toContain('page-load');
      expect(await everythingKept(driver)).not.toContain('my-path');
    },
  );

  step('a browser that has just started asks at once, and claims nothing from before', async () => {
    const { driver, faults, lab } = world;
    lab.set('www.reddit.com', null);
    await faults.refuse('google');
    await driver.restart();
    await untilSeen(
      driver,
      'Google is in doubt',
      (_, popup) => favouriteIn(popup, 'google')?.health !== 'up',
      ANSWER_WITHIN_MS,
    );
    await until(
      'it was refused',
      () => driver.popup(),
      (popup) =>
        favouriteIn(popup, 'google')?.evidence.some(({ text }) => text.includes('turned away')) === true,
      { within: ANSWER_WITHIN_MS },
    );
  });
});

/** Whatever was seen of pages, no service is in doubt, nobody is told, and no path is kept. */
async function expectNoTrouble(driver: Driver): Promise<void> {
  await pass(driver);
  const { favourites } = await driver.popup();
  expect(favourites.filter(({ health }) => health !== 'up')).toEqual([]);
  const evidence = favourites.flatMap((one) => one.evidence);
  expect(evidence.filter(({ source, text }) => source === 'page-load' && !text.includes('nswered'))).toEqual(
    [],
  );
  expect(driver.desktop.shown).toEqual([]);
  expect(await everythingKept(driver)).not.toContain('my-path');
}

/** Lets enough time pass for anything that might come of it. */
async function pass(driver: Driver): Promise<void> {
  const end = Date.now() + LONG_ENOUGH_MS;
  await until(
    'time passes',
    () => driver.badge(),
    () => Date.now() > end,
    { within: 2 * LONG_ENOUGH_MS },
  );
}

async function asked({ lab }: World, host: string, path = '/my-path'): Promise<void> {
  const count = () => lab.requests().filter((one) => one.host === host && one.path === path).length;
  await until(`${host} was asked`, count, (all) => all > 0, { within: 10_000, every: 50 });
}

async function openedPage(
  driver: Driver,
  url: string,
  old: Page | null = null,
  named = 'Lab',
): Promise<void> {
  const tab = old ?? (await driver.openTab(url));
  // Chromium loads a page that failed again by itself: then it is gone already.
  if (old !== null) await old.evaluate((to) => location.assign(to), url).catch(() => undefined);
  await until(
    `${url} is open`,
    () => tab.title(),
    (title) => title === named,
    { within: 15_000, every: 100 },
  );
}

/** Lets the browser prepare a page that is broken, which nobody sees. */
async function prerendered({ driver, lab }: World): Promise<void> {
  const prepare = { prerender: [{ urls: ['/prepared'], eagerness: 'immediate' }] };
  const body = `<!doctype html><title>Lab</title><script>
setTimeout(() => {
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.textContent = '${JSON.stringify(prepare)}';
  document.head.append(rules);
}, 2_000);
</script>`;
  lab.set('github.com', { body });
  const tab = await driver.openTab('https://github.com/preparing');
  await tab.waitForFunction(() => document.title === 'Lab');
  lab.set('github.com', { status: 503 });
  const prepared = () =>
    lab.requests().filter(({ headers }) => headers['sec-purpose']?.includes('prerender')).length;
  await until('a page is prepared', prepared, (count) => count > 0, { within: 10_000 });
  lab.set('github.com', null);
  await tab.close();
}

/** Waits until the button of a tab tells of the outage. */
function untilTold(driver: Driver, address: string): Promise<{ title: string; badge: string }> {
  return until(
    `the button of ${address} tells it`,
    () => buttonOf(driver, address),
    ({ title }) => title.includes('WhatsApp') && title.includes('down'),
    { within: 10_000 },
  );
}

/** Waits until the button has this icon while the tab is in front, where the browser can be asked. */
async function untilIcon(driver: Driver, tab: Page | null, icon: string): Promise<void> {
  if (tab === null) throw new Error('No tab was opened.');
  await until(
    `the icon is ${icon}`,
    () => driver.iconFor(tab),
    (shown) => shown === icon || driver.name === 'chromium',
    { within: 10_000 },
  );
}

/** Waits until the button of a tab tells what all others tell. */
async function untilAsEver(driver: Driver, address: string): Promise<void> {
  await until(
    `the button of ${address} tells nothing of its own`,
    async () => [(await buttonOf(driver, address)).title, await driver.title()],
    ([own, all]) => own === all,
    { within: 20_000 },
  );
}

/** Reads title and badge of the button in the tab that shows, or failed to show, an address. */
async function buttonOf(driver: Driver, address: string): Promise<{ title: string; badge: string }> {
  const all = await driver.inExtension(async () => {
    const tabs = await chrome.tabs.query({});
    return Promise.all(
      tabs.map(async ({ id: tabId, url = '' }) => ({
        url,
        title: await chrome.action.getTitle({ tabId }),
        badge: await chrome.action.getBadgeText({ tabId }),
      })),
    );
  });
  const one = all.findLast(({ url }) => url.includes(address));
  if (one === undefined) throw new Error(`No tab shows ${address}: ${all.map(({ url }) => url).join()}`);
  return one;
}
