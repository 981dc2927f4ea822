/** The popup: what is stored, painted in its first frame, and kept up to date while it is open. */
import { render } from 'preact';
import { Popup, type PopupActions } from '@/components/Popup';
import { SpeechContext, speak } from '@/components/words';
import { isStale, viewAt } from '@/utils/incidents/stale';
import { sendCommand } from '@/utils/platform/command';
import { openPage } from '@/utils/platform/life';
import { askPermission } from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';
import { readView, watchView } from '@/utils/store/snapshot';

/** "Checked a minute ago" is said anew this often. */
const REPAINT_MS = 15_000;

const later = () => import('./later');

async function start(): Promise<void> {
  // Most people read the browser's language: its file is on the way while the choice is still being read.
  void tongueFor('browser');
  const [stored, read] = await Promise.all([readView(), readSettings()]);
  let settings = read;
  let view = stored ?? (await later()).firstView(settings, Date.now());
  let originsFor: Awaited<ReturnType<typeof later>>['originsFor'] = () => [];
  const actions: PopupActions = {
    checkNow: () => void sendCommand({ command: 'check-now', service: null }),
    openPage: (page) => void openPage(`${page}.html`).then(() => window.close()),
    allow: () => void askPermission({ origins: originsFor(settings) }),
    resume: () => void writeSettings({ ...settings, pausedUntil: null }),
  };
  const paint = async () => {
    const now = Date.now();
    const tongue = speak(await tongueFor(settings.language), document.documentElement);
    render(
      <SpeechContext.Provider value={{ tongue, now }}>
        <Popup view={viewAt(view, now)} actions={actions} />
      </SpeechContext.Provider>,
      document.body,
    );
  };
  await paint();
  // Ready before a click, which must ask at once: after an await Firefox takes it for no click at all.
  void later().then((ready) => {
    originsFor = ready.originsFor;
  });
  if (isStale(view.lastTickAt, view.intervalSeconds, Date.now())) actions.checkNow();
  watchView((next) => {
    view = next;
    void paint();
  });
  watchSettings((next) => {
    settings = next;
    void paint();
  });
  setInterval(() => void paint(), REPAINT_MS);
}

void start();
