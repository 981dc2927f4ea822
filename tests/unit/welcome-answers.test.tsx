// @vitest-environment happy-dom
/** The questions of the welcome page: once one answer is given only the other is offered, and it can be given instead. */
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
    focus: (action: string) => button(action).focus(),
    focused: () => document.activeElement?.getAttribute('data-action'),
    said: (action: string) => button(action).textContent,
    isGiven: (action: string) => button(action).hidden,
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
  'offers only a yes after a no about %s, and takes it',
  async (what) => {
    const { press, isGiven } = show({ says: true });
    expect([isGiven(`allow-${what}`), isGiven(`later-${what}`)]).toEqual([false, false]);
    press(`later-${what}`);
    await waitFor(() => expect(isGiven(`later-${what}`)).toBe(true));
    press(`allow-${what}`);
    await waitFor(() => expect(isGiven(`allow-${what}`)).toBe(true));
    expect(isGiven(`later-${what}`)).toBe(false);
  },
);

it.each(['sites', 'notifications'] as const)('lets what was allowed about %s be taken back', async (what) => {
  const { press, said, isGiven, takenBack } = show({ says: true });
  press(`allow-${what}`);
  await waitFor(() => expect(said(`later-${what}`)).toBe('Take the permission back'));
  press(`later-${what}`);
  await waitFor(() => expect(isGiven(`later-${what}`)).toBe(true));
  expect(said(`later-${what}`)).toBe('Not now');
  expect(isGiven(`allow-${what}`)).toBe(false);
  expect(takenBack).toEqual([what]);
});

it('leaves whoever gives the other answer where they are', async () => {
  const { press, isGiven, focus, focused } = show({ says: true });
  press('later-sites');
  await waitFor(() => expect(isGiven('later-sites')).toBe(true));
  focus('allow-sites');
  press('allow-sites');
  await waitFor(() => expect(focused()).toBe('later-sites'));
});

it('says what is still seen where the browser refused, and what it hides', async () => {
  const { press, isGiven, status } = show({ says: false });
  press('allow-sites');
  await waitFor(() => expect(isGiven('later-sites')).toBe(true));
  expect(status('allow')).toBe(
    'Not allowed. Faultline still sees whether something answers, but the browser hides what it says, and why it fails.',
  );
});

it('calls again once other sources are ticked than were allowed', async () => {
  const { press, tick, isGiven, answer } = show({ says: true });
  tick('resolvers');
  press('allow-sources');
  await waitFor(() => expect(isGiven('allow-sources')).toBe(true));
  tick('routing');
  expect(isGiven('allow-sources')).toBe(false);
  press('later-sources');
  await waitFor(() => expect(isGiven('later-sources')).toBe(true));
  expect(answer('ask')).toBe('false');
});

it('asks anew once a service was added that the browser does not let in', async () => {
  const { press, choose, isGiven, said } = show({ says: true });
  press('allow-sites');
  await waitFor(() => expect(isGiven('allow-sites')).toBe(true));
  choose(['github', 'zoom']);
  expect(isGiven('allow-sites')).toBe(false);
  expect(said('allow-sites')).toBe('Allow for these 2 sites');
});
