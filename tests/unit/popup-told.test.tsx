// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import { viewAt } from '@/utils/incidents/stale';
import type { Command, View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import datesOnlyHere from '../cases/certificate-dates-only-here.json';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import partIll from '../cases/page-admits-trouble-while-it-answers.json';
import { ALL_SOURCES } from '../gallery/past-settings';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: [...META, 'google', 'github'].map((id) => ({ id })) };
const OUTAGE = play(SETTINGS, [{ minutes: 12, situation: namesGone as unknown as Case, subjects: META }]);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  cleanup();
});

/** Draws the popup with one row unfolded. */
async function show(view: View, service: string, done = () => Promise.resolve(true)) {
  const commands: Command[] = [];
  const command = (one: Command) => {
    commands.push(one);
    return done();
  };
  const actions = { command, tellWhenBack: done, resume: done, keep: done } as unknown as PopupActions;
  const drawn = render(
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: NOW }}>
      <Popup view={view} site={null} actions={actions} />
    </SpeechContext.Provider>,
  );
  const row = drawn.container.querySelector(`[data-service="${service}"]`);
  const details = row?.querySelector('details');
  if (row == null || details == null) throw new Error(`No row of ${service}`);
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await Promise.resolve();
  return { ...drawn, row, commands };
}

const playAll = (situation: unknown, subjects: string[]) =>
  play({ ...SETTINGS, sources: ALL_SOURCES }, [{ minutes: 12, situation: situation as Case, subjects }]);

const draw = (view: View) => show(view, 'whatsapp').then(({ container }) => container);

describe('the answer', () => {
  it('is one, however many a fault of one’s own hits', async () => {
    const card = (
      await draw(
        playAll(
          datesOnlyHere,
          SETTINGS.favourites.map(({ id }) => id),
        ),
      )
    ).querySelector('.answer');
    expect(card?.querySelector('.because')?.textContent).not.toMatch(/apart from each other/);
    expect(card?.querySelector('.todo')?.textContent).toMatch(/date and time/);
    expect(card?.querySelector('.since')?.textContent).toMatch(/^Since /);
  });

  it('leads to the status page that is to be read', async () => {
    const link = (await draw(playAll(partIll, ['whatsapp']))).querySelector('.answer .todo a');
    expect(link?.getAttribute('href')).toMatch(/^https:/);
    expect((await draw(OUTAGE)).querySelector('.answer .todo a')).toBeNull();
  });
});

describe('a row', () => {
  it('does not date one’s own fault by the outage that was known before it', async () => {
    const verdict = {
      name: 'local_dns',
      scope: 'resolver',
      confidence: 'high',
      rule: 'r',
      numbers: {},
    } as const;
    const favourites = OUTAGE.favourites.map((one) => ({ ...one, health: 'unknown' as const, verdict }));
    const { row } = await show({ ...OUTAGE, favourites }, 'whatsapp');
    expect(row.getAttribute('data-since')).not.toBe('');
    expect(row.querySelector('.since')).toBeNull();
    const known = await show(OUTAGE, 'instagram');
    expect(known.row.querySelector('.since')).not.toBeNull();
  });
});

describe('what is told of a service', () => {
  const silenced = (): View => ({
    ...OUTAGE,
    favourites: OUTAGE.favourites.map((one) =>
      one.id === 'whatsapp' ? { ...one, muted: 'back' as const, tellWhenBack: true } : one,
    ),
  });

  it('is one thing: silence, then the word that was asked for', async () => {
    const { row, getByText } = await show(silenced(), 'whatsapp');
    expect(row.querySelectorAll('.flag')).toHaveLength(1);
    getByText('Quiet until it’s back, then one notification');
  });

  it('is said for a moment, and then the answer has the word again', async () => {
    vi.useFakeTimers();
    const { container, row } = await show(OUTAGE, 'whatsapp');
    await vi.advanceTimersByTimeAsync(100);
    fireEvent.click(row.querySelector('[data-action="works"]') ?? row);
    await vi.advanceTimersByTimeAsync(100);
    const voice = () => container.querySelector('[role="status"]')?.textContent;
    expect(voice()).toBe('Noted. We’ll look again.');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(voice()).toMatch(/^It’s not just you/);
  });
});

describe('what a click came to', () => {
  it('is noted once it is kept, and not before', async () => {
    let done = (_: boolean) => {};
    const { row, findAllByText, queryByText } = await show(
      OUTAGE,
      'whatsapp',
      () =>
        new Promise((resolve) => {
          done = resolve;
        }),
    );
    fireEvent.click(row.querySelector('[data-action="works"]') ?? row);
    await Promise.resolve();
    expect(queryByText('Noted. We’ll look again.')).toBeNull();
    done(true);
    await findAllByText('Noted. We’ll look again.');
  });

  it.for(['works', 'check-now', 'tell-when-back', 'quiet-until-back'])(
    'is said where nothing came of it: %s',
    async (action) => {
      vi.spyOn(console, 'error').mockImplementation(() => {});
      const { row, findAllByText } = await show(OUTAGE, 'whatsapp', () => Promise.reject(new Error('Gone.')));
      fireEvent.click(row.querySelector(`[data-action="${action}"]`) ?? row);
      await findAllByText('That didn’t work. Please try again.');
    },
  );
});

it('one of two wishes wins, and it is said which', async () => {
  const until = { muted: NOW + 3_600_000, tellWhenBack: true };
  const { row } = await show(
    { ...OUTAGE, favourites: OUTAGE.favourites.map((one) => ({ ...one, ...until })) },
    'whatsapp',
  );
  const words = [...row.querySelectorAll('.acts .label')].map(({ textContent }) => textContent);
  expect(words[0]).toMatch(/^Quiet until .*; you still hear when it’s back$/);
});

it('what was only asked about stands apart from what is watched', async () => {
  const guests = OUTAGE.favourites.slice(0, 1).map((one) => ({ ...one, id: 'other.example' }));
  const asked = (await show({ ...OUTAGE, guests }, 'whatsapp')).getByRole('region', {
    name: 'You asked about',
  });
  expect(asked.querySelectorAll('[data-guest]')).toHaveLength(1);
  expect(asked.querySelector('[data-service]')).toBeNull();
});

describe('a paused watch', () => {
  const paused = viewAt(play({ ...SETTINGS, pausedUntil: NOW + 3_600_000 }, []), NOW);

  it('shows nothing as it was last seen', async () => {
    const { container, row, queryByText } = await show(paused, 'whatsapp');
    const rows = [...container.querySelectorAll<HTMLElement>('[data-service]')];
    expect(new Set(rows.map(({ dataset }) => dataset.health))).toEqual(new Set(['unknown']));
    expect(row.querySelector('.status')?.textContent).toBe('Not watching');
    expect(row.querySelector('button')).toBeNull();
    expect(queryByText(/^Checked/)).toBeNull();
  });

  it('says why nothing is checked', async () => {
    const { container, commands, findAllByText } = await show(paused, 'whatsapp');
    container.querySelector<HTMLElement>('[data-action="check-now"]')?.click();
    await findAllByText('Paused. “Watch again” checks at once.');
    expect(commands).toEqual([]);
  });
});

it('a word can be taken back, and not given twice', async () => {
  const favourites = OUTAGE.favourites.map((one) => ({
    ...one,
    verdict: { ...one.verdict, name: 'partial', rule: 'said-works' } as const,
  }));
  const { row, commands } = await show({ ...OUTAGE, favourites }, 'whatsapp');
  expect(row.querySelector('[data-action="works"]')).toBeNull();
  fireEvent.click(row.querySelector('[data-action="fails"]') ?? row);
  expect(commands).toEqual([{ command: 'correct', service: 'whatsapp', says: 'fails' }]);
});
