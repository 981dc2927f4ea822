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
  dropPermission,
  dropSites,
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
const { sources: NOBODY_ELSE } = DEFAULT_SETTINGS;
const NOTICES = { permissions: ['notifications'] };

async function start(): Promise<void> {
  const reading = readMarks();
  let settings = await settingsOnceRead(async () => sayUnread(await tongueFor('browser')));
  let tongue = await tongueFor(settings.language);
  const marks = await reading;
  const off = forbiddenBy(await readManaged());
  let view: View | null = null;
  let granted = { sites: false, notifications: false };
  const tongueNow = () => speak(tongue, document.documentElement);

  const sites = (sources = settings.sources) => sitesOf(watchedOf(settings, catalogue), { sources });
  // Painted before it is stored: the next click builds on it.
  const keep = (change: Partial<typeof settings>) => {
    settings = { ...settings, ...change };
    paint();
    return writeSettings(change);
  };
  const actions: WelcomeActions = {
    // What was allowed before does not hold for one that is new.
    choose: (favourites) => void keep({ favourites }).then(look),
    allowSites: async () => {
      const yes = await askForSites(sites());
      await look();
      return yes;
    },
    allowSources: async (sources) => {
      const yes = await askToSend(originsOfSources(sources, watchedOf(settings, catalogue)));
      if (yes) await keep({ sources });
      return yes;
    },
    allowNotifications: async () => {
      const yes = await askPermission(NOTICES);
      if (yes && !settings.notifications) await keep({ notifications: true });
      if (yes) void sendCommand({ command: 'test-notification' });
      await look();
      return yes;
    },
    refuse: async (what) => {
      if (what === 'sources') {
        const some = Object.values(settings.sources).includes(true);
        return some ? keep({ sources: NOBODY_ELSE }) : undefined;
      }
      if (!granted[what]) return;
      await (what === 'sites' ? dropSites(sites(NOBODY_ELSE)) : dropPermission(NOTICES));
      await look();
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

  /** What the browser allows now; a "no" of another day is asked again. */
  async function look(): Promise<void> {
    const { origins } = sites(NOBODY_ELSE);
    const [reads, tells] = await Promise.all([hasPermission({ origins }), hasPermission(NOTICES)]);
    granted = {
      sites: reads && settings.favourites.length > 0,
      notifications: tells && settings.notifications,
    };
    paint();
  }

  paint();
  watchView((next) => {
    view = next;
    paint();
  });
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    await look();
  });
  setInterval(paint, REPAINT_MS);
  view = await readView();
  await look();
}

void start();
