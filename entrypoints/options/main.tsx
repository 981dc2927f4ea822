/** The options page: settings in, settings out. Everything is saved as it is changed. */

import { render } from 'preact';
import { Options, type OptionsActions } from '@/components/Options';
import { sayUnread } from '@/components/unread';
import { SpeechContext, speak } from '@/components/words';
import { catalogue } from '@/utils/catalogue/find';
import { originsOfSource, originsOfSources, sitesOf, waitingSources } from '@/utils/catalogue/origins';
import { serviceIdOf } from '@/utils/catalogue/target';
import { watchedOf } from '@/utils/catalogue/watched';
import { sendCommand } from '@/utils/platform/command';
import { saveText } from '@/utils/platform/file';
import { grantedAmong } from '@/utils/platform/granted-hosts';
import { marksFor, readMarks } from '@/utils/platform/marks';
import { askForSites, askPermission, askToSend, dropSites, hasPermission } from '@/utils/platform/permission';
import { systemName } from '@/utils/platform/system';
import { tongueFor } from '@/utils/platform/words';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { exportEverything, exportIncidentsCsv } from '@/utils/store/export';
import { importFile } from '@/utils/store/import';
import { forbiddenBy, type Managed, readManaged } from '@/utils/store/managed';
import { settingsOnceRead } from '@/utils/store/once-read';
import { historySince } from '@/utils/store/range';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';
import { storedBytes } from '@/utils/store/sizes';
import { isInAccount, leaveAccount, readSyncState, watchSyncState } from '@/utils/store/sync';
import { wipe } from './wipe';

const LONGEST_MS = 5 * 366 * 86_400_000;

async function start(): Promise<void> {
  const reading = readMarks();
  let settings = await settingsOnceRead(async () => sayUnread(await tongueFor('browser')));
  let tongue = await tongueFor(settings.language);
  const marks = await reading;
  let granted = false;
  let notices: boolean | null = null;
  let waiting: ReturnType<typeof waitingSources> = [];
  let historyMs: number | null = null;
  let bytes: number | null = null;
  let sync: Awaited<ReturnType<typeof readSyncState>> = 'off';
  let inAccount = false;
  let managed: Managed | null = null;
  let system: Awaited<ReturnType<typeof systemName>> = 'other';
  const keep = (change: Partial<typeof settings>) => {
    // Painted before it is stored: the next change builds on it.
    settings = { ...settings, ...change };
    paint();
    return writeSettings(change);
  };
  const ids = () => watchedOf(settings, catalogue).map(({ id }) => id);
  const actions: OptionsActions = {
    save: (next) => void keep(next),
    measure: () => void measure(),
    switchSource: (name, on) => {
      const asked = on
        ? askToSend(originsOfSource(name, watchedOf(settings, catalogue)))
        : Promise.resolve(true);
      void asked.then((yes) => keep({ sources: { ...settings.sources, [name]: on && yes } })).then(look);
    },
    switchNotifications: (on, tellBack) => {
      const asked = on ? askPermission({ permissions: ['notifications'] }) : Promise.resolve(true);
      void asked.then((yes) =>
        keep({ notifications: on && yes, tellBack: on ? tellBack : settings.tellBack }).then(look),
      );
    },
    allowNotifications: askToNotify,
    test: async () => {
      const yes = await askToNotify();
      if (yes) void sendCommand({ command: 'test-notification' });
      return yes;
    },
    add: (fresh) => {
      const favourites = [...settings.favourites, ...fresh];
      // Where the others are allowed, the new one is meant to be.
      if (granted)
        void askForSites(sitesOf(watchedOf({ ...settings, favourites }, catalogue), settings)).then(look);
      void keep({ favourites });
    },
    allowSources: () =>
      void askToSend(originsOfSources(settings.sources, watchedOf(settings, catalogue))).then(look),
    allowSites: () => void askForSites(sitesOf(watchedOf(settings, catalogue), settings)).then(look),
    forbidSites: () => void dropSites(sitesOf(watchedOf(settings, catalogue), settings)).then(look),
    take: async (file) => {
      const result = await importFile(file);
      await measure();
      return result;
    },
    download: async () => {
      const { text, history } = await exportEverything();
      saveText('faultline-backup.json', text, 'application/json');
      return history;
    },
    downloadCsv: () =>
      void exportIncidentsCsv().then((text) => saveText('faultline-incidents.csv', text, 'text/csv')),
    wipe: async (everywhere) => {
      await wipe({
        // Painted when it is stored: the page may be closed as soon as it is.
        resetSettings: () => writeSettings(DEFAULT_SETTINGS),
        ticksEnd: async () => {
          // The one that runs ends first, and another one sees that all is gone.
          for (let round = 0; round < 2; round += 1) {
            await sendCommand({ command: 'check-now', service: null }).catch(() => {});
          }
        },
        forgetInAccount: async () => {
          if (everywhere) await leaveAccount();
        },
      }).finally(async () => {
        settings = await readSettings();
        await Promise.all([look(), measure()]);
      });
    },
  };

  function paint(): void {
    speak(tongue, document.documentElement);
    render(
      <SpeechContext.Provider value={{ tongue, now: Date.now(), marks: marksFor(settings, marks) }}>
        <Options
          settings={settings}
          granted={granted}
          waiting={waiting}
          system={system}
          notices={notices}
          managed={{ favourites: (managed?.favourites ?? []).map(serviceIdOf), off: forbiddenBy(managed) }}
          storedBytes={bytes}
          historyMs={historyMs}
          sync={sync}
          inAccount={inAccount}
          actions={actions}
        />
      </SpeechContext.Provider>,
      document.body,
    );
  }

  async function look(): Promise<void> {
    const watched = watchedOf(settings, catalogue);
    const { origins } = sitesOf(watched, { sources: DEFAULT_SETTINGS.sources });
    const found = await grantedAmong([...origins, ...originsOfSources(settings.sources, watched)]);
    [sync, inAccount, notices] = await Promise.all([
      readSyncState(),
      isInAccount(),
      hasPermission({ permissions: ['notifications'] }),
    ]);
    granted = origins.every((origin) => found.has(origin));
    waiting = waitingSources(settings.sources, watched, found);
    paint();
  }

  async function askToNotify(): Promise<boolean> {
    const yes = await askPermission({ permissions: ['notifications'] });
    await look();
    return yes;
  }

  /** How much is kept, and since when. */
  async function measure(): Promise<void> {
    const now = Date.now();
    const [size, since] = await Promise.all([storedBytes(), historySince(now - LONGEST_MS, now, ids())]);
    [bytes, historyMs] = [size, since === null ? null : now - since];
    paint();
  }

  paint();
  // The section that a link from another page names was not there when the page was loaded.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    void look();
  });
  watchSyncState(() => void look());
  // A page that was left open for hours counts and tells the time anew.
  addEventListener('focus', () => void measure());
  [system, managed] = await Promise.all([systemName(), readManaged()]);
  await look();
  await measure();
}

void start();
