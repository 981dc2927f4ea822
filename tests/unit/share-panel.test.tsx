// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import type { View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: META.map((id) => ({ id })) };
const OUTAGE = play(SETTINGS, [{ minutes: 12, situation: namesGone as unknown as Case, subjects: META }]);
const WELL = play(SETTINGS, []);

afterEach(cleanup);

it('sends on what is claimed now, and nothing once nothing is', async () => {
  const share: PopupActions['share'] = async ({ lead }) => ({
    sentence: `A sentence of ${lead.verdict.name}.`,
    picture: new Blob(),
  });
  const draw = (view: View) => (
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: NOW }}>
      <Popup view={view} site={null} actions={{ share } as PopupActions} />
    </SpeechContext.Provider>
  );
  const { container, findByDisplayValue, queryByRole, rerender } = render(draw(OUTAGE));
  fireEvent.click(container.querySelector('.since button') ?? container);
  await findByDisplayValue('A sentence of bgp_withdrawn.');
  const verdict = { ...OUTAGE.lead.verdict, name: 'service_down' } as const;
  rerender(draw({ ...OUTAGE, lead: { ...OUTAGE.lead, verdict } }));
  await findByDisplayValue('A sentence of service_down.');
  rerender(draw({ ...OUTAGE, lead: { ...WELL.lead, since: NOW } }));
  expect(queryByRole('textbox')).toBeNull();
});
