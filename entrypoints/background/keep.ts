/** Keeps one step, then shows it: the log and the state first, notices and badge after. */
import { controlName, controls } from '@/utils/catalogue/controls';
import { badgeOf } from '@/utils/incidents/badge';
import { alarmPeriodOf, tellingLookAt } from '@/utils/incidents/schedule';
import type { KeptStep } from '@/utils/incidents/step';
import { viewOf } from '@/utils/incidents/view';
import type { Notice, View } from '@/utils/model';
import { showAction } from '@/utils/platform/action';
import { clearLater, clearNever, ensureLook, ensureTickAlarm } from '@/utils/platform/alarm';
import { clearNotification, showNotification } from '@/utils/platform/notification';
import { playSound } from '@/utils/platform/sound';
import { compact } from '@/utils/store/compact';
import { noteHere, wasHere } from '@/utils/store/session';
import { writeView } from '@/utils/store/snapshot';
import { commit } from '@/utils/store/state';
import { logged } from './guard';
import { rowsOf } from './rows';
import { noticeText, titleText } from './words';

/** A "back" notification is cleared after a minute. */
const BACK_SHOWN_MS = 60_000;

const TIDY_EVERY_MS = 50_000;

const CONTROL_NAMES = Object.fromEntries(
  controls.map((control) => [control.target.id, controlName(control)]),
);

/** Decided in steps that could not be kept: told with the next one that is, else decided anew by the next worker. */
let untold: readonly Notice[] = [];

/** Told of what is shown now. */
export type Shown = (view: View, step: KeptStep) => Promise<void>;

/** Writes a step in one transaction; what is shown follows from it, so a crash in between repeats nothing. */
export async function keep(step: KeptStep, shown: Shown): Promise<void> {
  const { kept, problem } = await commit(rowsOf(step, CONTROL_NAMES, await wasHere()));
  const due = [...untold, ...step.notices];
  untold = kept ? [] : due;
  const { state, watched, guests, settings, now } = step;
  const view = { ...viewOf(state, watched, settings, CONTROL_NAMES, now, guests), problem };
  // What cannot be shown must not end the watch.
  await Promise.all([show(step, view, kept ? due : []).catch(logged), shown(view, step).catch(logged)]);
  await tidy(now, settings.retention);
}

async function show(step: KeptStep, view: View, notices: readonly Notice[]): Promise<void> {
  const { state, watched, settings, now } = step;
  // Nothing waits for it to fade.
  if (settings.sound && notices.some(isFirst)) void playSound();
  const lookAt = tellingLookAt(state, watched, now);
  await Promise.all([
    ensureTickAlarm(alarmPeriodOf(state, watched)).catch(logged),
    lookAt === null ? undefined : ensureLook(lookAt).catch(logged),
    inTurn(notices, (notice) => tell(notice, step)),
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
  // A relapse takes the same notice again, which was to go away.
  await clearNever(notice.id);
  await showNotification(notice.id, title, message, notice.alert);
  // What was waited for or slept through stays until it is read.
  if (notice.kind === 'closed' && (notice.mood ?? 'flapping') === 'flapping') {
    clearLater(notice.id, now + BACK_SHOWN_MS);
  }
}
