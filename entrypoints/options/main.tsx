/** The options page: settings in, settings out. Everything is saved as it is changed. */

import { render } from 'preact';
import { Options, type OptionsActions } from '@/components/Options';
import { SpeechContext, speak } from '@/components/words';
import { originsOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { sendCommand } from '@/utils/platform/command';
import { askPermission, askToSend, hasPermission } from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { exportEverything } from '@/utils/store/export';
import { importEverything } from '@/utils/store/import';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';

async function download(): Promise<void> {
  const text = await exportEverything();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'faultline-backup.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

async function start(): Promise<void> {
  let settings = await readSettings();
  let tongue = await tongueFor(settings.language);
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
    take: async (text) => {
      const result = await importEverything(text);
      return result.ok ? null : result.problem;
    },
    download: () => void download(),
  };
  const paint = () => {
    speak(tongue, document.documentElement);
    render(
      <SpeechContext.Provider value={{ tongue, now: Date.now() }}>
        <Options settings={settings} granted={granted} actions={actions} />
      </SpeechContext.Provider>,
      document.body,
    );
  };
  async function look(): Promise<void> {
    granted = await hasPermission({ origins: originsOf(watchedOf(settings)) });
    paint();
  }
  paint();
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    void look();
  });
  await look();
}

void start();
