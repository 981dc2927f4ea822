/** The options page: settings in, settings out. Everything is saved as it is changed. */
import { render } from 'preact';
import { Options, type OptionsActions } from '@/components/Options';
import { SpeechContext, speak } from '@/components/words';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { serviceById } from '@/utils/catalogue/find';
import { originsOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Settings } from '@/utils/model';
import { sendCommand } from '@/utils/platform/command';
import { askPermission, askToSend, hasPermission } from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { exportBackup, parseBackup } from '@/utils/store/backup';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';

const RULES = {
  isService: (id: string) => serviceById(id) !== undefined,
  hostOf: (url: string) => {
    const custom = parseCustomUrl(url);
    return custom.ok ? custom.host : null;
  },
};

function download(settings: Settings): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([exportBackup(settings)], { type: 'application/json' }));
  link.download = 'faultline-backup.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

async function start(): Promise<void> {
  void tongueFor('browser');
  let settings = await readSettings();
  let granted = false;
  const actions: OptionsActions = {
    save: (next) => void writeSettings(next),
    switchSource: (name, on) => {
      const asked = on ? askToSend() : Promise.resolve(true);
      void asked.then((yes) =>
        writeSettings({ ...settings, sources: { ...settings.sources, [name]: on && yes } }),
      );
    },
    switchNotifications: (on) => {
      const asked = on ? askPermission({ permissions: ['notifications'] }) : Promise.resolve(true);
      void asked.then((yes) => writeSettings({ ...settings, notifications: on && yes }));
    },
    test: () => {
      void askPermission({ permissions: ['notifications'] }).then(() =>
        sendCommand({ command: 'test-notification' }),
      );
    },
    allowSites: () => void askPermission({ origins: originsOf(watchedOf(settings)) }).then(look),
    parse: (text) => parseBackup(text, RULES),
    download: () => download(settings),
  };
  const paint = async () => {
    const tongue = speak(await tongueFor(settings.language), document.documentElement);
    render(
      <SpeechContext.Provider value={{ tongue, now: Date.now() }}>
        <Options settings={settings} granted={granted} actions={actions} />
      </SpeechContext.Provider>,
      document.body,
    );
  };
  async function look(): Promise<void> {
    granted = await hasPermission({ origins: originsOf(watchedOf(settings)) });
    void paint();
  }
  void paint();
  watchSettings((next) => {
    settings = next;
    void look();
  });
  await look();
}

void start();
