// @vitest-environment happy-dom
/** The questions of the welcome page: which answer holds is seen at its button, and any can be given again. */
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Welcome } from '@/components/Welcome';
import { SpeechContext } from '@/components/words';
import type { SourceChoices } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

afterEach(cleanup);

type Question = 'sites' | 'sources' | 'notifications';

/** A browser that says yes or no to what it is asked, and the page in front of it. */
function show({ says, favourites = ['github'] }: { says: boolean; favourites?: string[] }) {
  const granted = { sites: false, notifications: false };
  const takenBack: Question[] = [];
  let settings = { ...DEFAULT_SETTINGS, favourites: favourites.map((id) => ({ id })) };
  const ask = async (what: 'sites' | 'notifications') => {
    granted[what] = says;
    paint();
    return says;
  };
  const actions = {
    choose: () => {},
    allowSites: () => ask('sites'),
    allowSources: async (sources: SourceChoices) => {
      settings = { ...settings, sources };
      paint();
      return true;
    },
    allowNotifications: () => ask('notifications'),
    refuse: async (what: Question) => {
      takenBack.push(what);
      if (what === 'sources') settings = { ...settings, sources: DEFAULT_SETTINGS.sources };
      else granted[what] = false;
      paint();
    },
    test: () => {},
    rehearse: () => [],
  };
  const page = () => (
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: 0 }}>
      <Welcome
        settings={settings}
        seen={[]}
        region="en-GB"
        prompt="chrome"
        off={[]}
        granted={{ ...granted }}
        actions={actions}
      />
    </SpeechContext.Provider>
  );
  const { container, rerender } = render(page());
  const paint = () => rerender(page());
  const button = (action: string) => {
    const found = container.querySelector<HTMLButtonElement>(`[data-action="${action}"]`);
    if (found === null) throw new Error(`No button ${action}`);
    return found;
  };
  return {
    takenBack,
    press: (action: string) => fireEvent.click(button(action)),
    tick: (name: string) => fireEvent.click(container.querySelector(`[name="${name}"]`) ?? container),
    said: (action: string) => button(action).textContent,
    isPressed: (action: string) => button(action).getAttribute('aria-pressed') === 'true',
    status: (step: string) => container.querySelector(`#${step} [role="status"]:last-of-type`)?.textContent,
    answer: (step: string) => container.querySelector(`#${step}`)?.getAttribute('data-answer'),
    choose: (ids: string[]) => {
      settings = { ...settings, favourites: ids.map((id) => ({ id })) };
      granted.sites = false;
      paint();
    },
  };
}

it.each(['sites', 'notifications'] as const)(
  'shows a no about %s at its button, and takes a yes after it',
  async (what) => {
    const { press, isPressed } = show({ says: true });
    expect([isPressed(`allow-${what}`), isPressed(`later-${what}`)]).toEqual([false, false]);
    press(`later-${what}`);
    await waitFor(() => expect(isPressed(`later-${what}`)).toBe(true));
    press(`allow-${what}`);
    await waitFor(() => expect(isPressed(`allow-${what}`)).toBe(true));
    expect(isPressed(`later-${what}`)).toBe(false);
  },
);

it.each(['sites', 'notifications'] as const)('lets what was allowed about %s be taken back', async (what) => {
  const { press, said, isPressed, takenBack } = show({ says: true });
  press(`allow-${what}`);
  await waitFor(() => expect(said(`later-${what}`)).toBe('Take the permission back'));
  press(`later-${what}`);
  await waitFor(() => expect(isPressed(`later-${what}`)).toBe(true));
  expect(said(`later-${what}`)).toBe('Not now');
  expect(isPressed(`allow-${what}`)).toBe(false);
  expect(takenBack).toEqual([what]);
});

it('says what is still seen where the browser refused, and what it hides', async () => {
  const { press, isPressed, status } = show({ says: false });
  press('allow-sites');
  await waitFor(() => expect(isPressed('later-sites')).toBe(true));
  expect(status('allow')).toBe(
    'Not allowed. Faultline still sees whether something answers, but the browser hides what it says, and why it fails.',
  );
});

it('calls again once other sources are ticked than were allowed', async () => {
  const { press, tick, isPressed, answer } = show({ says: true });
  tick('resolvers');
  press('allow-sources');
  await waitFor(() => expect(isPressed('allow-sources')).toBe(true));
  tick('routing');
  expect(isPressed('allow-sources')).toBe(false);
  press('later-sources');
  await waitFor(() => expect(isPressed('later-sources')).toBe(true));
  expect(answer('ask')).toBe('false');
});

it('asks anew once a service was added that the browser does not let in', async () => {
  const { press, choose, isPressed, said } = show({ says: true });
  press('allow-sites');
  await waitFor(() => expect(isPressed('allow-sites')).toBe(true));
  choose(['github', 'zoom']);
  expect(isPressed('allow-sites')).toBe(false);
  expect(said('allow-sites')).toBe('Allow for these 2 sites');
});
