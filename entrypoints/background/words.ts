/** What the background says, in the person's language. */

import { type NoticeWords, noticeWords, titleWords } from '@/utils/incidents/notice-words';
import type { EpochMs, Notice, Settings, View, Watched } from '@/utils/model';
import { tongueFor } from '@/utils/platform/words';
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

/** Gives the words of the test notification. */
export async function wordsForTest(): Promise<NoticeWords> {
  const { language } = await readSettings();
  const tongue = await tongueFor(language);
  return { title: m.notice_test_title({}, tongue), message: m.notice_test({}, tongue) };
}
