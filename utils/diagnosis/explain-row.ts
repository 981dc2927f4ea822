/** The short words of a row, of the chain and of a line of evidence. Pure. */

import type {
  ChainLink,
  EpochMs,
  ErrorType,
  EvidenceLine,
  Health,
  LinkState,
  Verdict,
  VerdictName,
} from '@/utils/model';
import { m } from '@/utils/words/messages';
import { isSeenFromHere } from './from-here';
import { sayAgo, sayPercent, type Tongue, tight } from './locale';
import { NOT_WATCHED, SAID_WORKS } from './sentence';

type Plain = (inputs: Record<string, never>, tongue: Tongue) => string;

const BY_HEALTH: Readonly<Partial<Record<Health, Plain>>> = {
  suspect: m.status_checking,
  flapping: m.status_flapping,
  recovering: m.status_recovering,
  maintenance: m.status_maintenance,
};

const BY_VERDICT: Readonly<Partial<Record<VerdictName, Plain>>> = {
  access_denied: m.status_refused,
  geo_block: m.status_blocked,
  blocked_network: m.status_blocked,
  blocked_extension: m.status_blocked,
  rate_limited: m.status_slow_down,
  login_required: m.status_sign_in,
  feature_down: m.status_part,
  probe_broken: m.status_unchecked,
  local_only_5xx: m.status_own_errors,
  degraded_slow: m.status_slow,
  local_slow: m.status_slow,
};

const YOURS: ReadonlySet<Verdict['scope']> = new Set(['device', 'network', 'resolver', 'provider']);

/** Gives the status word of a row. */
export function statusWord(
  { health, verdict, limited }: { health: Health; verdict: Verdict; limited?: boolean },
  tongue: Tongue,
): string {
  if (verdict.rule === SAID_WORKS) return m.row_said_works({}, tongue);
  if (verdict.rule === NOT_WATCHED) return m.status_paused({}, tongue);
  if (isSeenFromHere(verdict) && health === 'unknown') return m.status_unreachable({}, tongue);
  if (limited === true && health === 'up' && verdict.name === 'ok') return m.status_reachable({}, tongue);
  const message = BY_HEALTH[health] ?? BY_VERDICT[verdict.name] ?? byRest(health, verdict);
  return message({}, tongue);
}

function byRest(health: Health, verdict: Verdict): Plain {
  if (verdict.name === 'regional') return m.status_down_near;
  if (YOURS.has(verdict.scope)) return m.status_unreachable;
  if (health === 'up') return m.status_up;
  if (health === 'degraded') return m.status_comes_and_goes;
  return health === 'down' ? m.status_down : m.status_unknown;
}

const LINK: Readonly<Record<ChainLink, Plain>> = {
  you: m.chain_you,
  network: m.chain_network,
  addresses: m.chain_addresses,
  provider: m.chain_provider,
  region: m.chain_region,
  service: m.chain_service,
};

/** Gives a link's label. */
export function linkWord(link: ChainLink, tongue: Tongue): string {
  return LINK[link]({}, tongue);
}

/** Says the whole chain in one sentence, for those who do not see it. */
export function sayChain(chain: Readonly<Record<ChainLink, LinkState>>, tongue: Tongue): string {
  const at = (state: LinkState) => (Object.keys(chain) as ChainLink[]).find((link) => chain[link] === state);
  const broken = at('broken');
  if (broken !== undefined) return m.chain_broken_at({ link: linkWord(broken, tongue) }, tongue);
  const slow = at('slow');
  if (slow !== undefined) return m.chain_slow_at({ link: linkWord(slow, tongue) }, tongue);
  return chain.service === 'tested' || chain.service === 'passed'
    ? m.chain_whole({}, tongue)
    : m.chain_unknown({}, tongue);
}

/** One line of evidence in words: who, what they said, how long ago. */
interface EvidenceWords {
  who: string;
  said: string;
  ago: string;
}

/** Puts a line of evidence into words. */
export function evidenceWords(line: EvidenceLine, tongue: Tongue, now: EpochMs): EvidenceWords {
  return { who: whoOf(line, tongue), said: saidOf(line.said, tongue), ago: sayAgo(line.at, now, tongue) };
}

/** Names who was asked in the language of the page, without saying what they are. */
export function nameInLine({ source, who, whoAr }: EvidenceLine, { locale }: Pick<Tongue, 'locale'>): string {
  const name = (locale === 'ar' ? whoAr : null) ?? who ?? '';
  // Favourites are called what they or the person call them, imo for one.
  if (source === 'favourite') return name;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function whoOf(line: EvidenceLine, tongue: Tongue): string {
  const { source, who } = line;
  const name = nameInLine(line, tongue);
  switch (source) {
    case 'probe':
      return m.evidence_who_this_computer({}, tongue);
    case 'page-load':
      return m.evidence_who_page_load({}, tongue);
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
      return [m.evidence_who_routing({}, tongue), ...(who === null ? [] : [who])].join(' · ');
    default:
      return source satisfies never;
  }
}

type Place = NonNullable<EvidenceLine['place']>;

/** Names of cities come in Latin letters. */
const OTHER_LETTERS: ReadonlySet<Tongue['locale']> = new Set(['ar', 'hi', 'ja', 'zh-CN', 'ru']);

/** Names a place in a word that those who read the page can read: its city, or its country. */
export function placeName(place: Place, tongue: Tongue): string {
  return place.city === '' || OTHER_LETTERS.has(tongue.locale) ? countryName(place, tongue) : place.city;
}

function placeWords(place: Place, tongue: Tongue): string {
  const country = countryName(place, tongue);
  return place.city === '' ? country : m.evidence_place({ city: place.city, country }, tongue);
}

function countryName({ country }: Place, { tag }: Tongue): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(tag, { type: 'region' }).of(country) ?? country;
}

function saidOf(said: EvidenceLine['said'], tongue: Tongue): string {
  switch (said.kind) {
    case 'answered':
      return answeredWords(said, tongue);
    case 'failed':
      return failedWords(said.errorType, said.status, tongue);
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
const FAILED: readonly (readonly [string, Plain])[] = [
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
  return words === null ? said : `${said}: “${words}”`;
}
