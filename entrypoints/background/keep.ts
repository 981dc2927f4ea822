/** Keeps one step, then shows it: the log and the state first, notices and badge after. */
import { controls } from '@/utils/catalogue/controls';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import { viewOf } from '@/utils/incidents/view';
import type { Notice } from '@/utils/model';
import { showAction } from '@/utils/platform/action';
import { clearLater, ensureTickAlarm } from '@/utils/platform/alarm';
import { clearNotification, showNotification } from '@/utils/platform/notification';
import { playSound } from '@/utils/platform/sound';
import { writeView } from '@/utils/store/snapshot';
import { commit } from '@/utils/store/state';
import type { KeptStep } from '@/utils/tick';
import { rowsOf } from './rows';
import { noticeText, titleText } from './words';

/** A "back" notification is cleared after a minute. */
const BACK_SHOWN_MS = 60_000;

const CONTROL_NAMES = Object.fromEntries(controls.map((control) => [control.target.id, control.operator]));

/** Writes a step in one transaction; what is shown follows from it, so a crash in between repeats nothing. */
export async function keep(step: KeptStep): Promise<void> {
  const kept = await commit(rowsOf(step));
  const { state, watched, guests, settings, now } = step;
  // What was not kept would be told again by the next worker.
  const notices = kept === 'saved' ? step.notices : [];
  const view = viewOf(state, watched, settings, CONTROL_NAMES, now, guests);
  // Nothing waits for it to fade.
  if (settings.sound && notices.some(isFirst)) void playSound();
  await Promise.all([
    ...notices.map((notice) => tell(notice, step)),
    titleText(view, watched, settings).then((title) =>
      showAction(badgeOf(state, watched, settings, now), title),
    ),
    writeView(view),
    ensureTickAlarm(alarmPeriodOf(state, watched)),
  ]);
}

/** A sound goes with what is new, not with what changes or is over. */
function isFirst({ kind, alert }: Notice): boolean {
  return kind === 'opened' && alert;
}

async function tell(notice: Notice, { watched, guests, settings, now }: KeptStep): Promise<void> {
  if (notice.kind === 'cleared') {
    await clearNotification(notice.id);
    return;
  }
  const { title, message } = await noticeText(notice, [...watched, ...guests], settings, now);
  await showNotification(notice.id, title, message, notice.alert);
  // What was waited for or slept through stays until it is read.
  if (notice.kind === 'closed' && (notice.mood ?? 'flapping') === 'flapping') {
    clearLater(notice.id, now + BACK_SHOWN_MS);
  }
}
