/** What happened: the incidents of the last month, from the log. */
import { render } from 'preact';
import { History } from '@/components/History';
import { SpeechContext, speak } from '@/components/words';
import { serviceById } from '@/utils/catalogue/find';
import { tongueFor } from '@/utils/platform/words';
import { incidentsBetween } from '@/utils/store/log';
import { readSettings, watchSettings } from '@/utils/store/settings';
import { watchView } from '@/utils/store/snapshot';

const MONTH_MS = 30 * 86_400_000;

async function paint(): Promise<void> {
  const now = Date.now();
  const [settings, incidents] = await Promise.all([readSettings(), incidentsBetween(now - MONTH_MS, now)]);
  const tongue = speak(await tongueFor(settings.language), document.documentElement);
  const name = (id: string) =>
    (tongue.locale === 'ar' ? serviceById(id)?.nameAr : null) ?? serviceById(id)?.name ?? id;
  render(
    <SpeechContext.Provider value={{ tongue, now }}>
      <History incidents={incidents} nameOf={name} />
    </SpeechContext.Provider>,
    document.body,
  );
}

void paint();
watchView(() => void paint());
watchSettings(() => void paint());
