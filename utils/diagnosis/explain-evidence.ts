/** What was asked, of whom, and what they said, in words: the lines of evidence under a service. Pure. */
import type { EpochMs, ErrorType, EvidenceLine } from '@/utils/model';
import { m } from '@/utils/words/messages';
import type { Message } from '@/utils/words/tongue';
import { onNetwork, placeWords } from './explain-place';
import { isolated, sayAgo, sayPercent, sayTime, type Tongue, tight } from './locale';
import { placeIdOf } from './place-id';

/** One line of evidence in words: who, what they said, how long ago. */
interface EvidenceWords {
  who: string;
  said: string;
  ago: string;
}

/** Who lists the routes, by their own name. */
const RIPESTAT = isolated('RIPE NCC / RIPEstat');

/** Puts a line of evidence into words. */
export function evidenceWords(line: EvidenceLine, tongue: Tongue, now: EpochMs): EvidenceWords {
  return {
    who: whoOf(line, tongue),
    said: saidOf(line.said, tongue, now),
    ago: sayAgo(line.at, now, tongue),
  };
}

/** Names who was asked in the language of the page, without saying what they are. */
export function nameInLine({ source, who, whoAr }: EvidenceLine, { locale }: Pick<Tongue, 'locale'>): string {
  const name = (locale === 'ar' ? whoAr : null) ?? who ?? '';
  // Favourites are called what they or the person call them, imo for one.
  if (source === 'favourite') return name;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Tells one line from another: a place is a city and a network in it. */
export function lineIdOf({ source, who, place, at }: EvidenceLine): string {
  return `${source} ${place === null ? who : placeIdOf(place)} ${at}`;
}

function whoOf(line: EvidenceLine, tongue: Tongue): string {
  const { source, who } = line;
  const name = nameInLine(line, tongue);
  switch (source) {
    case 'probe':
      return m.evidence_who_this_computer({}, tongue);
    case 'page-load':
      return line.said.kind === 'own-word'
        ? m.evidence_who_you({}, tongue)
        : m.evidence_who_page_load({}, tongue);
    case 'control':
      return m.evidence_who_control({ who: name }, tongue);
    case 'favourite':
      return m.evidence_who_favourite({ who: name }, tongue);
    case 'resolver':
      return who === null
        ? m.evidence_who_resolver_own({}, tongue)
        : m.evidence_who_resolver({ who: name }, tongue);
    case 'status-page':
      return m.evidence_who_status_page({}, tongue);
    case 'vantage':
      return line.place === null ? name : placeWords(line.place, tongue);
    case 'routing':
      return [RIPESTAT, ...(who === null ? [] : [isolated(who)])].join(' · ');
    default:
      return source satisfies never;
  }
}

/** Says of an older answer that a newer one came after it: both may be of just now. */
export function saidBefore(said: string, tongue: Tongue): string {
  return m.evidence_before({ said }, tongue);
}

/** Names who was asked so that no other place among these goes by the same name: a city has many networks. */
export function whoAmong(line: EvidenceLine, among: readonly EvidenceLine[], tongue: Tongue): string {
  const who = whoOf(line, tongue);
  const { place } = line;
  if (place === null) return who;
  const twins = among.flatMap(({ place: other }) =>
    other !== null && placeIdOf(other) !== placeIdOf(place) && placeWords(other, tongue) === who
      ? [other]
      : [],
  );
  return twins.length === 0 ? who : onNetwork(who, place, twins);
}

function saidOf(said: EvidenceLine['said'], tongue: Tongue, now: EpochMs): string {
  switch (said.kind) {
    case 'answered':
      return answeredWords(said, tongue);
    case 'failed':
      return said.backAt === undefined
        ? failedWords(said.errorType, said.status, tongue)
        : m.evidence_back_at({ time: sayTime(said.backAt, now, tongue) }, tongue);
    case 'timeout':
      return m.evidence_timeout({}, tongue);
    case 'resolver':
      return said.answer === 'address'
        ? m.evidence_found({}, tongue)
        : said.answer === 'nxdomain'
          ? m.evidence_no_such_name({}, tongue)
          : m.evidence_no_address({}, tongue);
    case 'status-page':
      return pageWords(said.indicator, said.words, tongue);
    case 'routing':
      return m.evidence_routes({ percent: sayPercent(said.share, tongue) }, tongue);
    case 'portal':
      return m.evidence_portal({}, tongue);
    case 'own-word':
      return m.evidence_own_word({}, tongue);
    case 'nothing':
      return m.evidence_nothing({}, tongue);
    default:
      return said satisfies never;
  }
}

function answeredWords(
  { status, tookMs }: { status: number | null; tookMs: number | null },
  tongue: Tongue,
): string {
  if (status !== null && status >= 400) return m.evidence_answered_status({ status }, tongue);
  if (tookMs === null) return m.evidence_answered({}, tongue);
  const seconds = new Intl.NumberFormat(tongue.tag, {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: 1,
  });
  const time = tight(seconds.format(Math.max(0.1, tookMs / 1_000)), tongue.tag);
  return m.evidence_answered_in({ time }, tongue);
}

/** Error types by how they begin, the more exact first. */
const FAILED: readonly (readonly [string, Message<Record<string, never>>])[] = [
  ['dns.', m.evidence_names],
  ['tcp.refused', m.evidence_refused],
  ['tcp.reset', m.evidence_reset],
  ['tcp.closed', m.evidence_reset],
  ['tcp.timed_out', m.evidence_timeout],
  ['tcp.', m.evidence_unreached],
  ['tls.cert.date_invalid', m.evidence_certificate_date],
  ['tls.', m.evidence_certificate],
  ['http.response.redirect_loop', m.evidence_loop],
  ['http.', m.evidence_garbled],
  ['local.blocked', m.evidence_blocked],
  ['local.proxy', m.evidence_proxy],
  ['local.', m.evidence_offline],
];

function failedWords(errorType: ErrorType, status: number | null, tongue: Tongue): string {
  // A certificate that is not trusted is the trouble, whatever was answered behind it.
  if (status !== null && !errorType.startsWith('tls.')) return m.evidence_broken({ status }, tongue);
  if (errorType === 'http.error') return m.evidence_broken_plain({}, tongue);
  const message = FAILED.find(([begin]) => errorType.startsWith(begin))?.[1] ?? m.evidence_unexplained;
  return message({}, tongue);
}

function pageWords(indicator: string, words: string | null, tongue: Tongue): string {
  const said =
    indicator === 'none'
      ? m.evidence_page_none({}, tongue)
      : indicator === 'maintenance'
        ? m.evidence_page_maintenance({}, tongue)
        : indicator === 'minor'
          ? m.evidence_page_minor({}, tongue)
          : m.evidence_page_major({}, tongue);
  return words === null ? said : m.evidence_page_words({ said, words: isolated(words) }, tongue);
}
