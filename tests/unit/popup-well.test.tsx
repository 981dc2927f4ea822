// @vitest-environment happy-dom
/** The popup while all is well, and what becomes of it when something falls. */
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import type { View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import { settingsOf } from '../gallery/past-settings';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
const SETTINGS = settingsOf([...META, 'google', 'github']);
const WELL = play(SETTINGS, []);
const OUTAGE = play(SETTINGS, [{ minutes: 12, situation: namesGone as Case, subjects: META }]);
const NOTHING = play(settingsOf([]), []);
const NOTE = m.page_limited({}, tongueIn('en', 'en-GB'));

afterEach(cleanup);

const done = async () => true;
const actions = { command: done, resume: done, tellWhenBack: done, keep: done } as unknown as PopupActions;

const popup = (view: View) => (
  <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: NOW }}>
    <Popup view={view} site={null} actions={actions} />
  </SpeechContext.Provider>
);

describe('the popup while all is well', () => {
  it('says once that it cannot see what answers, and asks to be allowed', () => {
    const favourites = WELL.favourites.map((one) => ({ ...one, limited: true }));
    const limited: View = { ...WELL, lead: { ...WELL.lead, limited: true }, favourites };
    const { queryByText, getByText } = render(popup(limited));
    getByText('Allow access');
    expect(queryByText(NOTE)).toBeNull();
    cleanup();
    render(popup({ ...limited, lead: OUTAGE.lead })).getByText(NOTE);
  });

  it('asks for one thing only where nobody else may be asked', () => {
    const settings = settingsOf(['google', 'github']);
    const sources = { resolvers: false, providerReports: false, vantages: false, routing: false };
    const verdict = { name: 'unknown', scope: 'unknown', confidence: 'low', rule: 'r', numbers: {} } as const;
    const favourites = play(settings, []).favourites.map((one) => ({ ...one, limited: true }));
    const lead = {
      ...WELL.lead,
      headline: 'cannot-tell',
      verdict,
      services: ['github'],
      alone: true,
    } as const;
    const { container, queryByText, getByText } = render(popup({ ...WELL, sources, lead, favourites }));
    expect(container.querySelector('h1')?.textContent).toBe('Can’t tell from here.');
    expect(getByText('Ask others too').getAttribute('href')).toBe('options.html#sources');
    expect([queryByText('Allow access'), queryByText(NOTE)]).toEqual([null, null]);
  });

  it('leaves unfolded what the person reads, though all that is fine comes to be folded', () => {
    const { container, rerender } = render(popup(WELL));
    const row = () => container.querySelector<HTMLDetailsElement>('[data-service="google"] details');
    const details = row();
    if (details === null) throw new Error('Google is watched.');
    details.open = true;
    fireEvent(details, new Event('toggle'));
    rerender(popup(OUTAGE));
    expect(container.querySelector<HTMLDetailsElement>('.fold:has([data-service="google"])')?.open).toBe(
      true,
    );
    expect(row()?.open).toBe(true);
  });
});

describe('the popup before anything is watched', () => {
  it('draws no way that nobody went, and says why nothing can be checked', async () => {
    const { container, findAllByText } = render(popup(NOTHING));
    expect(container.querySelector('h1')?.textContent).toBe('Pick what to watch.');
    expect(container.querySelector('.chain')).toBeNull();
    fireEvent.click(container.querySelector('[data-action="check-now"]') ?? container);
    await findAllByText('Nothing is watched yet.');
  });

  it('shows what people know where the person lives, by their marks', () => {
    const marks = { line: ['00b900', 'M0 0h1'], yandex: ['f00', 'M0 0h2'] } as const;
    const { container } = render(
      <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-JP'), now: NOW, marks }}>
        <Popup view={NOTHING} site={null} actions={actions} />
      </SpeechContext.Provider>,
    );
    expect([...container.querySelectorAll('.faces path')].map((one) => one.getAttribute('d'))).toEqual([
      'M0 0h1',
    ]);
  });
});

it('says what the ticks and dots of its picture mean', () => {
  const title = render(popup(WELL)).container.querySelector('.chain')?.getAttribute('title');
  expect(title).toBe('A tick: tested, and well. A dot: not tested itself.');
});
