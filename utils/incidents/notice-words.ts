/** Notifications and the toolbar title in words. Pure. Each names its subject: it is read alone. */

import { cloudName } from '@/utils/diagnosis/cloud-name';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { clockErrorOf } from '@/utils/diagnosis/explain-own';
import { isFoundBySome } from '@/utils/diagnosis/explain-theirs';
import { HERE_BROKEN } from '@/utils/diagnosis/from-here';
import {
  sayDuration,
  sayFirst,
  sayList,
  sayNames,
  sayTime,
  sayTogether,
  type Tongue,
} from '@/utils/diagnosis/locale';
import { isUnwitnessed, LIKELIEST } from '@/utils/diagnosis/sentence';
import type { EpochMs, Lead, Notice, Verdict } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { closedWords, type NameOf, type NoticeWords, partlyBackWords } from './notice-back-words';

/** Puts a notice into words. */
export function noticeWords(notice: Notice, nameOf: NameOf, tongue: Tongue, now: EpochMs): NoticeWords {
  const names = notice.services.map(nameOf);
  const ofMood = moodWords(notice, sayNames(names, tongue), tongue, now);
  if (ofMood !== null) return ofMood;
  if (notice.kind === 'closed') return closedWords(notice, names, tongue, now);
  if (notice.back.length > 0) return partlyBackWords(notice, nameOf, tongue);
  return notice.about === 'you' ? ownWords(notice, names, tongue) : openedWords(notice, names, tongue, now);
}

/** What comes and goes, and what was slept through, is told in words of its own. */
function moodWords(notice: Notice, services: string, tongue: Tongue, now: EpochMs): NoticeWords | null {
  const { mood, kind, since, until, count = 0 } = notice;
  const time = sayTime(until ?? since, now, tongue);
  if (mood === 'morning') {
    return {
      title: m.notice_morning_title({ count }, tongue),
      message: m.notice_morning({ services, time }, tongue),
    };
  }
  if (mood === 'digest' && kind === 'opened') {
    return {
      title: m.notice_digest_title({ services }, tongue),
      message: m.notice_digest({ time }, tongue),
    };
  }
  if (mood !== 'flapping') return null;
  if (kind === 'closed') {
    return { title: m.notice_steady_title({ services }, tongue), message: m.notice_steady({ time }, tongue) };
  }
  return {
    title: m.notice_flapping_title({ services }, tongue),
    message: m.notice_flapping({ time }, tongue),
  };
}

function openedWords(notice: Notice, names: readonly string[], tongue: Tongue, now: EpochMs): NoticeWords {
  const words = oneWords(notice, sayNames(names, tongue), tongue, now);
  if (names.length === 1) return words;
  return { ...words, title: manyTitle(notice, names, tongue) };
}

/** "Meta: WhatsApp, Instagram and 2 more are down". */
function manyTitle(notice: Notice, names: readonly string[], tongue: Tongue): string {
  const services = names.length > 2 ? sayFirst(names, 2, tongue) : sayList(names, tongue);
  if (isUnwitnessed(notice.verdict))
    return m.notice_probably_title({ services, count: names.length }, tongue);
  if (notice.family === null) return m.notice_many_title({ services }, tongue);
  return m.notice_group_title({ group: cloudName(notice.family), services }, tongue);
}

function oneWords(notice: Notice, service: string, tongue: Tongue, now: EpochMs): NoticeWords {
  const time = sayTime(notice.since, now, tongue);
  if (notice.verdict.rule === LIKELIEST) {
    const count = notice.services.length;
    return {
      title: m.notice_probably_title({ services: service, count }, tongue),
      message: m.notice_probably({ time }, tongue),
    };
  }
  switch (notice.verdict.name) {
    case 'service_5xx':
      if (notice.verdict.rule === HERE_BROKEN || isUnwitnessed(notice.verdict)) {
        return {
          title: m.notice_broken_title({ service }, tongue),
          message: m.notice_here_broken({ time }, tongue),
        };
      }
      return {
        title: m.notice_broken_title({ service }, tongue),
        message: m.notice_broken({ time }, tongue),
      };
    case 'dns_authoritative':
      if (isFoundBySome(notice.verdict)) return someWords(service, time, tongue);
      return {
        title: m.notice_down_title({ service }, tongue),
        message: m.notice_unfindable({ time }, tongue),
      };
    case 'bgp_withdrawn':
      return {
        title: m.notice_vanished_title({ service }, tongue),
        message: m.notice_vanished({ time }, tongue),
      };
    case 'cert_server':
      return {
        title: m.notice_certificate_title({ service }, tongue),
        message: m.notice_certificate({}, tongue),
      };
    case 'regional':
      return {
        title: m.notice_region_title({ service }, tongue),
        message: m.notice_region({ time }, tongue),
      };
    case 'partial':
      return someWords(service, time, tongue);
    case 'shared_provider': {
      const named = cloudName(notice.verdict.numbers.named);
      return {
        title: m.notice_down_title({ service }, tongue),
        message: m.notice_many_shared({ named, time }, tongue),
      };
    }
    default: {
      const say = notice.everyone ? m.notice_down_everyone : m.notice_down_others;
      return { title: m.notice_down_title({ service }, tongue), message: say({ time }, tongue) };
    }
  }
}

function someWords(service: string, time: string, tongue: Tongue): NoticeWords {
  return { title: m.notice_some_title({ service }, tongue), message: m.notice_some({ time }, tongue) };
}

function ownWords(notice: Notice, names: readonly string[], tongue: Tongue): NoticeWords {
  const service = sayNames(names, tongue);
  if (notice.verdict.scope === 'provider') {
    return {
      title: m.notice_own_provider_title({ service }, tongue),
      message: m.notice_own_provider({ service }, tongue),
    };
  }
  if (notice.verdict.name === 'clock_skew') return clockWords(notice.verdict, service, tongue);
  const title = m.notice_own_blocked_title({ service }, tongue);
  if (notice.verdict.name === 'blocked_network') return { title, message: m.notice_own_blocked({}, tongue) };
  return { title, message: m.notice_own_other({ service }, tongue) };
}

function clockWords(verdict: Verdict, service: string, tongue: Tongue): NoticeWords {
  const message = m.notice_clock({ service }, tongue);
  const ms = clockErrorOf(verdict);
  if (ms === null) return { title: m.notice_own_blocked_title({ service }, tongue), message };
  return {
    title: m.notice_clock_title({ duration: sayDuration(ms, tongue) }, tongue),
    message,
  };
}

/** Puts the whole answer into one line for the toolbar button. */
export function titleWords(lead: Lead, nameOf: NameOf, total: number, tongue: Tongue, now: EpochMs): string {
  const { headline, line } = explainLead(lead, nameOf, total, tongue, now);
  const sentence = sayTogether([headline, line], tongue);
  if (lead.since === null) return m.title_answer({ sentence }, tongue);
  return m.title_answer_since({ sentence, time: sayTime(lead.since, now, tongue) }, tongue);
}
