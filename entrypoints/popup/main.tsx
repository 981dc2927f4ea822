/** The popup: what is stored, painted in its first frame, and kept up to date while it is open. */
import { render } from 'preact';
import { Popup, type PopupActions } from '@/components/Popup';
import { SpeechContext, speak } from '@/components/words';
import { originsOf } from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { isStale, viewAt } from '@/utils/incidents/stale';
import { emptyState } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import type { Settings, View } from '@/utils/model';
import { sendCommand } from '@/utils/platform/command';
import { openPage } from '@/utils/platform/life';
import { askPermission } from '@/utils/platform/permission';
import { tongueFor } from '@/utils/platform/words';
import { readSettings, watchSettings, writeSettings } from '@/utils/store/settings';
import { readView, watchView } from '@/utils/store/snapshot';

/** "Checked a minute ago" is said anew this often. */
const REPAINT_MS = 15_000;

/** Before the first tick there is nothing stored: the view of an empty state says so. */
function firstView(settings: Settings): View {
  return viewOf(emptyState(0), watchedOf(settings), settings, {}, Date.now());
}

async function start(): Promise<void> {
  const [stored, read] = await Promise.all([readView(), readSettings()]);
  let settings = read;
  let view = stored ?? firstView(settings);
  const actions: PopupActions = {
    checkNow: () => void sendCommand({ command: 'check-now', service: null }),
    openPage: (page) => void openPage(`${page}.html`).then(() => window.close()),
    allow: () => void askPermission({ origins: originsOf(watchedOf(settings)) }),
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
  void paint();
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
