/** The options page as a test draws it. */
import { render } from '@testing-library/preact';
import { Options, type OptionsProps } from '@/components/Options';
import { SpeechContext } from '@/components/words';
import type { Settings } from '@/utils/model';
import type { Imported } from '@/utils/store/backup';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

/** Draws the page and notes what it saves and wipes. */
export function show(
  change: Partial<OptionsProps> = {},
  imported: Imported = { ok: true, history: true, favourites: 5 },
) {
  const saved: Partial<Settings>[] = [];
  const wiped: boolean[] = [];
  const forbidden: boolean[] = [];
  const nothing = () => {};
  const props: OptionsProps = {
    settings: { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }, { id: 'zoom' }] },
    granted: true,
    waiting: [],
    system: 'linux',
    notices: true,
    managed: { favourites: [], off: [] },
    storedBytes: 2_500_000,
    historyMs: null,
    sync: 'off',
    inAccount: false,
    actions: {
      save: (settings) => saved.push(settings),
      measure: nothing,
      switchSource: nothing,
      switchNotifications: nothing,
      allowNotifications: async () => false,
      test: async () => false,
      add: (fresh) => saved.push({ favourites: [...props.settings.favourites, ...fresh] }),
      allowSites: nothing,
      allowSources: nothing,
      forbidSites: () => void forbidden.push(true),
      take: async () => imported,
      download: async () => true,
      downloadCsv: nothing,
      wipe: async (everywhere) => void wiped.push(everywhere),
    },
    ...change,
  };
  const page = (settings: Settings) => (
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: 0 }}>
      <Options {...props} settings={settings} />
    </SpeechContext.Provider>
  );
  const drawn = render(page(props.settings));
  const input = (name: string) => drawn.container.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const repaint = (favourites: Settings['favourites']) =>
    drawn.rerender(page({ ...props.settings, favourites }));
  return { ...drawn, repaint, input, saved, wiped, forbidden };
}
