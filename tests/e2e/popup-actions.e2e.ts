/** What the popup's buttons do: each is pressed, and the popup shows what the background made of it. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { favouriteIn } from './browsers/popup-reader.ts';
import { untilAllWell, untilSeen } from './expectations.ts';
import { tellStory } from './story.ts';
import { until } from './until.ts';
import { BROWSERS, startWorld, type World } from './world.ts';

const BLOCKED = 'yahoo';
const BLOCKED_HOST = 'www.yahoo.com';
const GUEST = 'down.example.com';
const SOON = { within: 20_000, every: 200 };

describe.for(BROWSERS)('the buttons of the popup in %s', (browser) => {
  const step = tellStory();
  let world: World;
  let popup: Page;

  const row = (service: string) => `[data-service="${service}"]`;
  const has = (selector: string) => popup.evaluate((one) => document.querySelector(one) !== null, selector);
  const textOf = (selector: string) =>
    popup.evaluate((one) => document.querySelector(one)?.textContent ?? '', selector);

  /** Unfolds a row, as a click on it does. */
  async function unfold(selector: string): Promise<void> {
    await popup.evaluate((one) => {
      const details = document.querySelector<HTMLDetailsElement>(`${one} details`);
      if (details === null) throw new Error(`No ${one}`);
      details.open = true;
      for (
        let above = details.parentElement?.closest('details');
        above;
        above = above.parentElement?.closest('details')
      ) {
        above.open = true;
      }
    }, selector);
    await until(`${selector} is open`, () => has(`${selector} [data-action="check-now"]`), Boolean, SOON);
  }

  async function press(selector: string, action: string): Promise<void> {
    const button = `${selector} [data-action="${action}"]`;
    await until(`${button} is there`, () => has(button), Boolean, SOON);
    await popup.evaluate((one) => document.querySelector<HTMLElement>(one)?.click(), button);
  }

  const untilHas = (selector: string, wanted = true) =>
    until(
      `${selector} is ${wanted ? 'there' : 'gone'}`,
      () => has(selector),
      (there) => there === wanted,
      SOON,
    );

  beforeAll(async () => {
    world = await startWorld(browser, {
      grant: 'all',
      favourites: ['whatsapp', BLOCKED, 'github', 'google', 'wikipedia'],
    });
    await untilAllWell(world.driver);
  });
  afterAll(() => world?.close());

  step('one is down for everyone, and one is blocked here', async () => {
    const { driver, faults, lab } = world;
    await faults.serverError('whatsapp');
    lab.set(BLOCKED_HOST, { dns: 'nxdomain', reach: 'here' });
    await untilSeen(
      driver,
      'one is down for everyone, and one is blocked here',
      (_, seen) =>
        favouriteIn(seen, 'whatsapp')?.health === 'down' && favouriteIn(seen, BLOCKED)?.scope === 'blocked',
      170_000,
    );
    popup = await driver.page('popup');
    await popup.bringToFront();
  });

  step('what is told someone shows the chain, and the answer does not show it again meanwhile', async () => {
    const shown = () =>
      popup.evaluate(() => {
        const chain = document.querySelector('.answer .chain');
        return chain !== null && getComputedStyle(chain).display !== 'none';
      });
    const turn = () =>
      popup.evaluate(() => document.querySelector<HTMLElement>('.answer .since button')?.click());
    expect(await shown()).toBe(true);
    await turn();
    await untilHas('.answer .share img');
    expect(await shown()).toBe(false);
    await turn();
    await untilHas('.answer .share img', false);
    expect(await shown()).toBe(true);
  });

  step('quiet until it is back, and speak again', async () => {
    await unfold(row('whatsapp'));
    await press(row('whatsapp'), 'quiet-until-back');
    await untilHas(`${row('whatsapp')} [data-action="speak-again"]`);
    expect(await textOf(row('whatsapp'))).toContain('Quiet until it’s back');
    await press(row('whatsapp'), 'speak-again');
    await untilHas(`${row('whatsapp')} [data-action="quiet-until-back"]`);
  });

  step('tell me when it is back, and never mind', async () => {
    const pressed = `${row('whatsapp')} [data-action="tell-when-back"][aria-pressed="true"]`;
    await press(row('whatsapp'), 'tell-when-back');
    await untilHas(pressed);
    await press(row('whatsapp'), 'tell-when-back');
    await untilHas(pressed, false);
  });

  step('a block that is known needs no button any more, and says so', async () => {
    await unfold(row(BLOCKED));
    await press(row(BLOCKED), 'acknowledge');
    await untilHas(`${row(BLOCKED)} [data-action="acknowledge"]`, false);
    expect(await textOf(row(BLOCKED))).toContain('You know about it');
  });

  step('it works for me: what others see fail goes on, and is not counted here', async () => {
    await untilHas(`${row('whatsapp')} [data-evidence="vantage"]`);
    await press(row('whatsapp'), 'works');
    await untilHas(`${row('whatsapp')}[data-verdict="partial"]`);
    expect(await textOf(row('whatsapp'))).toContain('Works for you, not everywhere');
    // The page is shown it beside the badge.
    await until(
      'the badge is empty',
      () => world.driver.badge(),
      (text) => text === '',
      SOON,
    );
  });

  step('it does not work for me: everybody is asked', async () => {
    await unfold(row('github'));
    await press(row('github'), 'fails');
    await untilHas(`${row('github')} [data-evidence="resolver"]`);
  });

  step('a site that was asked for by name is checked, shown, and kept with one click', async () => {
    world.lab.set(GUEST, { status: 503 });
    // The page that answers is gone by then; Firefox tells its driver of no navigation between such pages.
    await popup
      .evaluate((site) => {
        location.search = `?site=${site}`;
      }, GUEST)
      .catch(() => {});
    const guest = `.here [data-guest="${GUEST}"]`;
    await until(
      'the site fails on its own side',
      () => popup.evaluate((one) => document.querySelector<HTMLElement>(one)?.dataset.verdict, guest),
      (verdict) => verdict === 'service_5xx',
      { within: 90_000 },
    );
    await unfold(guest);
    await press('.here', 'keep');
    await untilHas(row(GUEST));
    await untilHas('.here', false);
  });
});
