/** What the background says, in the person's language. */
import { isBad } from '@/utils/diagnosis/symptom';
import { leadOf } from '@/utils/incidents/lead';
import type { NoticeWords } from '@/utils/incidents/notice-back-words';
import { noticeWords, titleWords } from '@/utils/incidents/notice-words';
import type { KeptStep } from '@/utils/incidents/step';
import type { EpochMs, Notice, Sample, Settings, View, Watched } from '@/utils/model';
import type { TabIcon } from '@/utils/platform/tab-action';
import { tongueFor } from '@/utils/platform/words';
import type { FailedTab } from '@/utils/store/session';
import { readSettings } from '@/utils/store/settings';
import { m } from '@/utils/words/messages';

function nameIn(watched: readonly Watched[], arabic: boolean): (id: string) => string {
  return (id) => {
    const one = watched.find((each) => each.id === id);
    return (arabic ? one?.nameAr : null) ?? one?.name ?? id;
  };
}

/** Puts a notice into words. */
export async function noticeText(
  notice: Notice,
  watched: readonly Watched[],
  settings: Settings,
  now: EpochMs,
): Promise<NoticeWords> {
  const tongue = await tongueFor(settings.language);
  return noticeWords(notice, nameIn(watched, tongue.locale === 'ar'), tongue, now);
}

/** Puts the whole answer into the toolbar's title. */
export async function titleText(
  view: View,
  watched: readonly Watched[],
  settings: Settings,
): Promise<string> {
  const tongue = await tongueFor(settings.language);
  return titleWords(view.lead, nameIn(watched, tongue.locale === 'ar'), watched.length, tongue, view.at);
}

/**
 * Puts the answer about one favourite on the button of the tab that failed to open it; null when it is not watched.
 * What was asked before the page failed says nothing of it.
 */
export async function tabAnswer(
  { service: id, at }: FailedTab,
  { state, watched, settings, now }: KeptStep,
): Promise<{ title: string; icon: TabIcon } | null> {
  const one = watched.find((each) => each.id === id);
  const service = state.services[id];
  if (one === undefined || service === undefined) return null;
  const tongue = await tongueFor(settings.language);
  const nameOf = nameIn(watched, tongue.locale === 'ar');
  const name = nameOf(id);
  const lead = leadOf(state, [one], settings, now);
  const side = lead.side ?? 'doubt';
  if (lead.verdict.name !== 'ok' && lead.mood !== 'checking')
    return { title: titleWords(lead, nameOf, 1, tongue, now), icon: side };
  const sentence =
    service.health === 'up' && hasAnsweredSince(service.samples, at)
      ? m.live_tab_answers({ service: name }, tongue)
      : m.live_tab_checking({ service: name }, tongue);
  return { title: m.title_answer({ sentence }, tongue), icon: 'doubt' };
}

function hasAnsweredSince(samples: readonly Sample[], at: EpochMs): boolean {
  return samples.some((one) => one.at > at && one.symptom !== 'void' && !isBad(one.symptom));
}

/** Gives the words of the test notification. */
export async function wordsForTest(): Promise<NoticeWords> {
  const { language } = await readSettings();
  const tongue = await tongueFor(language);
  return { title: m.notice_test_title({}, tongue), message: m.notice_test({}, tongue) };
}
