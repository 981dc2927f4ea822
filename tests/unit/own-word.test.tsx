// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import { saidToFail } from '@/utils/incidents/correct';
import { evidenceLinesOf } from '@/utils/incidents/evidence-lines';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { FavouriteView, View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const WELL = play({ ...DEFAULT_SETTINGS, favourites: [{ id: 'google' }, { id: 'github' }] }, []);

afterEach(cleanup);

function draw(view: View) {
  return (
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: NOW }}>
      <Popup view={view} site={null} actions={{} as PopupActions} />
    </SpeechContext.Provider>
  );
}

function withGithub(change: (github: FavouriteView) => Partial<FavouriteView>): View {
  const favourites = WELL.favourites.map((one) => (one.id === 'github' ? { ...one, ...change(one) } : one));
  return { ...WELL, favourites };
}

it('a person’s word is no page that was opened', () => {
  const state = { ...emptyState(1), services: { github: newService('github', NOW) } };
  const said = saidToFail(state, 'github', NOW).services.github;
  if (said === undefined) throw new Error('The service is gone.');
  const lines = evidenceLinesOf(state, said, [], {}, NOW);
  expect(lines.map(({ source, said: { kind } }) => [source, kind])).toEqual([['page-load', 'own-word']]);
});

it('who says that it fails hears what answers, in the row where it was said, wherever that moves', async () => {
  const word = { source: 'page-load', who: null, said: { kind: 'own-word' }, at: NOW, place: null } as const;
  const { container, queryByText, rerender } = render(draw(WELL));
  const details = () => container.querySelector<HTMLDetailsElement>('[data-service="github"] details');
  const opened = details();
  if (opened === null) throw new Error('No row of GitHub.');
  opened.open = true;
  fireEvent(opened, new Event('toggle'));
  const sentence = /Its front door answers from here/;
  expect(queryByText(sentence)).toBeNull();
  rerender(draw(withGithub(() => ({ health: 'suspect' }))));
  expect(details()?.open).toBe(true);
  rerender(draw(withGithub(({ evidence }) => ({ evidence: [...evidence, word] }))));
  expect(details()?.open).toBe(true);
  expect(queryByText(sentence)).not.toBeNull();
});
