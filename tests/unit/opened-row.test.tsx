// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Favourite } from '@/components/Favourite';
import { PopupSituationContext } from '@/components/popup-actions';
import { toneOf, toneOfLead } from '@/components/Shape';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import { explainShown } from '@/utils/diagnosis/explain';
import type { EvidenceLine, FavouriteView, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import cableOut from '../cases/cable-out.json';
import clockOff from '../cases/clock-three-years-off.json';
import signIn from '../cases/hotel-wifi-wants-a-sign-in.json';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import partIll from '../cases/page-admits-trouble-while-it-answers.json';
import plannedWork from '../cases/planned-work-with-retry-after.json';
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

it('puts what was heard before all but the first things to do', () => {
  const text = unfoldedRow(OUTAGE);
  const places = [
    'Check now',
    'Who was asked',
    'Quiet:',
    'Copy report',
    'Not what you see?',
    'Open WhatsApp',
  ];
  const found = places.map((words) => text.indexOf(words));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found[0]).toBeGreaterThanOrEqual(0);
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

it.each([
  [clockOff as Case, m.row_hidden_clock],
  [signIn as Case, m.row_hidden_portal],
  [cableOut as Case, m.row_hidden],
])('says of a service that it cannot be judged while one’s own fault lasts', (situation, message) => {
  const own = play(settingsOf(['whatsapp', 'github']), [{ minutes: 12, situation, subjects: 'all' }]);
  const text = unfoldedRow(own);
  expect(text).toContain(message({ service: 'WhatsApp' }, TONGUE));
  // The answer above, which is about everything, offers it.
  expect(text).not.toContain('Tell someone');
  cleanup();
  expect(told(OUTAGE)).not.toContain('judge');
});

it('says when it answered last only where that is not just before it began to fail', () => {
  const answered = (minutes: number) =>
    failing(OUTAGE, { since: NOW - 600_000, lastAnswerAt: NOW - minutes * 60_000 }, META);
  const shows = [11, 30, 5].map((minutes) => {
    const text = told(answered(minutes));
    cleanup();
    return text.includes('Last answered');
  });
  expect(shows).toEqual([false, true, true]);
});

it('shows planned work in its own calm way, with the time that was given', () => {
  const planned = play(settingsOf(['whatsapp', 'github']), [
    { minutes: 12, situation: { ...(plannedWork as Case), report: 'none' }, subjects: ['whatsapp'] },
  ]);
  const favourite = whatsapp(planned);
  expect([toneOf(favourite), toneOfLead(planned.lead)]).toEqual(['planned', 'planned']);
  expect(new Set(favourite.spark)).toEqual(new Set(['up', 'planned']));
  const text = told(planned);
  expect(text).toMatch(/answered: back today/);
  expect(text).toContain('mentions no trouble');
});
