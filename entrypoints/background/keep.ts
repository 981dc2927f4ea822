/** Keeps one step, then shows it: the log and the state first, notices and badge after. */
import { controls } from '@/utils/catalogue/controls';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import { viewOf } from '@/utils/incidents/view';
import type { Notice, View, Watched } from '@/utils/model';
import { showAction } from '@/utils/platform/action';
import { clearLater, ensureTickAlarm } from '@/utils/platform/alarm';
import { showNotification } from '@/utils/platform/notification';
import { writeView } from '@/utils/store/snapshot';
import { commit } from '@/utils/store/state';
import type { KeptStep } from '@/utils/tick';
import { rowsOf } from './rows';
import { noticeText, titleText } from './words';

/** A "back" notification is cleared after a minute. */
const BACK_SHOWN_MS = 60_000;

const CONTROL_NAMES = Object.fromEntries(controls.map((control) => [control.target.id, control.operator]));

/** Told of what is shown now. */
export type Shown = (view: View, step: KeptStep) => Promise<void>;

/** Writes a step in one transaction; what is shown follows from it, so a crash in between repeats nothing. */
export async function keep(step: KeptStep, shown: Shown): Promise<void> {
  const kept = await commit(rowsOf(step));
  const { state, watched, settings, now } = step;
  // What was not kept would be told again by the next worker.
  const notices = kept === 'saved' ? step.notices : [];
  const view = viewOf(state, watched, settings, CONTROL_NAMES, now);
  await Promise.all([
    ...notices.map((notice) => tell(notice, watched, step)),
    showAction(badgeOf(state, watched, settings, now), titleText(view, watched, settings)),
    writeView(view),
    ensureTickAlarm(alarmPeriodOf(state, watched)),
    shown(view, step),
  ]);
}

async function tell(notice: Notice, watched: readonly Watched[], { settings, now }: KeptStep): Promise<void> {
  const { title, message } = noticeText(notice, watched, settings, now);
  await showNotification(notice.id, title, message, notice.alert);
  if (notice.kind === 'closed') clearLater(notice.id, now + BACK_SHOWN_MS);
}
