/** Keeps one step, then shows it: the log and the state first, notices and badge after. */
import { controls } from '@/utils/catalogue/controls';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf } from '@/utils/incidents/schedule';
import { viewOf } from '@/utils/incidents/view';
import type { Notice, View, Watched } from '@/utils/model';
import { showAction } from '@/utils/platform/action';
import { clearLater, ensureTickAlarm } from '@/utils/platform/alarm';
import { showNotification } from '@/utils/platform/notification';
import { compact } from '@/utils/store/compact';
import { noteHere, wasHere } from '@/utils/store/session';
import { writeView } from '@/utils/store/snapshot';
import { commit } from '@/utils/store/state';
import type { KeptStep } from '@/utils/tick';
import { logged } from './guard';
import { rowsOf } from './rows';
import { noticeText, titleText } from './words';

/** A "back" notification is cleared after a minute. */
const BACK_SHOWN_MS = 60_000;

const TIDY_EVERY_MS = 50_000;

const CONTROL_NAMES = Object.fromEntries(controls.map((control) => [control.target.id, control.operator]));

/** Decided in steps that could not be kept: told with the next one that is, else decided anew by the next worker. */
let untold: readonly Notice[] = [];

/** Told of what is shown now. */
export type Shown = (view: View, step: KeptStep) => Promise<void>;

/** Writes a step in one transaction; what is shown follows from it, so a crash in between repeats nothing. */
export async function keep(step: KeptStep, shown: Shown): Promise<void> {
  const { kept, problem } = await commit(rowsOf(step, CONTROL_NAMES, await wasHere()));
  const due = [...untold, ...step.notices];
  untold = kept ? [] : due;
  const view = { ...viewOf(step.state, step.watched, step.settings, CONTROL_NAMES, step.now), problem };
  // What cannot be shown must not end the watch.
  await Promise.all([show(step, view, kept ? due : []).catch(logged), shown(view, step).catch(logged)]);
  await tidy(step.now, step.settings.retention);
}

async function show(step: KeptStep, view: View, notices: readonly Notice[]): Promise<void> {
  const { state, watched, settings, now } = step;
  await Promise.all([
    ensureTickAlarm(alarmPeriodOf(state, watched)).catch(logged),
    inTurn(notices, (notice) => tell(notice, watched, step)),
    titleText(view, watched, settings).then((title) =>
      showAction(badgeOf(state, watched, settings, now), title),
    ),
    writeView(view),
    noteHere(),
  ]);
}

let tidiedAt = 0;

/** Makes the log small, a little at a time. */
async function tidy(now: number, retention: KeptStep['settings']['retention']): Promise<void> {
  if (Math.abs(now - tidiedAt) < TIDY_EVERY_MS) return;
  tidiedAt = now;
  await compact(now, retention);
}

async function inTurn<T>(all: readonly T[], each: (one: T) => Promise<void>): Promise<void> {
  for (const one of all) await each(one);
}

async function tell(notice: Notice, watched: readonly Watched[], { settings, now }: KeptStep): Promise<void> {
  const { title, message } = await noticeText(notice, watched, settings, now);
  await showNotification(notice.id, title, message, notice.alert);
  if (notice.kind === 'closed') clearLater(notice.id, now + BACK_SHOWN_MS);
}
