/** Any site on demand: diagnosed like a favourite, and counted in nothing. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Command, FavouriteView, View } from '../../utils/model.ts';
import { OTHERS } from './backups.ts';
import type { Driver } from './browsers/driver.ts';
import { type Screen, startScreen } from './browsers/screen.ts';
import { untilAllWell } from './expectations.ts';
import { failedPage } from './own-pages.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

declare const chrome: {
  runtime: { sendMessage(command: unknown): Promise<unknown> };
  storage: { local: { get(key: string): Promise<{ view?: View }> } };
  tabs: { query(of: object): Promise<{ url?: string }[]> };
};

const DOWN = 'down.example.com';
const WELL = 'well.example.com';
const BACK = 'back.example.com';
const PAGE = 'page.example.com';
const LINKED = 'linked.example.com';
const TYPED = 'typed.example.com';
const FAILED = 'failed.example.com';
const WAITED = 'waited.example.com';
const PRIVATE = 'nas.local';
const SECRET = 'secret-path';
const DECIDED_WITHIN_MS = 90_000;
const BACK_WITHIN_MS = 90_000;

describe.for(BROWSERS)('guests in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let screen: Screen | null = null;

  async function send(command: Command): Promise<void> {
    const page = await world.driver.page('popup');
    // The answer comes when the whole tick is done; what is shown does not wait for it.
    await page.evaluate((message) => {
      chrome.runtime.sendMessage(message).catch(() => {});
    }, command);
  }

  async function guests(): Promise<readonly FavouriteView[]> {
    const page = await world.driver.page('popup');
    const stored = await page.evaluate(() => chrome.storage.local.get('view'));
    return stored.view?.guests ?? [];
  }

  const untilGuest = (
    what: string,
    id: string,
    wanted: (guest: FavouriteView) => boolean,
    within = DECIDED_WITHIN_MS,
  ) =>
    until(
      what,
      async () => (await guests()).find((guest) => guest.id === id),
      (guest) => guest !== undefined && wanted(guest),
      { within },
    );

  const requestsTo = (host: string) => world.faults.all().filter((request) => request.host === host);

  beforeAll(async () => {
    // Firefox's menus can be chosen from without one.
    if (browser === 'chromium') screen = await startScreen();
    world = await startWorld(browser, { grant: 'all', favourites: ['whatsapp', ...OTHERS], screen });
    await untilAllWell(world.driver);
  });
  afterAll(async () => {
    await world?.close();
    screen?.stop();
  });

  /** A site that fails is looked up, and the person wants to hear when it is back. */
  async function waitFor(host: string): Promise<void> {
    world.lab.set(host, { status: 503 });
    await send({ command: 'look-up', url: `https://${host}/` });
    await untilGuest('it fails', host, ({ health }) => health === 'down');
    await send({ command: 'tell-when-back', service: host, on: true });
    await untilGuest('it is waited for', host, ({ tellWhenBack }) => tellWhenBack);
  }

  step('a site that answers is shown so, and only its front door was asked', async () => {
    await send({ command: 'look-up', url: `https://${WELL}/${SECRET}?and=more` });
    const guest = await untilGuest('it answers', WELL, ({ health }) => health === 'up');
    expect(guest).toMatchObject({ verdict: { name: 'ok' }, isPrivate: false, custom: true, limited: false });
    expect(requestsTo(WELL).map(({ path }) => path)).toEqual(['/']);
  });

  step(
    'the menus of pages and links, and the address bar, ask about their site',
    async () => {
      const { driver, faults, lab } = world;
      const page = await openLinked(world);
      lab.set(FAILED, { tcp: 'refused' });
      lab.set(PRIVATE, { tcp: 'refused' });
      const failed = await driver.openTab(`https://${FAILED}/${SECRET}`);
      await failedPage(failed);
      const inMenu = (of: Page, x: number, y: number, entry: string) => () =>
        driver.chooseInMenu(of, { x, y }, entry);
      const typed = (site: string) => () => driver.enterInAddressBar('down', site);
      const doors: [site: string, open: () => Promise<void>, answers: boolean][] = [
        [PAGE, inMenu(page, 300, 350, 'Down for everyone?'), true],
        [LINKED, inMenu(page, 60, 40, 'Is this link down for everyone?'), true],
        [FAILED, inMenu(failed, 300, 550, 'Down for everyone?'), false],
        [PRIVATE, typed(PRIVATE), false],
        [TYPED, typed(TYPED), true],
      ];
      for (const [site, open, answers] of doors) {
        await page.bringToFront();
        lab.clearRequests();
        await open();
        await untilGuest(`${site} is asked`, site, ({ health }) => (health === 'up') === answers);
        await until(
          `the answer about ${site} is open`,
          () => answersOpen(driver),
          (open) => open.some((address) => address.endsWith(site)),
          { within: 10_000 },
        );
        expect(requestsTo(site).map(({ path }) => path)).toEqual(answers ? ['/'] : []);
        expect(JSON.stringify(faults.all())).not.toContain(SECRET);
      }
      for (const one of [page, failed]) await one.close();
      lab.set(FAILED, null);
    },
    () => (browser === 'chromium' && screen === null ? 'Xvfb and xdotool are not installed' : null),
  );

  step('a site that is down everywhere is told apart, and counts in nothing', async () => {
    const { driver, faults, lab } = world;
    lab.set(DOWN, { status: 503 });
    await send({ command: 'look-up', url: `https://${DOWN}/${SECRET}` });
    const guest = await untilGuest('it is down for everyone', DOWN, ({ health }) => health === 'down');
    expect(guest).toMatchObject({ verdict: { scope: 'global', name: 'service_5xx' } });
    expect(guest?.evidence.some(({ source }) => source === 'vantage')).toBe(true);
    expect(await driver.badge()).toBe('');
    const popup = await driver.popup();
    expect(popup.headline).toBe('all-up');
    expect(faults.askedOfSources().length).toBeGreaterThan(0);
    expect(JSON.stringify(faults.all())).not.toContain(SECRET);
  });

  step('about a private name nobody else is asked', async () => {
    const { faults, lab } = world;
    // What the outage before it still asks is no matter of this one.
    lab.set(DOWN, null);
    await untilGuest('the other one answers', DOWN, ({ health }) => health === 'up', BACK_WITHIN_MS);
    lab.set(PRIVATE, { tcp: 'refused' });
    const before = faults.askedOfSources().length;
    await send({ command: 'look-up', url: `http://${PRIVATE}/${SECRET}` });
    const guest = await untilGuest(
      'it does not answer',
      PRIVATE,
      ({ health, evidence }) => health === 'unknown' && evidence.some(({ source }) => source === 'probe'),
    );
    expect(guest).toMatchObject({ isPrivate: true });
    expect(guest?.evidence.map(({ source }) => source)).toContain('control');
    expect(faults.askedOfSources()).toHaveLength(before);
    expect(guest?.verdict.scope).not.toBe('global');
  });

  step('a favourite that is looked up stays a favourite, and is checked', async () => {
    const { faults } = world;
    const before = faults.asked('github').length;
    await send({ command: 'look-up', url: `https://github.com/${SECRET}` });
    await until(
      'GitHub was asked',
      () => faults.asked('github').length,
      (count) => count > before,
      { within: 20_000 },
    );
    expect((await guests()).map(({ id }) => id)).not.toContain('github');
    expect(JSON.stringify(faults.all())).not.toContain(SECRET);
  });

  step('a wish to be told is kept through the death of the worker, and told once', async () => {
    const { driver, lab } = world;
    expect(driver.desktop.shown).toEqual([]);
    await waitFor(BACK);
    await driver.killWorker();
    lab.set(BACK, null);
    const told = await until(
      'it is told',
      () => driver.desktop.shown,
      (shown) => shown.length > 0,
      { within: 2 * BACK_WITHIN_MS },
    );
    expect(told.map(({ title }) => title)).toEqual([expect.stringContaining(BACK)]);
    await untilGuest('the wish is over', BACK, ({ tellWhenBack }) => !tellWhenBack);
  });

  step('a wish is forgotten after a day, whatever comes then', async () => {
    const { driver, lab } = world;
    await waitFor(WAITED);
    await driver.killWorker();
    await driver.inExtension(wishedADayBefore, WAITED);
    await send({ command: 'check-now', service: WAITED });
    await untilGuest('it is not waited for', WAITED, ({ tellWhenBack }) => !tellWhenBack);
    lab.set(WAITED, null);
    await untilGuest('it answers', WAITED, ({ health }) => health === 'up', BACK_WITHIN_MS);
    expect(driver.desktop.shown).toHaveLength(1);
  });

  step('five are remembered, and none of them in the log', async () => {
    for (const name of ['one', 'two', 'three', 'four']) {
      await send({ command: 'look-up', url: `${name}.example.com` });
      await untilGuest(`${name} answers`, `${name}.example.com`, ({ health }) => health === 'up');
    }
    const ids = (await guests()).map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(ids[0]).toBe('four.example.com');
    const logged = await (await world.driver.page('popup')).evaluate(loggedServices);
    expect(logged).toContain('github');
    expect(logged.filter((id) => id.includes('example.com') || id === PRIVATE)).toEqual([]);
    expect(world.driver.desktop.shown).toHaveLength(1);
  });

  step('beside the button stands who will be asked', async () => {
    const { driver, lab } = world;
    const ALL = /Asks Google DNS, Cloudflare, Globalping,? and RIPE NCC about it\./;
    // Firefox has no way to drive its popup over another tab.
    if (browser === 'chromium') {
      const page = await openLinked(world);
      await page.bringToFront();
      const popup = await driver.openPopup();
      await untilHere(popup, (said) => said.includes(PAGE) && ALL.test(said));
      await page.close();
    }
    lab.set(PRIVATE, { tcp: 'refused' });
    const popup = await driver.page('popup');
    const name = (site: string) =>
      // The page that answers is gone by then; Firefox tells its driver of no navigation between such pages.
      popup
        .evaluate(
          (search) => {
            location.search = search;
          },
          `?site=${encodeURIComponent(site)}`,
        )
        .catch(() => {});
    await name(WELL);
    await untilHere(popup, (said) => said.includes(WELL) && ALL.test(said));
    await name(`http://${PRIVATE}`);
    await untilHere(
      popup,
      (said) =>
        said.includes(PRIVATE) &&
        said.includes('Asked from this computer only.') &&
        !said.includes('Globalping') &&
        /own network|private network/.test(said),
    );
  });
});

/** Waits until the popup says what is wanted of the site in question. */
async function untilHere(popup: Page, wanted: (said: string) => boolean): Promise<void> {
  const read = () => popup.evaluate(() => document.querySelector('.here')?.textContent ?? '');
  await until('the popup says it', read, wanted, { within: DECIDED_WITHIN_MS });
}

/** Runs in a page of the extension: moves a wish into the day before. */
async function wishedADayBefore(site: string): Promise<void> {
  const done = (request: IDBRequest | IDBTransaction, event: string) =>
    new Promise((resolve) => request.addEventListener(event, resolve));
  const opening = indexedDB.open('faultline');
  await done(opening, 'success');
  const transaction = opening.result.transaction('records', 'readwrite');
  const records = transaction.objectStore('records');
  const reading = records.get('state');
  await done(reading, 'success');
  const state = reading.result as { wishes: Record<string, { at: number }> };
  const wish = state.wishes[site];
  if (wish === undefined) throw new Error(`Nobody waits for ${site}.`);
  wish.at -= 24 * 3_600_000;
  records.put(state, 'state');
  await done(transaction, 'complete');
  opening.result.close();
}

/** Lists the addresses of the answers that are open in tabs. */
function answersOpen(driver: Driver): Promise<string[]> {
  return driver.inExtension(async () => {
    const tabs = await chrome.tabs.query({ url: `${location.origin}/popup.html?*` });
    return tabs.map(({ url = '' }) => url);
  });
}

/** Opens a page with a large link in it. */
async function openLinked({ driver, lab }: World): Promise<Page> {
  const link = `<a href="https://${LINKED}/${SECRET}" style="display:block;font-size:80px">Link</a>`;
  lab.set(PAGE, { body: `<!doctype html><title>Linked</title><body style="margin:0;height:900px">${link}` });
  const page = await driver.openTab(`https://${PAGE}/${SECRET}`);
  await until(
    'the page is open',
    () => page.title(),
    (title) => title === 'Linked',
    { within: 15_000, every: 100 },
  );
  return page;
}

/** Runs in a page of the extension: reads which services the log knows. */
async function loggedServices(): Promise<string[]> {
  const opening = indexedDB.open('faultline');
  await new Promise((done) => opening.addEventListener('success', done));
  const reading = opening.result.transaction('series').objectStore('series').getAllKeys();
  await new Promise((done) => reading.addEventListener('success', done));
  opening.result.close();
  return reading.result.map((key) => String((key as unknown[])[0]));
}
