// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Favourite } from '@/components/Favourite';
import { PopupSituationContext } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import { explainShown } from '@/utils/diagnosis/explain';
import type { View } from '@/utils/model';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import { settingsOf } from '../gallery/past-settings';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
const OUTAGE = play(settingsOf([...META, 'github']), [
  { minutes: 12, situation: namesGone as Case, subjects: META },
]);
const TONGUE = tongueIn('en', 'en-GB');

afterEach(cleanup);

function whatsapp({ favourites }: View) {
  const one = favourites.find(({ id }) => id === 'whatsapp');
  if (one === undefined) throw new Error('WhatsApp is watched.');
  return one;
}

function told(view: View): string {
  const situation = { view, say: () => {}, unfolded: new Set<string>() };
  const { container } = render(
    <SpeechContext.Provider value={{ tongue: TONGUE, now: NOW }}>
      <PopupSituationContext.Provider value={situation}>
        <Favourite favourite={whatsapp(view)} />
      </PopupSituationContext.Provider>
    </SpeechContext.Provider>,
  );
  return container.textContent ?? '';
}

it('says nothing twice that the answer above it says', () => {
  const { because, todo } = explainShown(whatsapp(OUTAGE), 'WhatsApp', TONGUE);
  expect(because).not.toBe('');
  expect(told(OUTAGE)).not.toContain(because);
  expect(told(OUTAGE)).not.toContain(todo);
});

it('says why where the answer is about several outages', () => {
  const { because } = explainShown(whatsapp(OUTAGE), 'WhatsApp', TONGUE);
  expect(told({ ...OUTAGE, lead: { ...OUTAGE.lead, apart: true } })).toContain(because);
});
