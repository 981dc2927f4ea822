/** The menus: "Down for everyone?" on pages and links, and the pause on the toolbar button. */
import { FOR_GOOD } from '@/utils/diagnosis/locale';
import { isPaused } from '@/utils/incidents/paused';
import type { EpochMs, Settings } from '@/utils/model';
import { type MenuClick, type MenuEntry, showMenus } from '@/utils/platform/menus';
import { tongueFor } from '@/utils/platform/words';
import { readSettings, writeSettings } from '@/utils/store/settings';
import type { createTick } from '@/utils/tick';
import { m } from '@/utils/words/messages';
import { tomorrow } from './local-time';
import { answerInTab } from './look-up';

const HOUR_MS = 3_600_000;

/** How long each entry pauses for. */
const PAUSES: Readonly<Record<string, (now: EpochMs) => EpochMs>> = {
  'pause-hour': (now) => now + HOUR_MS,
  'pause-tomorrow': (now) => tomorrow(new Date(now)),
  'pause-ever': () => FOR_GOOD,
};

/** A pause that has ended by itself is forgotten, and so told to everybody who hears of changed settings. */
export async function forgetEndedPause({ pausedUntil }: Pick<Settings, 'pausedUntil'>): Promise<void> {
  if (pausedUntil === null || pausedUntil > Date.now()) return;
  // The person may have paused anew meanwhile.
  await writeSettings((now) => ((now.pausedUntil ?? Infinity) > Date.now() ? {} : { pausedUntil: null }));
}

/** Shows the entries in the person's language; a paused watch can be taken up again. */
export async function refreshMenus(): Promise<void> {
  const { language, pausedUntil } = await readSettings();
  const tongue = await tongueFor(language);
  const paused = isPaused({ pausedUntil }, Date.now());
  const entry = (id: string, title: string): MenuEntry => ({ id, title, where: 'button', parent: 'pause' });
  const pause: MenuEntry[] = [
    { id: 'pause', title: m.guest_menu_pause({}, tongue), where: 'button' },
    entry('pause-hour', m.guest_menu_pause_hour({}, tongue)),
    entry('pause-tomorrow', m.guest_menu_pause_tomorrow({}, tongue)),
    entry('pause-ever', m.guest_menu_pause_ever({}, tongue)),
  ];
  await showMenus([
    { id: 'page', title: m.guest_menu_page({}, tongue), where: 'page' },
    { id: 'link', title: m.guest_menu_link({}, tongue), where: 'link' },
    ...(paused
      ? [{ id: 'resume', title: m.guest_menu_resume({}, tongue), where: 'button' } as const]
      : pause),
  ]);
}

/** Does what was clicked. */
export async function followMenu(
  { entry, link, page }: MenuClick,
  tick: ReturnType<typeof createTick>,
): Promise<void> {
  if (entry === 'page' || entry === 'link') {
    await answerInTab(entry === 'link' ? link : page, 'new-tab', tick);
    return;
  }
  await writeSettings({ pausedUntil: PAUSES[entry]?.(Date.now()) ?? null });
}
