/** What the background says, in the person's language. */
import { m } from '@/paraglide/messages';
import { tongueOf } from '@/utils/diagnosis/locale';
import { type NoticeWords, noticeWords, titleWords } from '@/utils/incidents/notice-words';
import type { EpochMs, Notice, Settings, View, Watched } from '@/utils/model';
import { browserLanguage } from '@/utils/platform/life';
import { readSettings } from '@/utils/store/settings';

function nameIn(watched: readonly Watched[], arabic: boolean): (id: string) => string {
  return (id) => {
    const one = watched.find((each) => each.id === id);
    return (arabic ? one?.nameAr : null) ?? one?.name ?? id;
  };
}

/** Puts a notice into words. */
export function noticeText(
  notice: Notice,
  watched: readonly Watched[],
  settings: Settings,
  now: EpochMs,
): NoticeWords {
  const tongue = tongueOf(settings.language, browserLanguage());
  return noticeWords(notice, nameIn(watched, tongue.locale === 'ar'), tongue, now);
}

/** Puts the whole answer into the toolbar's title. */
export function titleText(view: View, watched: readonly Watched[], settings: Settings): string {
  const tongue = tongueOf(settings.language, browserLanguage());
  return titleWords(view.lead, nameIn(watched, tongue.locale === 'ar'), watched.length, tongue, view.at);
}

/** Gives the words of the test notification. */
export async function wordsForTest(): Promise<NoticeWords> {
  const { language } = await readSettings();
  const tongue = tongueOf(language, browserLanguage());
  return { title: m.notice_test_title({}, tongue), message: m.notice_test({}, tongue) };
}
