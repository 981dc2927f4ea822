/** The welcome page. Nothing is lost by leaving it half-way, and everything may be refused. */
import { render } from 'preact';
import { Welcome, type WelcomeActions } from '@/components/Welcome';
import { SpeechContext, speak } from '@/components/words';
import { originsOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { sendCommand } from '@/utils/platform/command';
import { askPermission, askToSend } from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';

async function start(): Promise<void> {
  void tongueFor('browser');
  let settings = await readSettings();
  let granted: boolean | null = null;
  const actions: WelcomeActions = {
    choose: (ids) => {
      const custom = settings.favourites.filter((one) => !('id' in one));
      const kept = settings.favourites.filter((one) => 'id' in one && ids.includes(one.id));
      const known = new Set(kept.flatMap((one) => ('id' in one ? [one.id] : [])));
      const added = ids.filter((id) => !known.has(id)).map((id) => ({ id }));
      void writeSettings({ ...settings, favourites: [...kept, ...added, ...custom] });
    },
    allowSites: () =>
      void askPermission({ origins: originsOf(watchedOf(settings)) }).then((yes) => {
        granted = yes;
        void paint();
      }),
    switchSource: (name, on) => {
      const asked = on ? askToSend() : Promise.resolve(true);
      void asked.then((yes) =>
        writeSettings({ ...settings, sources: { ...settings.sources, [name]: on && yes } }),
      );
    },
    allowNotifications: () => {
      void askPermission({ permissions: ['notifications'] }).then((yes) =>
        yes ? sendCommand({ command: 'test-notification' }) : undefined,
      );
    },
  };
  const paint = async () => {
    const tongue = speak(await tongueFor(settings.language), document.documentElement);
    render(
      <SpeechContext.Provider value={{ tongue, now: Date.now() }}>
        <Welcome settings={settings} granted={granted} actions={actions} />
      </SpeechContext.Provider>,
      document.body,
    );
  };
  void paint();
  watchSettings((next) => {
    settings = next;
    void paint();
  });
}

void start();
