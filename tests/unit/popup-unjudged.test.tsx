// @vitest-environment happy-dom
/** The rows of the popup while a fault of one's own hides how services are. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import type { View } from '@/utils/model';
import cableOut from '../cases/cable-out.json';
import { settingsOf } from '../gallery/past-settings';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const all = ['whatsapp', 'instagram', 'facebook', 'messenger', 'google', 'github'];
const HIDDEN = play(settingsOf(all), [{ minutes: 12, situation: cableOut as Case, subjects: all }]);

afterEach(cleanup);

const draw = (view: View) =>
  render(
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: NOW }}>
      <Popup view={view} site={null} actions={{} as PopupActions} />
    </SpeechContext.Provider>,
  );

describe('the popup while one’s own fault hides everything', () => {
  const foldOf = (view: View) => [...draw(view).container.querySelectorAll<HTMLDetailsElement>('.fold')];
  const rowsIn = (fold: Element | undefined) =>
    [...(fold?.querySelectorAll<HTMLElement>('[data-service]') ?? [])].map(({ dataset }) => dataset.service);

  it('says once that none can be judged, and keeps each in the document', () => {
    const [fold, ...more] = foldOf(HIDDEN);
    expect(more).toEqual([]);
    expect(fold?.open).toBe(false);
    expect(fold?.querySelector('summary')?.textContent).toBe('6 can’t be judged for now');
    expect(rowsIn(fold)).toEqual(all);
  });

  it('leaves in sight what was known to be down before', () => {
    const lead = { ...HIDDEN.lead, before: { services: ['github'], at: NOW - 60_000 } };
    const [fold] = foldOf({ ...HIDDEN, lead });
    expect(rowsIn(fold)).toEqual(all.filter((id) => id !== 'github'));
  });

  it('folds no few', () => {
    expect(foldOf({ ...HIDDEN, favourites: HIDDEN.favourites.slice(0, 3) })).toEqual([]);
  });
});
