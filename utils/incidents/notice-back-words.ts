/** Notifications of what is back, in words. Pure. */
import { isSameDay, sayClock, sayDuration, sayNames, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import type { EpochMs, Notice, ServiceId } from '@/utils/model';
import { m } from '@/utils/words/messages';

export interface NoticeWords {
  title: string;
  message: string;
}

export type NameOf = (id: ServiceId) => string;

/** Says who is back, and who is not yet. */
export function partlyBackWords(notice: Notice, nameOf: NameOf, tongue: Tongue): NoticeWords {
  const back = notice.services.filter((id) => notice.back.includes(id)).map(nameOf);
  const still = notice.services.filter((id) => !notice.back.includes(id)).map(nameOf);
  return {
    title: m.notice_partly_back_title({ services: sayNames(back, tongue) }, tongue),
    message: m.notice_partly_back({ services: sayNames(still, tongue) }, tongue),
  };
}

/** Says that it is over, and how long it lasted. */
export function closedWords(
  notice: Notice,
  names: readonly string[],
  tongue: Tongue,
  now: EpochMs,
): NoticeWords {
  const until = notice.until ?? notice.since;
  const duration = sayDuration(until - notice.since, tongue);
  // The name of the day goes without saying while it is one.
  const say = (at: EpochMs) =>
    isSameDay(notice.since, until) ? sayClock(at, tongue.tag) : sayTime(at, now, tongue);
  const from = say(notice.since);
  const to = say(until);
  const message =
    from === to
      ? m.notice_back_at({ duration, time: to }, tongue)
      : m.notice_back({ duration, from, to }, tongue);
  const services = sayNames(names, tongue);
  const title =
    names.length > 1
      ? m.notice_back_many_title({ services }, tongue)
      : m.notice_back_title({ service: services }, tongue);
  return { title, message };
}
