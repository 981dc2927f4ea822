// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Favourite } from '@/components/Favourite';
import { PopupSituationContext } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import { explainShown } from '@/utils/diagnosis/explain';
import type { EvidenceLine, FavouriteView, View } from '@/utils/model';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import partIll from '../cases/page-admits-trouble-while-it-answers.json';
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

const unfoldedRow = (view: View) => told(view, ['whatsapp']);

function told(view: View, unfolded: readonly string[] = []): string {
  const situation = { view, say: () => {}, unfolded: new Set(unfolded) };
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

const failing = (view: View, change: Partial<FavouriteView>, services: readonly string[]): View => ({
  ...view,
  lead: { ...view.lead, services },
  favourites: view.favourites.map((one) => (one.id === 'whatsapp' ? { ...one, ...change } : one)),
});

it('offers to tell someone once: the answer above does where it is about nothing else', () => {
  const alone = failing(OUTAGE, {}, ['whatsapp']);
  expect(unfoldedRow(alone)).not.toContain('Tell someone');
  cleanup();
  expect(unfoldedRow(OUTAGE)).toContain('Tell someone');
  cleanup();
  expect(unfoldedRow({ ...alone, lead: { ...alone.lead, side: null } })).toContain('Tell someone');
});

it('quotes its status page once', () => {
  const words = 'We are looking into it.';
  const line: EvidenceLine = {
    source: 'status-page',
    who: null,
    said: { kind: 'status-page', indicator: 'major', words },
    at: NOW,
    place: null,
  };
  const report = { words, at: NOW, link: 'https://status.example/', indicator: 'major' };
  const quoted = failing(OUTAGE, { report, evidence: [line] }, META);
  expect(told(quoted).split(words)).toHaveLength(2);
  cleanup();
  expect(told(failing(OUTAGE, { report: null, evidence: [line] }, META)).split(words)).toHaveLength(2);
});

it('leaves what its status page says of a part to the answer above, which is about nothing else', () => {
  const part = play(settingsOf(['whatsapp', 'github']), [
    { minutes: 12, situation: partIll as Case, subjects: ['whatsapp'] },
  ]);
  expect(whatsapp(part).report?.words).toBeTruthy();
  expect(told(part)).not.toContain('In its own words');
  expect(told(failing(part, {}, ['github']))).toContain('In its own words');
});

it('says why where the answer is about several outages', () => {
  const { because } = explainShown(whatsapp(OUTAGE), 'WhatsApp', TONGUE);
  expect(told({ ...OUTAGE, lead: { ...OUTAGE.lead, apart: true } })).toContain(because);
});
