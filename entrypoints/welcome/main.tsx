/** The welcome page. Nothing is stored before a favourite is chosen, and everything may be refused. */

import { render } from 'preact';
import { sayUnread } from '@/components/unread';
import { Welcome, type WelcomeActions } from '@/components/Welcome';
import { SpeechContext, speak } from '@/components/words';
import { catalogue } from '@/utils/catalogue/find';
import { originsOfSources, sitesOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import type { View } from '@/utils/model';
import { sendCommand } from '@/utils/platform/command';
import { browserLanguage } from '@/utils/platform/life';
import { marksFor, readMarks } from '@/utils/platform/marks';
import {
  askForSites,
  askPermission,
  asksAboutData,
  askToSend,
  hasPermission,
} from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { forbiddenBy, readManaged } from '@/utils/store/managed';
import { settingsOnceRead } from '@/utils/store/once-read';
import { watchSettings, writeSettings } from '@/utils/store/settings';
import { readView, watchView } from '@/utils/store/snapshot';
import { scenesOf } from './rehearsal';

/** "A minute ago" is said anew this often. */
const REPAINT_MS = 30_000;

async function start(): Promise<void> {
  const reading = readMarks();
  let settings = await settingsOnceRead(async () => sayUnread(await tongueFor('browser')));
  let tongue = await tongueFor(settings.language);
  const marks = await reading;
  const off = forbiddenBy(await readManaged());
  let view: View | null = null;
  const granted: { sites: boolean | null; notifications: boolean | null } = {
    sites: null,
    notifications: null,
  };
  const tongueNow = () => speak(tongue, document.documentElement);

  const actions: WelcomeActions = {
    choose: (favourites) => {
      // Painted before it is stored: the next click builds on it.
      settings = { ...settings, favourites };
      paint();
      void writeSettings({ favourites });
    },
    allowSites: () => askForSites(sitesOf(watchedOf(settings, catalogue), settings)),
    allowSources: async (sources) => {
      const yes = await askToSend(originsOfSources(sources, watchedOf(settings, catalogue)));
      if (yes) await writeSettings({ sources });
      return yes;
    },
    allowNotifications: async () => {
      const yes = await askPermission({ permissions: ['notifications'] });
      if (yes) void sendCommand({ command: 'test-notification' });
      return yes;
    },
    test: () => void sendCommand({ command: 'test-notification' }),
    rehearse: () => scenesOf(tongueNow()),
  };

  function paint(): void {
    render(
      <SpeechContext.Provider
        value={{ tongue: tongueNow(), now: Date.now(), marks: marksFor(settings, marks) }}
      >
        <Welcome
          settings={settings}
          seen={view?.favourites ?? []}
          region={browserLanguage()}
          prompt={asksAboutData() ? 'firefox' : 'chrome'}
          off={off}
          granted={granted}
          actions={actions}
        />
      </SpeechContext.Provider>,
      document.body,
    );
  }

  paint();
  watchView((next) => {
    view = next;
    paint();
  });
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    paint();
  });
  setInterval(paint, REPAINT_MS);
  view = await readView();
  // Someone who comes back sees what was allowed before; a "no" is asked again.
  const { origins } = sitesOf(watchedOf(settings, catalogue), { sources: DEFAULT_SETTINGS.sources });
  if (settings.favourites.length > 0 && (await hasPermission({ origins }))) granted.sites = true;
  if (await hasPermission({ permissions: ['notifications'] })) granted.notifications = true;
  paint();
}

void start();
